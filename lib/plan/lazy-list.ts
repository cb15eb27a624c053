/** As much of a list as can be asked for without making all of it. */
export type Listing<Item> = Pick<readonly Item[], 'length' | 'at'>;

/** A list whose items are made of those of another one when they are asked for, each once. */
export class LazyList<Source, Item> implements Listing<Item> {
  private made?: (Item | undefined)[];

  /**
   * @param sources what the items are made of
   * @param make makes one
   */
  public constructor(
    private readonly sources: readonly Source[],
    private readonly make: (source: Source) => Item,
  ) {}

  /** Number of items. */
  public get length(): number {
    return this.sources.length;
  }

  /** An item; nothing outside of the list. */
  public at(index: number): Item | undefined {
    const source = this.sources[index];
    return source === undefined ? undefined : ((this.made ??= [])[index] ??= this.make(source));
  }
}

/**
 * All items of a list.
 *
 * @param list any list
 */
export function allOf<Item>(list: Listing<Item>): readonly Item[] {
  const items = Array.from({ length: list.length }, (_, index) => list.at(index));
  return items.filter((item) => item !== undefined);
}
