import type { Graph, Removed } from './graph';
import { masksOf } from './masks';

/** Connected components of what is left of a graph. */
export interface Components {
  /** Component of each node; -1 where the node is removed. */
  readonly labels: Int32Array;
  /** Number of components. */
  readonly count: number;
  /** Nodes of each component. */
  readonly sizes: Int32Array;
}

/**
 * Connected components, numbered by their smallest forwarding node, in linear time. An endpoint belongs to the first
 * component that it is attached to, although it may reach several; one that reaches nothing is a component of its own.
 *
 * @param graph graph
 * @param removed what is gone
 */
export function components(graph: Graph, removed: Removed = {}): Components {
  const { nodeCount, offsets, neighbours, edges, endpoints } = graph;
  const gone = masksOf(graph, removed);
  const labels = new Int32Array(nodeCount).fill(-1);
  const queue = new Int32Array(nodeCount);
  let count = 0;
  for (let root = 0; root < nodeCount; root++) {
    if (labels[root] !== -1 || gone.nodes[root] === 1 || endpoints[root] === 1) continue;
    let length = 1;
    queue[0] = root;
    labels[root] = count;
    for (let at = 0; at < length; at++) {
      const node = queue[at]!;
      for (let slot = offsets[node]!; slot < offsets[node + 1]!; slot++) {
        const next = neighbours[slot]!;
        if (labels[next] !== -1 || gone.nodes[next] === 1 || gone.edges[edges[slot]!] === 1) continue;
        labels[next] = count;
        if (endpoints[next] === 0) queue[length++] = next;
      }
    }
    count++;
  }
  for (let node = 0; node < nodeCount; node++)
    if (endpoints[node] === 1 && labels[node] === -1 && gone.nodes[node] === 0) labels[node] = count++;
  const sizes = new Int32Array(count);
  for (const label of labels) if (label !== -1) sizes[label]! += 1;
  return { labels, count, sizes };
}
