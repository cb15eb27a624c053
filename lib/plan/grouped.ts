/** What is alike: one at least. */
export type Group<Item> = [Item, ...Item[]];

/**
 * Puts items together that are alike, in the order of the first of each.
 *
 * @param items the items
 * @param keyOf a text that those that are alike have in common
 * @param isLike tells at a look that an item is as the one before, of which a large plan has very many, without writing
 * a text for it; it may say no of two that are alike. @default - it always does
 */
export function grouped<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
  isLike: (item: Item, before: Item) => boolean = () => false,
): readonly Group<Item>[] {
  const groups = new Map<string, Group<Item>>();
  let latest: Group<Item> | undefined;
  for (const item of items) {
    if (latest !== undefined && isLike(item, latest[0])) {
      latest.push(item);
      continue;
    }
    const key = keyOf(item);
    const known = groups.get(key);
    known?.push(item);
    latest = known ?? [item];
    if (known === undefined) groups.set(key, latest);
  }
  return [...groups.values()];
}
