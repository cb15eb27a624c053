import type { Graph } from './graph';
import type { Masks } from './masks';

/** Depth-first trees of the forwarding part of a graph. All is by number of visit: parents come before children. */
export interface DfsForest {
  /** Number of nodes that were visited. */
  readonly count: number;
  /** Node of each visit. */
  readonly nodes: Int32Array;
  /** Visit of each node of the graph; -1 where it was left out. */
  readonly visits: Int32Array;
  /** Visit of the parent; -1 at a root. */
  readonly parents: Int32Array;
  /** Edge to the parent. */
  readonly parentEdges: Int32Array;
  /** Earliest visit that the subtree reaches by one edge outside the tree (Tarjan's low-link). */
  readonly low: Int32Array;
}

/**
 * Depth-first search with low-links (Tarjan, "Depth-first search and linear graph algorithms", 1972), without
 * recursion, in linear time. Only the edge to the parent is left out, so that an edge beside it leads back.
 *
 * @param graph graph, of which the endpoints are left out
 * @param gone what is removed
 */
export function dfsForest(graph: Graph, gone: Masks): DfsForest {
  const { nodeCount, offsets, neighbours, edges, endpoints } = graph;
  const [nodes, parents, parentEdges] = [0, 0, 0].map(() => new Int32Array(nodeCount)) as Arrays;
  const [low, cursor, visits] = [0, 0, 0].map(() => new Int32Array(nodeCount)) as Arrays;
  visits.fill(-1);
  let count = 0;
  for (let root = 0; root < nodeCount; root++) {
    if (visits[root] !== -1 || gone.nodes[root] === 1 || endpoints[root] === 1) continue;
    let at = count++;
    visits[root] = at;
    nodes[at] = root;
    parents[at] = -1;
    parentEdges[at] = -1;
    low[at] = at;
    cursor[at] = offsets[root]!;
    while (at !== -1) {
      const slot = cursor[at]!;
      if (slot === offsets[nodes[at]! + 1]!) {
        const parent = parents[at]!;
        if (parent !== -1 && low[at]! < low[parent]!) low[parent] = low[at]!;
        at = parent;
        continue;
      }
      cursor[at] = slot + 1;
      const [next, edge] = [neighbours[slot]!, edges[slot]!];
      if (edge === parentEdges[at] || gone.edges[edge] === 1) continue;
      if (gone.nodes[next] === 1 || endpoints[next] === 1) continue;
      const visit = visits[next]!;
      if (visit !== -1) {
        if (visit < low[at]!) low[at] = visit;
        continue;
      }
      visits[next] = count;
      nodes[count] = next;
      parents[count] = at;
      parentEdges[count] = edge;
      low[count] = count;
      cursor[count] = offsets[next]!;
      at = count++;
    }
  }
  return { count, nodes, visits, parents, parentEdges, low };
}

/**
 * The root of each visit's tree.
 *
 * @param forest depth-first trees
 */
export function rootsOf({ count, parents }: DfsForest): Int32Array {
  const roots = new Int32Array(count);
  for (let at = 0; at < count; at++) roots[at] = parents[at] === -1 ? at : roots[parents[at]!]!;
  return roots;
}

type Arrays = [Int32Array, Int32Array, Int32Array];
