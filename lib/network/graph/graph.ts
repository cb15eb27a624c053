/** The edges of a graph, one array for each property; the index is the number of the edge. */
export interface Ends {
  /** One end of each edge. */
  readonly from: ArrayLike<number>;
  /** The other end of each edge. */
  readonly to: ArrayLike<number>;
  /** What each edge carries in each direction, finite and not negative. All carry 1 where nothing is said. */
  readonly capacity?: ArrayLike<number>;
  /**
   * Nodes that send and receive but forward nothing, such as servers with several uplinks. In every graph a path may
   * begin or end at them and never lead through them. All nodes forward where nothing is said.
   */
  readonly endpoints?: ArrayLike<number>;
}

/** What is taken out of a graph: 1 at the number of each node or edge that is gone. */
export interface Removed {
  /** Nodes that are gone, with all their edges. */
  readonly nodes?: Uint8Array;
  /** Edges that are gone. */
  readonly edges?: Uint8Array;
}

/**
 * An undirected multigraph with nodes 0…n-1 and edges 0…m-1: parallel edges count, loops are refused.
 *
 * The adjacency is compressed: the slots `offsets[v]` to `offsets[v + 1] - 1` hold the neighbours of `v` and the edges
 * to them, in the order of the edges. The arrays are public so that loops allocate nothing; nobody writes to them.
 */
export class Graph {
  /** Ends of each edge, as given. */
  public readonly from: Int32Array;
  /** Other ends of each edge, as given. */
  public readonly to: Int32Array;
  /** What each edge carries in each direction. */
  public readonly capacity: Float64Array;
  /** 1 at nodes that forward nothing. */
  public readonly endpoints: Uint8Array;
  /** First slot of each node, and the number of slots at the end. */
  public readonly offsets: Int32Array;
  /** Neighbour in each slot. */
  public readonly neighbours: Int32Array;
  /** Edge in each slot. */
  public readonly edges: Int32Array;

  /**
   * A graph of its edges, in linear time: 32 bytes an edge and 5 bytes a node.
   *
   * @param nodes number of nodes
   * @param ends edges
   * @throws RangeError on a node out of range, a loop, an impossible capacity, or an edge between two endpoints
   */
  public static of(nodes: number, ends: Ends): Graph {
    return new Graph(nodes, ends);
  }

  private constructor(
    /** Number of nodes. */
    public readonly nodeCount: number,
    { from, to, capacity, endpoints = [] }: Ends,
  ) {
    this.from = new Int32Array(from);
    this.to = new Int32Array(to);
    this.capacity = capacity === undefined ? new Float64Array(from.length).fill(1) : new Float64Array(capacity);
    this.endpoints = new Uint8Array(nodeCount);
    for (let i = 0; i < endpoints.length; i++) this.endpoints[endpoints[i]!] = 1;
    if (to.length !== from.length || this.capacity.length !== from.length)
      throw new RangeError('from, to and capacity have different lengths');
    this.check();
    this.offsets = this.countSlots();
    this.neighbours = new Int32Array(2 * from.length);
    this.edges = new Int32Array(2 * from.length);
    this.fillSlots();
  }

  /** Number of edges. */
  public get edgeCount(): number {
    return this.from.length;
  }

  /**
   * Number of edges at a node.
   *
   * @param node its number
   */
  public degree(node: number): number {
    return this.offsets[node + 1]! - this.offsets[node]!;
  }

  private check(): void {
    const { from, to, capacity, nodeCount, endpoints } = this;
    for (let edge = 0; edge < from.length; edge++) {
      const [a, b] = [from[edge]!, to[edge]!];
      if (a < 0 || b < 0 || a >= nodeCount || b >= nodeCount)
        throw new RangeError(`edge ${edge} joins ${a} and ${b}, there are ${nodeCount} nodes`);
      if (a === b) throw new RangeError(`edge ${edge} is a loop at ${a}`);
      if (!(capacity[edge]! >= 0) || capacity[edge] === Infinity)
        throw new RangeError(`edge ${edge} has the capacity ${capacity[edge]}`);
      if (endpoints[a] === 1 && endpoints[b] === 1) throw new RangeError(`edge ${edge} joins two endpoints`);
    }
  }

  private countSlots(): Int32Array {
    const { from, to, nodeCount } = this;
    const offsets = new Int32Array(nodeCount + 1);
    for (let edge = 0; edge < from.length; edge++) {
      offsets[from[edge]! + 1]! += 1;
      offsets[to[edge]! + 1]! += 1;
    }
    for (let node = 0; node < nodeCount; node++) offsets[node + 1]! += offsets[node]!;
    return offsets;
  }

  private fillSlots(): void {
    const { from, to, neighbours, edges } = this;
    const next = this.offsets.slice();
    for (let edge = 0; edge < from.length; edge++) {
      const [a, b] = [from[edge]!, to[edge]!];
      const [slotOfA, slotOfB] = [next[a]!, next[b]!];
      neighbours[slotOfA] = b;
      neighbours[slotOfB] = a;
      edges[slotOfA] = edge;
      edges[slotOfB] = edge;
      next[a] = slotOfA + 1;
      next[b] = slotOfB + 1;
    }
  }
}
