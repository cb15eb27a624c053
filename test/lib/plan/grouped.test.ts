import fc from 'fast-check';
import { grouped } from '../../../lib/plan/grouped';

const keyOf = (item: number): string => String(item % 4);

test('what is alike is together, in the order of the first of each', () => {
  expect(grouped([5, 2, 9, 6, 3], keyOf)).toEqual([[5, 9], [2, 6], [3]]);
  expect(grouped([], keyOf)).toEqual([]);
});

test('a look at the item before changes nothing', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(20)), fc.func(fc.boolean()), (items, mayTell) => {
      const isLike = (a: number, b: number): boolean => keyOf(a) === keyOf(b) && mayTell(a, b);
      expect(grouped(items, keyOf, isLike)).toEqual(grouped(items, keyOf));
    }),
  );
});

test('no text is written for an item that is as the one before', () => {
  const asked: number[] = [];
  const groups = grouped(
    [1, 1, 2, 1],
    (item) => String(asked.push(item) && item),
    (a, b) => a === b,
  );
  expect(groups).toEqual([[1, 1, 1], [2]]);
  expect(asked).toEqual([1, 2, 1]);
});
