import type { DfsForest } from './dfs-forest';

/** Answers which child of a node leads to a descendant, and where the paths to two nodes part, in constant time. */
export class Ancestors {
  /** Depth of each visit below its root. */
  private readonly depths: Int32Array;
  /** `table[k][i]`: the last of the shallowest visits among the 2^k from i on. */
  private readonly table: Int32Array[];

  /**
   * Takes n log n time and memory for n visits.
   *
   * @param forest depth-first trees
   */
  public constructor(private readonly forest: DfsForest) {
    const { count, parents } = forest;
    this.depths = new Int32Array(count);
    const level = new Int32Array(count);
    for (let at = 0; at < count; at++) {
      const parent = parents[at]!;
      this.depths[at] = parent === -1 ? 0 : this.depths[parent]! + 1;
      level[at] = at;
    }
    this.table = [level];
    for (let width = 1; 2 * width <= count; width *= 2) {
      const below = this.table.at(-1) ?? level;
      const above = new Int32Array(count - 2 * width + 1);
      for (let at = 0; at < above.length; at++) above[at] = this.shallower(below[at]!, below[at + width]!);
      this.table.push(above);
    }
  }

  /**
   * The child of a visit's ancestor on the way down to it.
   *
   * @param ancestor visit above the other, not the same
   * @param visit the other
   */
  public childTowards(ancestor: number, visit: number): number {
    // All visits in between lie below the ancestor; of its children among them, the last leads there.
    return this.shallowest(ancestor + 1, visit);
  }

  /**
   * The lowest common ancestor of two visits of one tree.
   *
   * @param a visit
   * @param b visit, not before the first
   */
  public common(a: number, b: number): number {
    return a === b ? a : this.forest.parents[this.shallowest(a + 1, b)]!;
  }

  private shallowest(first: number, last: number): number {
    const level = 31 - Math.clz32(last - first + 1);
    const row = this.table[level]!;
    return this.shallower(row[first]!, row[last + 1 - (1 << level)]!);
  }

  private shallower(left: number, right: number): number {
    return this.depths[left]! < this.depths[right]! ? left : right;
  }
}
