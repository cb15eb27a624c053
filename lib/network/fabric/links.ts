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

/** Cables as columns. */
export interface LinkColumns {
  /** Ends at the higher tier; of two equals those with the smaller index. */
  readonly a: LinkEnds;
  /** The other ends. */
  readonly b: LinkEnds;
  /** Speeds in bits per second, one direction. */
  readonly bps: Float64Array;
}

/** Devices of which each has a cable to each of the others: a Clos network consists of few such blocks. */
export interface LinkBlock {
  /** Devices at the higher tier, as indices of nodes. */
  readonly uppers: readonly number[];
  /** Devices at the lower tier. */
  readonly lowers: readonly number[];
}

/** Cables that are known, and not laid yet. */
export interface PlannedLinks {
  /** How many. */
  readonly length: number;
  /**
   * Writes them.
   *
   * @param columns where to
   */
  lay(columns: LinkColumns): void;
  /** What devices they join, each block of them once; null where only the cables tell. */
  blocks(): readonly LinkBlock[] | null;
}

/**
 * The cables of a fabric. A large one has tens of thousands: they are laid when somebody first looks at one, because a
 * synthesis only asks what they join, and are kept in columns, which take a tenth of the time and memory of objects.
 * `at` and a loop give them as objects; nobody writes to the columns.
 */
export class FabricLinks implements Iterable<FabricLink> {
  private laid: LinkColumns | undefined;

  private constructor(private readonly plan: PlannedLinks) {}

  /** Number of cables. */
  public get length(): number {
    return this.plan.length;
  }

  /** Ends at the higher tier; of two equals those with the smaller index. */
  public get a(): LinkEnds {
    return this.columns.a;
  }

  /** The other ends. */
  public get b(): LinkEnds {
    return this.columns.b;
  }

  /** Speeds in bits per second, one direction. */
  public get bps(): Float64Array {
    return this.columns.bps;
  }

  /** What devices they join, without the cables; null where only these tell. */
  public get blocks(): readonly LinkBlock[] | null {
    return this.plan.blocks();
  }

  /**
   * Cables from objects.
   *
   * @param links the cables in their order
   */
  public static of(links: Iterable<FabricLink>): FabricLinks {
    const all = [...links];
    const lay = (columns: LinkColumns): void => {
      for (const [at, { a, b, bps }] of all.entries()) {
        put(columns.a, at, a);
        put(columns.b, at, b);
        columns.bps[at] = bps;
      }
    };
    return new FabricLinks({ length: all.length, lay, blocks: () => null });
  }

  /**
   * Cables that are laid when they are first looked at.
   *
   * @param plan the cables
   */
  public static planned(plan: PlannedLinks): FabricLinks {
    return new FabricLinks(plan);
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

  private get columns(): LinkColumns {
    if (this.laid !== undefined) return this.laid;
    const { length } = this.plan;
    const side = (): LinkEnds => ({
      node: new Int32Array(length),
      port: new Int32Array(length),
      lane: new Int32Array(length),
    });
    const columns = { a: side(), b: side(), bps: new Float64Array(length) };
    this.plan.lay(columns);
    this.laid = columns;
    return columns;
  }
}

function put(ends: LinkEnds, at: number, { node, port, lane }: FabricEnd): void {
  ends.node[at] = node;
  ends.port[at] = port;
  ends.lane[at] = lane ?? WHOLE;
}

function endOf({ node, port, lane }: LinkEnds, index: number): FabricEnd {
  return { node: node[index]!, port: port[index]!, lane: lane[index] === WHOLE ? null : lane[index]! };
}
