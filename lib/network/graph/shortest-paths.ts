import { Bfs } from './bfs';
import { augment, SINK, SOURCE } from './flow';
import type { Graph, Removed } from './graph';
import { masksOf } from './masks';

/** All shortest paths between two nodes: what equal-cost multipath can use. */
export interface ShortestPaths {
  /** Hops; Infinity when nothing leads there. */
  readonly hops: number;
  /** Number of different shortest paths, parallel edges counted; at most `Number.MAX_SAFE_INTEGER`. */
  readonly count: number;
  /** How many of them have no edge in common. */
  readonly disjoint: number;
}

/**
 * Shortest paths between two nodes: two breadth-first searches, then a maximum flow of unit capacities over the edges
 * that lie on shortest paths.
 *
 * @param graph graph
 * @param a one end
 * @param b other end
 * @param removed what is gone
 * @throws RangeError when both are the same
 */
export function shortestPaths(graph: Graph, a: number, b: number, removed: Removed = {}): ShortestPaths {
  if (a === b) throw new RangeError(`node ${a} is both ends`);
  const { nodeCount, edgeCount, from, offsets, neighbours, edges, endpoints } = graph;
  const gone = masksOf(graph, removed);
  const bfs = new Bfs(graph, gone).run(a);
  const { distances, order, reached } = bfs;
  const hops = distances[b]!;
  if (hops === -1) return { hops: Infinity, count: 0, disjoint: 0 };

  const counts = new Float64Array(nodeCount);
  counts[a] = 1;
  const room = new Float64Array(2 * edgeCount);
  for (let at = 0; at < reached; at++) {
    const node = order[at]!;
    if (distances[node]! >= hops) break;
    if (endpoints[node] === 1 && node !== a) continue;
    for (let slot = offsets[node]!; slot < offsets[node + 1]!; slot++) {
      const [next, edge] = [neighbours[slot]!, edges[slot]!];
      if (gone.edges[edge] === 1 || distances[next] !== distances[node]! + 1) continue;
      counts[next] = Math.min(counts[next]! + counts[node]!, Number.MAX_SAFE_INTEGER);
      room[2 * edge + (from[edge] === node ? 0 : 1)] = 1;
    }
  }
  const roles = new Uint8Array(nodeCount);
  roles[a] = SOURCE;
  roles[b] = SINK;
  const disjoint = augment(graph, { room, roles, levels: new Int32Array(nodeCount) });
  return { hops, count: counts[b]!, disjoint };
}
