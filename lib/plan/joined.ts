import { NONE } from './none';

/**
 * Lists one after another. No list is made where one of them at most has items: of most changes of a large plan, none.
 *
 * @param lists the lists
 */
export function joined<Item>(...lists: readonly (readonly Item[])[]): readonly Item[] {
  const filled = lists.filter(({ length }) => length > 0);
  return filled.length > 1 ? filled.flat() : (filled[0] ?? NONE);
}
