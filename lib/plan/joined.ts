/**
 * Lists one after another. Nothing is made where one of them at most has items: of most changes of a large plan, none.
 *
 * @param lists the lists
 */
export function joined<Item>(...lists: readonly (readonly Item[])[]): readonly Item[] {
  const filled = lists.find((list) => list.length > 0) ?? NONE;
  return lists.some((list) => list.length > 0 && list !== filled) ? lists.flat() : filled;
}

const NONE: readonly never[] = [];
