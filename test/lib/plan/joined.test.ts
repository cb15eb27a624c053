import fc from 'fast-check';
import { joined } from '../../../lib/plan/joined';

test('lists stand one after another', () => {
  fc.assert(
    fc.property(fc.array(fc.array(fc.nat(), { maxLength: 3 })), (lists) => {
      expect(joined(...lists)).toEqual(lists.flat());
      expect(joined(...lists, ...lists)).toEqual([...lists, ...lists].flat());
    }),
  );
});

test('no list is made where one has items', () => {
  const list = [1];
  expect(joined([], list, [])).toBe(list);
});
