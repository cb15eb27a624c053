import { FabricLinks, type LinkEnds } from './links';

/** Cables that are being laid. */
export class LinkList {
  private columns: ReturnType<typeof columnsOf>;
  private bps: Float64Array;
  private length = 0;

  /** @param expected how many there will be, as far as that is known: there may be more */
  public constructor(expected = 256) {
    const room = Math.max(expected, 1);
    this.columns = columnsOf(room);
    this.bps = new Float64Array(room);
  }

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
    const first = this.length;
    while (first + bps.length > this.bps.length) this.grow();
    for (const [to, from] of [
      [this.columns.a, a],
      [this.columns.b, b],
    ] as const) {
      to.port.set(from.port, first);
      to.lane.set(from.lane, first);
      for (let at = 0; at < from.node.length; at++) to.node[first + at] = from.node[at]! + offset;
    }
    this.bps.set(bps, first);
    this.length = first + bps.length;
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
