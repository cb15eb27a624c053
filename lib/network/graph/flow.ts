import type { Graph } from './graph';

/** A flow that is being made: how much each arc can still take. */
export interface FlowState {
  /** Room of each arc: `2 * edge` leads from `from` to `to`, `2 * edge + 1` back. Changed by {@link augment}. */
  readonly room: Float64Array;
  /** 1 at nodes that give without limit, 2 at those that take without limit. */
  readonly roles: Uint8Array;
  /** Hops from the sources along arcs with room; at the end -1 at all that is behind the minimum cut. */
  readonly levels: Int32Array;
}

/** A node that gives. */
export const SOURCE = 1;
/** A node that takes. */
export const SINK = 2;

/**
 * Augments to a maximum flow: Dinic's algorithm without recursion. On networks of unit capacity it takes at most
 * √m phases of linear time, on Clos networks three or so. Endpoints that neither give nor take are left out.
 *
 * @param graph network
 * @param state room of the arcs and roles of the nodes
 * @param limit stop when this much flows
 * @returns flow that was added
 */
export function augment(graph: Graph, state: FlowState, limit = Infinity): number {
  const { nodeCount, offsets } = graph;
  const [cursor, queue, path] = [new Int32Array(nodeCount), new Int32Array(nodeCount), new Int32Array(nodeCount)];
  let value = 0;
  while (value < limit && layer(graph, state, queue)) {
    cursor.set(offsets.subarray(0, nodeCount));
    for (let node = 0; node < nodeCount && value < limit; node++)
      if (state.roles[node] === SOURCE) value += push(graph, state, node, cursor, path, limit - value);
  }
  return value;
}

/** Levels by breadth-first search; false when no sink is reached. */
function layer(graph: Graph, { room, roles, levels }: FlowState, queue: Int32Array): boolean {
  const { nodeCount, offsets, neighbours, edges, from, endpoints } = graph;
  let length = 0;
  for (let node = 0; node < nodeCount; node++) {
    const isSource = roles[node] === SOURCE;
    levels[node] = isSource ? 0 : -1;
    if (isSource) queue[length++] = node;
  }
  let last = nodeCount;
  for (let at = 0; at < length; at++) {
    const node = queue[at]!;
    const level = levels[node]! + 1;
    if (level > last) break;
    for (let slot = offsets[node]!; slot < offsets[node + 1]!; slot++) {
      const next = neighbours[slot]!;
      if (levels[next] !== -1) continue;
      const edge = edges[slot]!;
      if (!(room[2 * edge + (from[edge] === node ? 0 : 1)]! > 0)) continue;
      if (roles[next] === SINK) {
        levels[next] = level;
        last = level;
      } else if (endpoints[next] === 0) {
        levels[next] = level;
        queue[length++] = next;
      }
    }
  }
  return last < nodeCount;
}

/** Sends all that the layers let through from one source. */
function push(
  graph: Graph,
  { room, roles, levels }: FlowState,
  source: number,
  cursor: Int32Array,
  path: Int32Array,
  limit: number,
): number {
  const { offsets, neighbours, edges, from, to } = graph;
  let [value, node, depth] = [0, source, 0];
  for (;;) {
    if (roles[node] === SINK) {
      let most = limit - value;
      for (let i = 0; i < depth; i++) most = Math.min(most, room[path[i]!]!);
      value += most;
      let full = depth;
      for (let i = depth - 1; i >= 0; i--) {
        const arc = path[i]!;
        room[arc]! -= most;
        room[arc ^ 1]! += most;
        if (room[arc] === 0) full = i;
      }
      if (value >= limit || full === depth) return value;
      // Back to where the first full arc begins.
      const arc = path[full]!;
      node = (arc & 1) === 0 ? from[arc >> 1]! : to[arc >> 1]!;
      depth = full;
      continue;
    }
    const end = offsets[node + 1]!;
    const below = levels[node]! + 1;
    let slot = cursor[node]!;
    let found = -1;
    for (; slot < end; slot++) {
      if (levels[neighbours[slot]!] !== below) continue;
      const edge = edges[slot]!;
      const arc = 2 * edge + (from[edge] === node ? 0 : 1);
      if (room[arc]! > 0) {
        found = arc;
        break;
      }
    }
    cursor[node] = slot;
    if (found !== -1) {
      path[depth++] = found;
      node = neighbours[slot]!;
      continue;
    }
    if (depth === 0) return value;
    levels[node] = -1;
    const arc = path[--depth]!;
    node = (arc & 1) === 0 ? from[arc >> 1]! : to[arc >> 1]!;
  }
}
