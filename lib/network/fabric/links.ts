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
    const list = new LinkList();
    for (const { a, b, bps } of links) list.add(a.node, a.port, a.lane ?? WHOLE, b.node, b.port, b.lane ?? WHOLE, bps);
    return list.done();
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

/** Cables that are being laid. */
export class LinkList {
  private columns = columnsOf(256);
  private bps = new Float64Array(256);
  private length = 0;

  /**
   * Adds a cable.
   *
   * @param aNode device at the higher tier
   * @param aPort its port
   * @param aLane its lane group; -1 when the port is not broken out
   * @param bNode other device
   * @param bPort its port
   * @param bLane its lane group
   * @param bps speed in bits per second
   */
  public add(
    aNode: number,
    aPort: number,
    aLane: number,
    bNode: number,
    bPort: number,
    bLane: number,
    bps: number,
  ): void {
    const at = this.length;
    if (at === this.bps.length) this.grow();
    const { a, b } = this.columns;
    a.node[at] = aNode;
    a.port[at] = aPort;
    a.lane[at] = aLane;
    b.node[at] = bNode;
    b.port[at] = bPort;
    b.lane[at] = bLane;
    this.bps[at] = bps;
    this.length = at + 1;
  }

  /**
   * Adds cables whose devices have other numbers here.
   *
   * @param links the cables
   * @param offset what is added to the number of each device
   */
  public addAll({ a, b, bps }: FabricLinks, offset: number): void {
    for (let at = 0; at < bps.length; at++)
      this.add(
        a.node[at]! + offset,
        a.port[at]!,
        a.lane[at]!,
        b.node[at]! + offset,
        b.port[at]!,
        b.lane[at]!,
        bps[at]!,
      );
  }

  /** The cables. */
  public done(): FabricLinks {
    const cut = ({ node, port, lane }: LinkEnds): LinkEnds => ({
      node: node.slice(0, this.length),
      port: port.slice(0, this.length),
      lane: lane.slice(0, this.length),
    });
    return FabricLinks.ofColumns(cut(this.columns.a), cut(this.columns.b), this.bps.slice(0, this.length));
  }

  private grow(): void {
    const { columns, bps } = this;
    this.columns = columnsOf(2 * bps.length);
    for (const side of ['a', 'b'] as const)
      for (const column of ['node', 'port', 'lane'] as const) this.columns[side][column].set(columns[side][column]);
    this.bps = new Float64Array(2 * bps.length);
    this.bps.set(bps);
  }
}

function columnsOf(size: number): { readonly a: LinkEnds; readonly b: LinkEnds } {
  const side = (): LinkEnds => ({ node: new Int32Array(size), port: new Int32Array(size), lane: new Int32Array(size) });
  return { a: side(), b: side() };
}
