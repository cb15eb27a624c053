import fc from 'fast-check';
import { helmScalar } from '../../../lib/plan/helm-scalars';
import { parseDocument } from '../../../lib/plan/values';
import { change, reportOfChanges } from '../../support/plans';

describe('a plain scalar of YAML, as Helm has it', () => {
  test.each<[string, unknown]>([
    ['yes', true],
    ['Off', false],
    ['y', true],
    ['yEs', 'yEs'],
    ['~', null],
    ['', null],
    ['017', 15],
    ['0o17', 15],
    ['08', 8],
    ['0x1F', 31],
    ['-0b11', -3],
    ['1_000', 1000],
    ['1:30', '1:30'],
    ['2001-01-01', '2001-01-01'],
    ['.5', 0.5],
    ['100m', '100m'],
    ['-0', 0],
    ['9007199254740993', '9007199254740993'],
  ])('%s is %j', (text, value) => {
    expect(helmScalar(text)).toBe(value);
  });

  test('is so in each document, whatever else it has, and a text in quotes is one', () => {
    for (const more of ['', 'x: &a 1\ny: *a\n', 'x: !!str 1\n', '<<: {z: 1}\n', '%YAML 1.2\n---\n'])
      expect(
        parseDocument(more.startsWith('%') ? `${more}a: yes\nb: 'yes'\n` : `a: yes\nb: 'yes'\n${more}`),
      ).toMatchObject({ a: true, b: 'yes' });
    expect(parseDocument('a: !!int "12"\nb: !!str 12\n')).toEqual({ a: 12, b: '12' });
  });

  test('decides what pods of a release may do', () => {
    const values = (privileged: string): string =>
      `extraObjects:\n- apiVersion: v1\n  kind: Pod\n  metadata: {name: a}\n  spec:\n    containers:\n    - name: c\n      securityContext: {privileged: ${privileged}}\n`;
    const { security } = reportOfChanges([
      change({ address: 'helm_release.a', before: { values: [values('no')] }, after: { values: [values('yes')] } }),
    ]);
    expect(security.map(({ direction, severity, what }) => [direction, severity, what])).toContainEqual([
      'broadened',
      'high',
      expect.stringContaining('privileged'),
    ]);
  });

  test('is what a number in JSON is, too; one with too many digits stays a text', () => {
    const number = fc.oneof(fc.maxSafeInteger(), fc.double({ noNaN: true, noDefaultInfinity: true }));
    fc.assert(
      fc.property(number, (given) => {
        const text = JSON.stringify(given);
        const isExact = Number.isSafeInteger(given) || !/^-?[0-9]+$/.test(text);
        expect(helmScalar(text)).toBe(isExact ? JSON.parse(text) : text);
      }),
    );
  });
});
