import { augment, SINK, SOURCE } from './flow';
import type { Graph, Removed } from './graph';
import { masksOf } from './masks';

/** A maximum flow, and the minimum cut that proves it. */
export interface MaxFlow {
  /** What flows, in the unit of the capacities. With a limit, at least the limit or exact. */
  readonly value: number;
  /** What flows over each edge: positive from `from` to `to`, negative the other way. */
  readonly flow: Float64Array;
  /** 1 at nodes on the sources' side of the cut. */
  readonly sourceSide: Uint8Array;
  /** Edges of the cut, in order: their capacities sum up to the value. */
  readonly cut: readonly number[];
}

/** Settings of a maximum flow. */
export interface MaxFlowOptions {
  /** What is gone. @default - nothing */
  readonly removed?: Removed;
  /** Stop when this much flows; there is no cut then. @default - the maximum is sought */
  readonly limit?: number;
}

/**
 * Maximum flow from all of some nodes to all of others, which give and take without limit; edges carry their capacity
 * in either direction. Sums are exact as long as all capacities are integers below 2^53 together.
 *
 * @param graph graph
 * @param sources nodes that give
 * @param sinks nodes that take
 * @param options settings
 * @throws RangeError when a node is both
 */
export function maxFlow(
  graph: Graph,
  sources: ArrayLike<number>,
  sinks: ArrayLike<number>,
  options: MaxFlowOptions = {},
): MaxFlow {
  const { nodeCount, edgeCount, from, to, capacity, endpoints } = graph;
  const { removed = {}, limit = Infinity } = options;
  const gone = masksOf(graph, removed);
  const roles = new Uint8Array(nodeCount);
  for (let i = 0; i < sources.length; i++) roles[sources[i]!] = SOURCE;
  for (let i = 0; i < sinks.length; i++) {
    if (roles[sinks[i]!] === SOURCE) throw new RangeError(`node ${sinks[i]!} is a source and a sink`);
    roles[sinks[i]!] = SINK;
  }
  const isOut = (node: number): boolean => gone.nodes[node] === 1 || (endpoints[node] === 1 && roles[node] === 0);
  const room = new Float64Array(2 * edgeCount);
  for (let edge = 0; edge < edgeCount; edge++) {
    if (gone.edges[edge] === 1 || isOut(from[edge]!) || isOut(to[edge]!)) continue;
    room[2 * edge] = capacity[edge]!;
    room[2 * edge + 1] = capacity[edge]!;
  }
  const levels = new Int32Array(nodeCount);
  const value = augment(graph, { room, roles, levels }, limit);

  const flow = new Float64Array(edgeCount);
  const sourceSide = new Uint8Array(nodeCount);
  const cut: number[] = [];
  for (let node = 0; node < nodeCount; node++) sourceSide[node] = levels[node] === -1 || roles[node] === SINK ? 0 : 1;
  for (let edge = 0; edge < edgeCount; edge++) {
    flow[edge] = (room[2 * edge + 1]! - room[2 * edge]!) / 2;
    const isUsed = room[2 * edge]! + room[2 * edge + 1]! > 0;
    if (value < limit && isUsed && sourceSide[from[edge]!] !== sourceSide[to[edge]!]) cut.push(edge);
  }
  return { value, flow, sourceSide, cut };
}
