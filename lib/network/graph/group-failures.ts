import { components } from './components';
import { separatedBy } from './failures';
import type { Graph } from './graph';
import { maskOf } from './masks';

/** Nodes and edges that fail together: a shared-risk group. */
export interface RiskGroup {
  /** Nodes of the group. */
  readonly nodes?: ArrayLike<number>;
  /** Edges of the group. */
  readonly edges?: ArrayLike<number>;
}

/** How many terminals the loss of a group costs. */
export interface GroupLoss {
  /** Terminals that are left but do not reach the largest remaining group of terminals. */
  readonly separated: number;
  /** Terminals of the risk group itself. */
  readonly lost: number;
}

/**
 * Evaluates many shared-risk groups on one graph.
 *
 * Floods start from all neighbours of what is lost, side by side, and join where they meet; a node at which two have
 * met waits, as there may be nothing more to find out. They stop as soon as one is left that could still grow: all
 * others have seen the whole of their piece. So a group costs about its own edges, plus the pieces that it really cuts
 * off: all racks of a Clos network together cost about its edges. At worst a group is linear in the graph, and always
 * where the graph is in several parts from the start.
 */
export class GroupFailures {
  private readonly isWhole: boolean;
  private readonly total: number;
  private readonly goneNodes: Uint8Array;
  private readonly goneEdges: Uint8Array;
  /** Last group in which a node was reached. */
  private readonly stamps: Int32Array;
  /** Nodes in the order in which they were reached; again, as -1 - node, where they waited: once for each join. */
  private readonly queue: Int32Array;
  /** Where a node's neighbours are looked at next. */
  private readonly cursors: Int32Array;
  /** First node of the front that reached a node, and fronts that were joined. */
  private readonly fronts: Int32Array;
  private readonly joined: Int32Array;
  /** Of a front: nodes that are still to be looked at, terminals, and the last endpoint that was counted. */
  private readonly pending: Int32Array;
  private readonly found: Int32Array;
  private readonly counted: Int32Array;
  private length = 0;
  private open = 0;
  private stamp = 0;

  /**
   * @param graph graph
   * @param terminals 1 at the nodes that must reach each other
   */
  public constructor(
    private readonly graph: Graph,
    private readonly terminals: Uint8Array,
  ) {
    const array = (): Int32Array => new Int32Array(graph.nodeCount);
    [this.stamps, this.cursors, this.fronts, this.joined] = [array(), array(), array(), array()];
    this.queue = new Int32Array(2 * graph.nodeCount);
    [this.pending, this.found, this.counted] = [array(), array(), array()];
    this.goneNodes = new Uint8Array(graph.nodeCount);
    this.goneEdges = new Uint8Array(graph.edgeCount);
    this.total = terminals.reduce((sum, bit) => sum + bit, 0);
    this.isWhole = components(graph).count <= 1;
  }

  /**
   * What the loss of one group costs.
   *
   * @param group what fails together
   */
  public loss({ nodes = [], edges = [] }: RiskGroup): GroupLoss {
    const { graph, terminals } = this;
    if (!this.isWhole) {
      const [goneNodes, goneEdges] = [maskOf(graph.nodeCount, nodes), maskOf(graph.edgeCount, edges)];
      const { separated, lost } = separatedBy(graph, terminals, goneNodes, goneEdges);
      return { separated: separated.length, lost: lost.length };
    }
    let lost = 0;
    for (let i = 0; i < nodes.length; i++) {
      const node = nodes[i]!;
      if (this.goneNodes[node] === 0) lost += terminals[node]!;
      this.goneNodes[node] = 1;
    }
    for (let i = 0; i < edges.length; i++) this.goneEdges[edges[i]!] = 1;
    this.stamp++;
    [this.length, this.open] = [0, 0];
    this.seed(nodes, edges);
    this.flood();
    const left = this.total - lost;
    const separated = left - this.largest(nodes, edges, left);
    for (let i = 0; i < nodes.length; i++) this.goneNodes[nodes[i]!] = 0;
    for (let i = 0; i < edges.length; i++) this.goneEdges[edges[i]!] = 0;
    return { separated, lost };
  }

  /** Starts a front at each forwarding node beside what is lost. */
  private seed(nodes: ArrayLike<number>, edges: ArrayLike<number>): void {
    const { offsets, neighbours, endpoints, from, to } = this.graph;
    for (let i = 0; i < nodes.length; i++) {
      const node = nodes[i]!;
      if (endpoints[node] === 1) continue;
      for (let slot = offsets[node]!; slot < offsets[node + 1]!; slot++) this.start(neighbours[slot]!);
    }
    for (let i = 0; i < edges.length; i++) {
      const [a, b] = [from[edges[i]!]!, to[edges[i]!]!];
      if (endpoints[a] === 1 || endpoints[b] === 1) continue;
      this.start(a);
      this.start(b);
    }
  }

