import { breakWords, crdBreaks } from '../../../lib/plan/crd-compat';
import { CRD_CASES, definition } from '../../support/crd-cases';
import { object, release, reportOfChanges } from '../../support/plans';
import type { Json } from '../../../lib/plan/json';

const spec = { type: 'object' } as const;

describe('a new definition of a kind', () => {
  test.each(CRD_CASES)('with $name', ({ before, after, breaks }) => {
    const found = crdBreaks(definition({ v1: { spec: before } }), definition({ v1: { spec: after } }));
    expect(found.map(({ effect, field }) => [effect, field])).toEqual(breaks);
  });

  test('that stores another version', () => {
    const both = { v1: { spec, storage: false }, v2: { spec } };
    const found = crdBreaks(definition({ v1: { spec }, v2: { spec, storage: false } }), definition(both));
    expect(found.map(breakWords)).toEqual(['stored as v2, no longer as v1: what is there must be written again']);
    expect(crdBreaks(definition({ v1: { spec } }), definition({ v2: { spec } }))).toMatchObject([
      { effect: 'blocked', version: 'v1' },
    ]);
  });

  test('of another scope', () => {
    const found = crdBreaks(definition({ v1: { spec } }), definition({ v1: { spec } }, 'Thing', 'Cluster'));
    expect(found).toMatchObject([{ effect: 'blocked' }]);
  });

  test('compares only versions that are served before and after', () => {
    const wide = { type: 'object', properties: { a: { type: 'string' } } } as const;
    const old = definition({ v1: { spec: wide, served: false, storage: false }, v2: { spec } });
    expect(crdBreaks(old, definition({ v1: { spec, storage: false }, v2: { spec } }))).toEqual([]);
  });

  test('is approved with what follows, the worst first', () => {
    const wide = { type: 'object', properties: { a: { type: 'string' }, b: { type: 'integer' } } } as const;
    const narrow = { type: 'object', properties: { b: { type: 'integer', minimum: 1 } } } as const;
    const sides = [definition({ v1: { spec: wide } }), definition({ v1: { spec: narrow } })] as unknown as Json[];
    const { approvals } = reportOfChanges([release({}, [sides[0]!, object('A', 'a')], [sides[1]!, object('A', 'a')])]);
    expect(approvals.map(({ risk, consequence, names }) => [risk, consequence, names])).toEqual([
      ['crd', 'values of objects that are there are lost', ['v1 spec.a: goes: its values are dropped']],
      [
        'crd',
        'objects like those that are there may be refused when they are made or changed',
        ['v1 spec.b: minimum is now 1'],
      ],
    ]);
  });
});
