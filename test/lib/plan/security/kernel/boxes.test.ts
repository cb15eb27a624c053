import fc from 'fast-check';
import { box, compare, difference, side, type Box } from '../../../../../lib/plan/security/kernel/boxes';
import { allBut, equal, setOf } from '../../../../../lib/plan/security/kernel/value-set';

const DIMENSIONS = ['a', 'b', 'c'];
const VALUES = ['1', '2', '3'];
const set = fc.tuple(fc.boolean(), fc.subarray(VALUES)).map(([but, values]) => (but ? allBut(values) : setOf(values)));
const aBox = fc
  .subarray(DIMENSIONS)
  .chain((dimensions) =>
    fc
      .array(set, { minLength: dimensions.length, maxLength: dimensions.length })
      .map((sets) => box(dimensions.map((dimension, at) => [dimension, sets[at]!] as const))),
  );
const boxes = fc.array(aBox, { maxLength: 12 });

/** Each case of a union; `4` stands for all values that nobody names. */
function casesOf(union: readonly Box[]): readonly string[] {
  const values = [...VALUES, '4'];
  const all = values.flatMap((a) => values.flatMap((b) => values.map((c) => [a, b, c])));
  const holds = (piece: Box, point: readonly string[]): boolean =>
    DIMENSIONS.every((dimension, at) => {
      const { but, values: named } = side(piece, dimension);
      return named.includes(point[at]!) !== but;
    });
  return all.filter((point) => union.some((piece) => holds(piece, point))).map(String);
}

/** How many dimensions of two boxes differ. */
const distance = (a: Box, b: Box): number =>
  DIMENSIONS.filter((dimension) => !equal(side(a, dimension), side(b, dimension))).length;

describe('boxes', () => {
  test('are joined until no two of them differ in one dimension only, and hold the same cases', () => {
    fc.assert(
      fc.property(boxes, (all) => {
        const joined = difference(all, []);
        expect(casesOf(joined)).toEqual(casesOf(all));
        const pairs = joined.flatMap((one, at) => joined.slice(at + 1).map((other) => distance(one, other)));
        expect(pairs.filter((different) => different < 2)).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });

  test('are told apart by the cases that only one of two unions holds', () => {
    fc.assert(
      fc.property(boxes, boxes, (before, after) => {
        const [was, will] = [casesOf(before), casesOf(after)];
        const { gained, lost } = compare(before, after);
        expect(casesOf(gained)).toEqual(will.filter((point) => !was.includes(point)));
        expect(casesOf(lost)).toEqual(was.filter((point) => !will.includes(point)));
      }),
      { numRuns: 300 },
    );
  });
});