  private start(node: number): void {
    if (this.goneNodes[node] === 1 || this.graph.endpoints[node] === 1 || this.stamps[node] === this.stamp) return;
    this.stamps[node] = this.stamp;
    this.cursors[node] = this.graph.offsets[node]!;
    this.fronts[node] = node;
    this.joined[node] = node;
    this.pending[node] = 1;
    this.found[node] = 0;
    this.counted[node] = -1;
    this.queue[this.length++] = node;
    this.open++;
  }

  private flood(): void {
    const { stamps, fronts, joined, pending, queue, cursors, stamp, goneNodes, goneEdges } = this;
    const { offsets, neighbours, edges, endpoints } = this.graph;
    for (let at = 0; at < this.length && this.open > 1; at++) {
      const entry = queue[at]!;
      const node = entry < 0 ? -1 - entry : entry;
      const front = this.frontOf(node);
      const end = offsets[node + 1]!;
      let [slot, met] = [cursors[node]!, false];
      while (slot < end && !met) {
        const [next, edge] = [neighbours[slot]!, edges[slot]!];
        slot++;
        if (goneNodes[next] === 1 || goneEdges[edge] === 1 || endpoints[next] === 1) continue;
        if (stamps[next] !== stamp) {
          stamps[next] = stamp;
          fronts[next] = front;
          cursors[next] = offsets[next]!;
          pending[front]! += 1;
          queue[this.length++] = next;
          continue;
        }
        const other = this.frontOf(next);
        if (other === front) continue;
        // A front that has seen all of its piece meets nobody any more, so that both are open.
        joined[other] = front;
        pending[front]! += pending[other]!;
        this.open--;
        met = true;
      }
      cursors[node] = slot;
      if (met) {
        queue[this.length++] = -1 - node;
        continue;
      }
      pending[front]! -= 1;
      if (pending[front] === 0) this.open--;
    }
  }

  private frontOf(node: number): number {
    const { joined } = this;
    let front = this.fronts[node]!;
    while (joined[front] !== front) {
      joined[front] = joined[joined[front]!]!;
      front = joined[front]!;
    }
    this.fronts[node] = front;
    return front;
  }

  /** Terminals of the largest group that is left. */
  private largest(nodes: ArrayLike<number>, edges: ArrayLike<number>, left: number): number {
    const { queue, terminals, found, graph } = this;
    let [rest, largest] = [left, Math.min(left, 1)];
    const count = (endpoint: number): void => {
      if (!this.isInRest(endpoint)) rest -= terminals[endpoint]!;
    };
    for (let at = 0; at < this.length; at++) {
      const node = queue[at]!;
      if (node < 0 || !this.isCutOff(node)) continue;
      rest -= terminals[node]!;
      found[this.frontOf(node)]! += terminals[node]!;
      this.eachEndpoint(node, count);
    }
    for (let i = 0; i < nodes.length; i++) this.eachEndpoint(nodes[i]!, count);
    for (let i = 0; i < edges.length; i++) {
      this.visit(graph.from[edges[i]!]!, count);
      this.visit(graph.to[edges[i]!]!, count);
    }
    for (let at = 0; at < this.length; at++) {
      const node = queue[at]!;
      if (node < 0) continue;
      const front = this.frontOf(node);
      if (this.pending[front] === 0) largest = Math.max(largest, found[front]!);
    }
    return Math.max(largest, rest);
  }

  private eachEndpoint(node: number, count: (endpoint: number) => void): void {
    const { offsets, neighbours } = this.graph;
    for (let slot = offsets[node]!; slot < offsets[node + 1]!; slot++) this.visit(neighbours[slot]!, count);
  }

  /** Calls once for each endpoint that is left. */
  private visit(node: number, count: (endpoint: number) => void): void {
    if (this.graph.endpoints[node] === 0 || this.goneNodes[node] === 1 || this.stamps[node] === this.stamp) return;
    this.stamps[node] = this.stamp;
    count(node);
  }

  private isCutOff(node: number): boolean {
    return this.stamps[node] === this.stamp && this.pending[this.frontOf(node)] === 0;
  }

  /** Whether an endpoint reaches what was not cut off; counts it in each piece that it reaches. */
  private isInRest(endpoint: number): boolean {
    const { offsets, neighbours, edges } = this.graph;
    let isInRest = false;
    for (let slot = offsets[endpoint]!; slot < offsets[endpoint + 1]!; slot++) {
      const node = neighbours[slot]!;
      if (this.goneNodes[node] === 1 || this.goneEdges[edges[slot]!] === 1) continue;
      if (!this.isCutOff(node)) {
        isInRest = true;
        continue;
      }
      const front = this.frontOf(node);
      if (this.counted[front] === endpoint) continue;
      this.counted[front] = endpoint;
      this.found[front]! += this.terminals[endpoint]!;
    }
    return isInRest;
  }
}
