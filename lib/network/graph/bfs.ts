import type { Graph, Removed } from './graph';
import { type Masks, masksOf } from './masks';

/** Breadth-first search that keeps its arrays from one origin to the next. */
export class Bfs {
  /** Hops from the origin; -1 where nothing leads. */
  public readonly distances: Int32Array;
  /** Nodes in the order in which they were reached; only the first {@link reached} count. */
  public readonly order: Int32Array;
  /** Number of nodes that were reached, the origin included. */
  public reached = 0;
  private readonly gone: Masks;

  /**
   * @param graph graph
   * @param removed what is gone
   */
  public constructor(
    private readonly graph: Graph,
    removed: Removed = {},
  ) {
    this.distances = new Int32Array(graph.nodeCount);
    this.order = new Int32Array(graph.nodeCount);
    this.gone = masksOf(graph, removed);
  }

  /**
   * Searches from a node, in linear time. Nothing is reached from one that is removed.
   *
   * @param origin node to begin at
   */
  public run(origin: number): this {
    const { graph, distances, order, gone } = this;
    const { offsets, neighbours, edges, endpoints } = graph;
    distances.fill(-1);
    this.reached = 0;
    if (gone.nodes[origin] === 1) return this;
    distances[origin] = 0;
    order[0] = origin;
    let reached = 1;
    for (let at = 0; at < reached; at++) {
      const node = order[at]!;
      if (endpoints[node] === 1 && node !== origin) continue;
      const distance = distances[node]! + 1;
      for (let slot = offsets[node]!; slot < offsets[node + 1]!; slot++) {
        const next = neighbours[slot]!;
        if (distances[next] !== -1 || gone.nodes[next] === 1 || gone.edges[edges[slot]!] === 1) continue;
        distances[next] = distance;
        order[reached++] = next;
      }
    }
    this.reached = reached;
    return this;
  }

  /**
   * Hops from the origin to the farthest of some nodes, and that node: the first of equals. Infinity when one of them
   * is not reached; those that are removed do not count.
   *
   * @param nodes nodes that count
   */
  public farthest(nodes: ArrayLike<number>): { readonly node: number; readonly hops: number } {
    let [node, hops] = [-1, -1];
    for (let i = 0; i < nodes.length; i++) {
      const candidate = nodes[i]!;
      if (this.gone.nodes[candidate] === 1) continue;
      const distance = this.distances[candidate]!;
      if (distance === -1) return { node: candidate, hops: Infinity };
      if (distance > hops) [node, hops] = [candidate, distance];
    }
    return { node, hops: Math.max(hops, 0) };
  }
}

/**
 * Hops from a node to each other one; -1 where nothing leads. Linear time.
 *
 * @param graph graph
 * @param origin node to begin at
 * @param removed what is gone
 */
export function distances(graph: Graph, origin: number, removed: Removed = {}): Int32Array {
  return new Bfs(graph, removed).run(origin).distances;
}

/**
 * Hops from a node to the farthest of some nodes; Infinity when one of them is not reached. Linear time.
 *
 * @param graph graph
 * @param origin node to begin at
 * @param terminals nodes that count
 * @param removed what is gone
 */
export function eccentricity(
  graph: Graph,
  origin: number,
  terminals: ArrayLike<number>,
  removed: Removed = {},
): number {
  return new Bfs(graph, removed).run(origin).farthest(terminals).hops;
}
