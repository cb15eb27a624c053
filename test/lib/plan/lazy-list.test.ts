import { allOf, LazyList } from '../../../lib/plan/lazy-list';

test('items are made when they are asked for, each once', () => {
  const made: string[] = [];
  const list = new LazyList(['a', 'b', 'c'], (source) => {
    made.push(source);
    return source.toUpperCase();
  });
  expect(list.length).toBe(3);
  expect(made).toEqual([]);
  expect([list.at(1), list.at(1), list.at(3), list.at(-1)]).toEqual(['B', 'B', undefined, undefined]);
  expect(made).toEqual(['b']);
  expect(allOf(list)).toEqual(['A', 'B', 'C']);
  expect(made).toEqual(['b', 'a', 'c']);
});
