import fc from 'fast-check';
import { diff, NOTHING } from '../../../lib/plan/diff';
import type { Json } from '../../../lib/plan/json';
import { printPath } from '../../../lib/plan/print-values';
import { change, reportOfChanges } from '../../support/plans';

const paths = (before: Json, after: Json, rest: object = {}): string[] =>
  diff({ ...NOTHING, before, after, ...rest }).map(({ path, change }) => `${change} ${printPath(path)}`);

describe('a comparison', () => {
  test('names what comes, goes and changes, by path', () => {
    expect(paths({ a: 1, b: { c: 2, 'd.e': 3 }, f: null }, { a: 2, b: { 'd.e': 4 }, g: true })).toEqual([
      'changed a',
      'removed b.c',
      'changed b["d.e"]',
      'added g',
    ]);
  });

  test.each<[string, Json, Json, string[]]>([
    [
      'by name',
      [
        { name: 'a', v: 1 },
        { name: 'b', v: 1 },
      ],
      [
        { name: 'b', v: 2 },
        { name: 'a', v: 1 },
      ],
      ['changed [name=b].v'],
    ],
    ['by id', [{ id: 'a' }], [{ id: 'a' }, { id: 'b' }], ['added [id=b]']],
    [
      'by place where a name is not unique',
      [
        { name: 'a', v: 1 },
        { name: 'a', v: 2 },
      ],
      [
        { name: 'a', v: 1 },
        { name: 'a', v: 3 },
      ],
      ['changed [1].v'],
    ],
    [
      'from both ends',
      [{ v: 1 }, { v: 2 }, { v: 3 }],
      [{ v: 2 }, { v: 3 }].toSpliced(0, 0, { v: 0 }, { v: 1 }),
      ['added [0]'],
    ],
    ['as a set of texts', ['a', 'b', 'c'], ['c', 'a', 'd', 'e'], ['removed ', 'added ', 'added ']],
    ['as a whole when only the order changes', ['a', 'b'], ['b', 'a'], ['changed ']],
  ])('takes lists %s', (_, before, after, expected) => {
    expect(paths(before, after)).toEqual(expected);
  });

  test('tells what only the apply tells, what is not in the plan too', () => {
    // Terraform writes empty shadows of what is known, also of what is not there.
    expect(paths({ a: 1 }, { a: 1 }, { unknown: { b: {}, c: [{}], d: false } })).toEqual([]);
    const sides = { ...NOTHING, before: { a: 1, b: [1] }, after: { a: 1 }, unknown: { b: [true], id: true } };
    expect(diff(sides).map(({ path, unknown }) => [printPath(path), unknown])).toEqual([
      ['b[0]', true],
      ['id', true],
    ]);
  });

  test('tells that a secret changes, and of a whole that holds one no part as harmless', () => {
    const found = diff({
      ...NOTHING,
      before: { a: 'x', b: { c: 'x', d: 'y' }, same: 'x' },
      after: { a: 'y', b: { c: 'y', d: 'y' }, same: 'x', new: { e: 'z' } },
      beforeSensitive: { a: true, b: true, same: true },
      afterSensitive: { new: { e: true } },
    });
    expect(found.map(({ path, sensitive }) => [printPath(path), sensitive])).toEqual([
      ['a', true],
      ['b', true],
      ['new.e', true],
    ]);
  });

  const value = fc.jsonValue({ maxDepth: 4 }) as fc.Arbitrary<Json>;

  test('of equal values finds nothing', () => {
    fc.assert(fc.property(value, (it) => expect(paths(it, structuredClone(it))).toEqual([])));
  });

  test('finds something in different ones, and the same backwards', () => {
    const turned: Record<string, string> = { added: 'removed', removed: 'added', changed: 'changed' };
    fc.assert(
      fc.property(value, value, (a, b) => {
        const [there, back] = [diff({ ...NOTHING, before: a, after: b }), diff({ ...NOTHING, before: b, after: a })];
        const told = (list: typeof there): string[] =>
          list.map(({ path, change }) => `${change} ${printPath(path)}`).sort();
        expect(told(back)).toEqual(there.map(({ path, change }) => `${turned[change]} ${printPath(path)}`).sort());
      }),
    );
  });
});

describe('texts that are JSON documents', () => {
  const json = (value: Json): string => JSON.stringify(value);

  test('are compared by what they say, statements by their Sid', () => {
    const policy = (...sids: readonly string[]): Json => ({
      policy: json({ Statement: sids.map((Sid) => ({ Sid })) }),
    });
    expect(paths({ a: json({ b: 1, c: [1] }) }, { a: json({ c: [1], b: 2 }) })).toEqual(['changed a.b']);
    expect(paths(policy('x', 'y'), policy('y', 'z'))).toEqual([
      'removed policy.Statement[Sid=x]',
      'added policy.Statement[Sid=z]',
    ]);
  });

  test('are texts where only blanks differ, and where one of them is none', () => {
    expect(paths({ a: '{"b":1}' }, { a: '{ "b": 1 }' })).toEqual(['changed a']);
    expect(paths({ a: '{"b":1}' }, { a: '{"b":' })).toEqual(['changed a']);
    expect(paths({ a: '{"b":1}' }, { a: '[1]' })).toEqual(['changed a']);
  });

  test('are not opened where they hold a secret: its parts are none that anybody knows', () => {
    const secret = (pin: string): string => json({ pin, user: 'svc' });
    const text = (pin: string): string => json({ auth: { pin, user: 'svc' }, list: [pin] });
    const report = reportOfChanges([
      change({
        address: 'a.b',
        before: {
          secret: secret('7731'),
          copy: secret('7731'),
          inside: json({ a: JSON.parse(secret('7731')) as Json }),
        },
        after: {
          secret: secret('8842'),
          copy: secret('8842'),
          inside: json({ a: JSON.parse(secret('8842')) as Json }),
        },
        before_sensitive: { secret: true },
        after_sensitive: { secret: true },
      }),
      change({ address: 'a.c', before: { text: text('1') }, after: { text: text('2') } }),
    ]);
    expect(JSON.stringify(report)).not.toMatch(/7731|8842/);
    expect(report.changes[0]?.fields.map(({ path }) => path)).toEqual(['secret', 'copy', 'inside']);
    expect(report.changes[1]?.fields.map(({ path }) => path)).toEqual(['text.auth.pin', 'text.list[0]']);
  });
});
