import { Bfs } from './bfs';
import type { Graph, Removed } from './graph';

/** Traffic between two classes of nodes. */
export interface Demand {
  /** Nodes that send, each the same. */
  readonly sources: ArrayLike<number>;
  /** Nodes that receive, each the same. */
  readonly sinks: ArrayLike<number>;
  /** All of it together, spread equally over the pairs of a source and a sink that are different nodes. */
  readonly amount: number;
}

/** What flows over each edge. */
export interface LinkLoad {
  /** From `from` to `to`, by edge. */
  readonly forward: Float64Array;
  /** From `to` to `from`, by edge. */
  readonly backward: Float64Array;
  /** Part of the demands that found no way. */
  readonly unrouted: number;
}

/**
 * Load of each edge when all traffic takes shortest paths and each node splits it equally over the edges that lead
 * nearer (equal-cost multipath, an edge of a bundle a path of its own).
 *
 * Traffic is added up by destination before it is routed: one breadth-first search for each node that sinks hang on by
 * their only link, and for each sink with several. So d destinations cost d·(n + m), and servers below one leaf count
 * as one. All sources and sinks of each demand that ends at a destination are passed once more.
 *
 * @param graph graph
 * @param demands traffic
 * @param removed what is gone
 */
export function linkLoad(graph: Graph, demands: readonly Demand[], removed: Removed = {}): LinkLoad {
  const load = new Router(graph, removed);
  const plans = demands.map((demand) => planOf(graph, demand, removed));
  const roots = new Set(plans.flatMap(({ roots: ofDemand }) => [...ofDemand.keys()]));
  for (const root of [...roots].sort((a, b) => a - b)) {
    load.begin(root);
    for (const { demand, share, rootOf, roots: ofDemand } of plans) {
      const sinks = ofDemand.get(root);
      if (sinks === undefined) continue;
      load.route(root, demand.sources, sinks, rootOf, share);
    }
    load.spread(root);
  }
  return { forward: load.forward, backward: load.backward, unrouted: load.unrouted };
}

/** A demand with its sinks by the node that they hang on. */
interface Plan {
  readonly demand: Demand;
  /** What each source sends to each sink. */
  readonly share: number;
  /** Node that each sink hangs on; -1 at nodes that are no sinks. */
  readonly rootOf: Int32Array;
  readonly roots: ReadonlyMap<number, readonly number[]>;
}

function planOf(graph: Graph, demand: Demand, removed: Removed): Plan {
  const { sources, sinks, amount } = demand;
  const { offsets, neighbours, edges, endpoints } = graph;
  const rootOf = new Int32Array(graph.nodeCount).fill(-1);
  const roots = new Map<number, number[]>();
  for (let i = 0; i < sinks.length; i++) {
    const sink = sinks[i]!;
    const slot = offsets[sink]!;
    const isThere = removed.nodes?.[sink] !== 1 && removed.edges?.[edges[slot]!] !== 1;
    const hangs = graph.degree(sink) === 1 && isThere && endpoints[neighbours[slot]!] === 0;
    const root = hangs ? neighbours[slot]! : sink;
    rootOf[sink] = root;
    const there = roots.get(root);
    if (there === undefined) roots.set(root, [sink]);
    else there.push(sink);
  }
  let pairs = sources.length * sinks.length;
  for (let i = 0; i < sources.length; i++) if (rootOf[sources[i]!] !== -1) pairs--;
  return { demand, share: pairs === 0 ? 0 : amount / pairs, rootOf, roots };
}

/** Routes traffic to one destination after the other, and adds up the load. */
class Router {
  public readonly forward: Float64Array;
  public readonly backward: Float64Array;
  public unrouted = 0;
  private readonly bfs: Bfs;
  private readonly waiting: Float64Array;

  public constructor(
    private readonly graph: Graph,
    private readonly removed: Removed,
  ) {
    this.forward = new Float64Array(graph.edgeCount);
    this.backward = new Float64Array(graph.edgeCount);
    this.waiting = new Float64Array(graph.nodeCount);
    this.bfs = new Bfs(graph, removed);
  }

  public begin(root: number): void {
    this.bfs.run(root);
    this.waiting.fill(0);
  }

  /** Puts the traffic of a demand to the sinks that hang on the root to its sources, and on the last links. */
  public route(
    root: number,
    sources: ArrayLike<number>,
    sinks: readonly number[],
    rootOf: Int32Array,
    share: number,
  ): void {
    const { waiting, graph } = this;
    const { distances } = this.bfs;
    let reaching = 0;
    const senders = new Set<number>();
    for (let i = 0; i < sources.length; i++) {
      const source = sources[i]!;
      const isSinkToo = rootOf[source] === root;
      const sent = share * (sinks.length - (isSinkToo ? 1 : 0));
      if (distances[source] === -1) {
        this.unrouted += sent;
        continue;
      }
      waiting[source]! += sent;
      reaching++;
      if (isSinkToo) senders.add(source);
    }
    for (const sink of sinks) {
      if (sink === root) continue;
      const others = reaching - (senders.has(sink) ? 1 : 0);
      this.add(graph.edges[graph.offsets[sink]!]!, root, share * others);
    }
  }

  /** Moves what waits towards the root, from the farthest nodes inwards. */
  public spread(root: number): void {
    const { graph, waiting, bfs, removed } = this;
    const { offsets, neighbours, edges, endpoints } = graph;
    const { distances, order } = bfs;
    for (let at = bfs.reached - 1; at > 0; at--) {
      const node = order[at]!;
      const amount = waiting[node]!;
      if (amount === 0) continue;
      const nearer = distances[node]! - 1;
      const leadsOn = (slot: number): boolean =>
        distances[neighbours[slot]!] === nearer &&
        removed.edges?.[edges[slot]!] !== 1 &&
        (endpoints[neighbours[slot]!] === 0 || neighbours[slot] === root);
      let ways = 0;
      for (let slot = offsets[node]!; slot < offsets[node + 1]!; slot++) if (leadsOn(slot)) ways++;
      for (let slot = offsets[node]!; slot < offsets[node + 1]!; slot++) {
        if (!leadsOn(slot)) continue;
        waiting[neighbours[slot]!]! += amount / ways;
        this.add(edges[slot]!, node, amount / ways);
      }
    }
  }

  private add(edge: number, node: number, amount: number): void {
    const load = this.graph.from[edge] === node ? this.forward : this.backward;
    load[edge]! += amount;
  }
}
