import { augment, SINK, SOURCE } from './flow';
import { Graph, type Removed } from './graph';
import { masksOf } from './masks';

/** Settings of a search for disjoint paths. */
export interface DisjointPathsOptions {
  /** What is gone. @default - nothing */
  readonly removed?: Removed;
  /** Paths that are enough. @default - as many as there are */
  readonly limit?: number;
}

/** A path: its nodes from one end to the other, and the edges between them. */
export interface Path {
  /** Nodes, both ends included. */
  readonly nodes: readonly number[];
  /** Edges, one less than nodes. */
  readonly edges: readonly number[];
}

/**
 * As many paths between two nodes as there are without a common edge: their number is that of the links that must fail
 * to part them (Menger). A maximum flow of unit capacities.
 *
 * @param graph graph
 * @param a one end
 * @param b other end
 * @param options settings
 * @throws RangeError when both are the same
 */
export function edgeDisjointPaths(
  graph: Graph,
  a: number,
  b: number,
  options: DisjointPathsOptions = {},
): readonly Path[] {
  const { removed = {}, limit } = options;
  if (a === b) throw new RangeError(`node ${a} is both ends`);
  const gone = masksOf(graph, removed);
  const room = new Float64Array(2 * graph.edgeCount);
  for (let edge = 0; edge < graph.edgeCount; edge++) {
    if (gone.edges[edge] === 1 || gone.nodes[graph.from[edge]!] === 1 || gone.nodes[graph.to[edge]!] === 1) continue;
    room[2 * edge] = 1;
    room[2 * edge + 1] = 1;
  }
  const count = flowBetween(graph, room, a, b, limit);
  return pathsOf(graph, (edge) => (room[2 * edge + 1]! - room[2 * edge]!) / 2, count, a, b);
}

/**
 * As many paths between two nodes as there are without a common node in between: their number is that of the devices
 * that must fail to part them (Menger), links that join both directly counted as one path each. A maximum flow on a
 * graph in which each node is split in two, so that it takes a few times the memory of the graph.
 *
 * @param graph graph
 * @param a one end
 * @param b other end
 * @param options settings
 * @throws RangeError when both are the same
 */
export function nodeDisjointPaths(
  graph: Graph,
  a: number,
  b: number,
  options: DisjointPathsOptions = {},
): readonly Path[] {
  const { nodeCount, edgeCount, endpoints, from, to } = graph;
  const { removed = {}, limit } = options;
  if (a === b) throw new RangeError(`node ${a} is both ends`);
  const gone = masksOf(graph, removed);
  const split = splitNodes(graph);
  const room = new Float64Array(2 * split.edgeCount);
  const forwards = (node: number): boolean =>
    gone.nodes[node] === 0 && (endpoints[node] === 0 || node === a || node === b);
  for (let node = 0; node < nodeCount; node++) if (forwards(node)) room[2 * node] = 1;
  for (let edge = 0; edge < edgeCount; edge++) {
    if (gone.edges[edge] === 1 || !forwards(from[edge]!) || !forwards(to[edge]!)) continue;
    room[2 * (nodeCount + edge)] = 1;
    room[2 * (nodeCount + edgeCount + edge)] = 1;
  }
  const count = flowBetween(split, room, nodeCount + a, b, limit);
  const flowOf = (edge: number): number =>
    room[2 * (nodeCount + edge) + 1]! - room[2 * (nodeCount + edgeCount + edge) + 1]!;
  return pathsOf(graph, flowOf, count, a, b);
}

/** A node `v` is entered at `v` and left at `n + v`; edges 0…n-1 lead through the nodes, then come both directions. */
function splitNodes({ nodeCount, edgeCount, from, to }: Graph): Graph {
  const ends = { from: new Int32Array(nodeCount + 2 * edgeCount), to: new Int32Array(nodeCount + 2 * edgeCount) };
  for (let node = 0; node < nodeCount; node++) {
    ends.from[node] = node;
    ends.to[node] = nodeCount + node;
  }
  for (let edge = 0; edge < edgeCount; edge++) {
    ends.from[nodeCount + edge] = nodeCount + from[edge]!;
    ends.to[nodeCount + edge] = to[edge]!;
    ends.from[nodeCount + edgeCount + edge] = nodeCount + to[edge]!;
    ends.to[nodeCount + edgeCount + edge] = from[edge]!;
  }
  return Graph.of(2 * nodeCount, ends);
}

function flowBetween(graph: Graph, room: Float64Array, a: number, b: number, limit = Infinity): number {
  const roles = new Uint8Array(graph.nodeCount);
  roles[a] = SOURCE;
  roles[b] = SINK;
  return augment(graph, { room, roles, levels: new Int32Array(graph.nodeCount) }, limit);
}

/** Follows a flow of 0, 1 or -1 on each edge; a walk that comes back to a node forgets the round. */
function pathsOf(
  { nodeCount, offsets, neighbours, edges, from }: Graph,
  flowOf: (edge: number) => number,
  count: number,
  a: number,
  b: number,
): readonly Path[] {
  const next = offsets.slice(0, nodeCount);
  const places = new Int32Array(nodeCount);
  return Array.from({ length: count }, () => {
    const path = { nodes: [a], edges: [] as number[] };
    places[a] = 1;
    for (let node = a; node !== b;) {
      // Each slot is looked at once for all paths together.
      let slot = next[node]!;
      while (flowOf(edges[slot]!) !== (from[edges[slot]!] === node ? 1 : -1)) slot++;
      next[node] = slot + 1;
      node = neighbours[slot]!;
      const place = places[node]!;
      if (place > 0) {
        for (const passed of path.nodes.splice(place)) places[passed] = 0;
        path.edges.splice(place - 1);
        continue;
      }
      path.nodes.push(node);
      path.edges.push(edges[slot]!);
      places[node] = path.nodes.length;
    }
    for (const node of path.nodes) places[node] = 0;
    return path;
  });
}
