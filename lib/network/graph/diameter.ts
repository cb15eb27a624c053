import { Bfs } from './bfs';
import type { Graph, Removed } from './graph';

/** How a diameter is searched. */
export interface DiameterOptions {
  /** What is gone. @default - nothing */
  readonly removed?: Removed;
  /**
   * One terminal of each symmetry class: the caller vouches that every other looks the same from its place, and gets
   * an exact answer from one search for each of them. @default - no symmetry is used
   */
  readonly representatives?: ArrayLike<number>;
  /** Breadth-first searches that may be spent before the answer is given as bounds. @default 1000 */
  readonly searches?: number;
}

/** The longest of the shortest paths between terminals. */
export interface Diameter {
  /** Hops of the longest that was found: at least so many. Infinity when no path joins two of them. */
  readonly hops: number;
  /** At most so many; the same where the answer is exact. */
  readonly atMost: number;
  /** Whether both bounds meet. */
  readonly exact: boolean;
  /** Two terminals that are {@link hops} apart. */
  readonly between: readonly [number, number];
}

/**
 * Diameter over terminals. Two sweeps find a long path; from its middle, terminals are searched from the outermost in,
 * until none that is left can be farther apart (iFUB: Crescenzi et al., "On computing the diameter of real-world
 * undirected graphs", 2013). Three searches do for a Clos network; a ring needs one for each terminal.
 *
 * @param graph graph
 * @param terminals nodes that count, at least one
 * @param options settings
 */
export function diameter(graph: Graph, terminals: ArrayLike<number>, options: DiameterOptions = {}): Diameter {
  const { removed = {}, representatives, searches = 1000 } = options;
  const { nodes: gone = new Uint8Array(graph.nodeCount) } = removed;
  const alive = Int32Array.from(terminals).filter((node) => gone[node] === 0);
  const bfs = new Bfs(graph, removed);
  const first = alive[0] ?? -1;
  if (first === -1) return { hops: 0, atMost: 0, exact: true, between: [-1, -1] };
  let hops = -1;
  let between: readonly [number, number] = [first, first];
  let left = searches;
  const search = (origin: number): number => {
    const far = bfs.run(origin).farthest(alive);
    left--;
    if (far.hops > hops) [hops, between] = [far.hops, [origin, far.node]];
    return far.node;
  };
  const result = (atMost: number): Diameter => ({
    ...{ hops, atMost: Math.max(atMost, hops), exact: atMost <= hops, between },
  });

  if (representatives !== undefined) {
    for (const node of Array.from(representatives)) if (gone[node] === 0) search(node);
    return result(hops);
  }
  const end = search(search(first));
  if (hops === Infinity) return result(hops);
  const middle = middleOf(graph, bfs, end, hops, removed);
  const depth = bfs.run(middle).distances.slice();
  left--;
  // An endpoint forwards nothing, so that it is no centre; one with links into two networks may have been the first.
  if (graph.endpoints[middle] === 1 || alive.some((node) => depth[node] === -1))
    return exhaust(alive, search, () => left, result);
  const outermost = Int32Array.from(alive).sort((a, b) => (depth[a] === depth[b] ? a - b : depth[b]! - depth[a]!));
  for (const node of outermost) {
    const most = 2 * depth[node]!;
    if (hops >= most) return result(hops);
    if (left <= 0) return result(most);
    search(node);
  }
  return result(hops);
}

/** A node in the middle of a shortest path that the last search found. */
function middleOf(graph: Graph, bfs: Bfs, end: number, hops: number, { edges: gone }: Removed): number {
  const { offsets, neighbours, edges, endpoints } = graph;
  let node = end;
  for (let at = bfs.distances[end]!; at > hops / 2; at--)
    for (let slot = offsets[node]!; slot < offsets[node + 1]!; slot++) {
      const next = neighbours[slot]!;
      const isUsable = gone?.[edges[slot]!] !== 1 && (endpoints[next] === 0 || at === 1);
      if (isUsable && bfs.distances[next] === at - 1) {
        node = next;
        break;
      }
    }
  return node;
}

function exhaust(
  terminals: Int32Array,
  search: (node: number) => number,
  left: () => number,
  result: (atMost: number) => Diameter,
): Diameter {
  for (const node of terminals) {
    if (left() <= 0) return result(Infinity);
    search(node);
  }
  return result(-Infinity);
}
