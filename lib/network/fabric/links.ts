import type { FabricEnd, FabricLink } from './fabric';

/** Lane group in a column of a port that is not broken out. */
export const WHOLE = -1;

/** One end of each cable, by the number of the cable. */
export interface LinkEnds {
  /** Index of the device in the nodes of the fabric. */
  readonly node: Int32Array;
  /** Port of the device. */
  readonly port: Int32Array;
  /** Lane group of the port; -1 when it is not broken out. */
  readonly lane: Int32Array;
}

/**
 * The cables of a fabric. A large one has tens of thousands, and most proofs look at each of them: they are kept in
 * columns, which take a tenth of the time and memory of objects. `at` and a loop give them as objects; nobody writes to
 * the columns.
 */
export class FabricLinks implements Iterable<FabricLink> {
  private constructor(
    /** Ends at the higher tier; of two equals those with the smaller index. */
    public readonly a: LinkEnds,
    /** The other ends. */
    public readonly b: LinkEnds,
    /** Speeds in bits per second, one direction. */
    public readonly bps: Float64Array,
  ) {}

  /** Number of cables. */
  public get length(): number {
    return this.bps.length;
  }

  /**
   * Cables from objects.
   *
   * @param links the cables in their order
   */
  public static of(links: Iterable<FabricLink>): FabricLinks {
    const all = [...links];
    const side = (end: (link: FabricLink) => FabricEnd): LinkEnds => ({
      node: Int32Array.from(all, (link) => end(link).node),
      port: Int32Array.from(all, (link) => end(link).port),
      lane: Int32Array.from(all, (link) => end(link).lane ?? WHOLE),
    });
    const [a, b] = [side((link) => link.a), side((link) => link.b)];
    return new FabricLinks(
      a,
      b,
      Float64Array.from(all, ({ bps }) => bps),
    );
  }

  /**
   * Cables from columns.
   *
   * @param a ends at the higher tier
   * @param b other ends
   * @param bps speeds
   */
  public static ofColumns(a: LinkEnds, b: LinkEnds, bps: Float64Array): FabricLinks {
    return new FabricLinks(a, b, bps);
  }

  /**
   * One cable.
   *
   * @param index its number, from 0
   * @throws RangeError when there is none
   */
  public at(index: number): FabricLink {
    if (!(index >= 0 && index < this.length)) throw new RangeError(`there is no cable ${index} of ${this.length}`);
    return { a: endOf(this.a, index), b: endOf(this.b, index), bps: this.bps[index]! };
  }

  /** All cables, one after the other. */
  public *[Symbol.iterator](): Generator<FabricLink, void> {
    for (let index = 0; index < this.length; index++) yield this.at(index);
  }
}

function endOf({ node, port, lane }: LinkEnds, index: number): FabricEnd {
  return { node: node[index]!, port: port[index]!, lane: lane[index] === WHOLE ? null : lane[index]! };
}
