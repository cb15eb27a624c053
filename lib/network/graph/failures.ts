import type { Graph, Removed } from './graph';
import { masksOf } from './masks';

/** What the loss of a set of nodes and edges does to terminals. */
export interface Separation {
  /** Terminals that are left but do not reach the largest group, in order. */
  readonly separated: Int32Array;
  /** Terminals that are removed themselves, in order. */
  readonly lost: Int32Array;
  /** Terminals of the largest group; of equal ones, that with the smallest forwarding node. */
  readonly largest: number;
}

/**
 * Which terminals the loss of a set, such as a rack or a power feed, cuts off from the largest remaining group: one
 * flood, linear time. An endpoint belongs to each group that it has a link to. Many sets are faster in
 * {@link GroupFailures}.
 *
 * @param graph graph
 * @param terminals 1 at the nodes that must reach each other
 * @param removedNodes 1 at nodes that are lost
 * @param removedEdges 1 at edges that are lost
 */
export function separatedBy(
  graph: Graph,
  terminals: Uint8Array,
  removedNodes?: Uint8Array,
  removedEdges?: Uint8Array,
): Separation {
  const gone = masksOf(graph, { nodes: removedNodes, edges: removedEdges });
  const { nodeCount, endpoints } = graph;
  const flood = new Flood(graph, gone);
  const alive = countLeft(terminals, gone.nodes);
  let [best, largest] = [-1, 0];
  for (let root = 0; root < nodeCount; root++) {
    if (gone.nodes[root] === 1 || endpoints[root] === 1 || flood.stamps[root] !== 0) continue;
    const group = flood.run(root, terminals);
    if (group > largest) [best, largest] = [root, group];
    // Nothing is left that another part could hold.
    if (largest === alive) break;
  }
  const [separated, lost]: [number[], number[]] = [[], []];
  // An endpoint may have been stamped again by a later group, so the largest one is flooded once more.
  const reached = best === -1 ? undefined : largest === alive ? flood.last : flood.again(best, terminals);
  for (let node = 0; node < nodeCount; node++) {
    if (terminals[node] === 0) continue;
    if (gone.nodes[node] === 1) lost.push(node);
    else if (reached === undefined || flood.stamps[node] !== reached) {
      // Where all stand alone, the first one is the largest group.
      if (best === -1 && largest === 0) largest = 1;
      else separated.push(node);
    }
  }
  return { separated: Int32Array.from(separated), lost: Int32Array.from(lost), largest };
}

function countLeft(terminals: Uint8Array, gone: Uint8Array): number {
  let count = 0;
  for (let node = 0; node < terminals.length; node++) if (gone[node] === 0) count += terminals[node]!;
  return count;
}

/** Floods from one forwarding node after the other; a stamp says which flood was the last to reach a node. */
class Flood {
  public readonly stamps: Int32Array;
  private readonly queue: Int32Array;
  private stamp = 0;

  public constructor(
    private readonly graph: Graph,
    private readonly gone: Required<Removed>,
  ) {
    this.stamps = new Int32Array(graph.nodeCount);
    this.queue = new Int32Array(graph.nodeCount);
  }

  /** Terminals that a flood reaches. */
  public run(root: number, terminals: Uint8Array): number {
    const { graph, gone, stamps, queue } = this;
    const { offsets, neighbours, edges, endpoints } = graph;
    const stamp = ++this.stamp;
    let [length, found] = [1, terminals[root]!];
    queue[0] = root;
    stamps[root] = stamp;
    for (let at = 0; at < length; at++) {
      const node = queue[at]!;
      for (let slot = offsets[node]!; slot < offsets[node + 1]!; slot++) {
        const next = neighbours[slot]!;
        if (stamps[next] === stamp || gone.nodes[next] === 1 || gone.edges[edges[slot]!] === 1) continue;
        stamps[next] = stamp;
        found += terminals[next]!;
        if (endpoints[next] === 0) queue[length++] = next;
      }
    }
    return found;
  }

  /** Stamp of the last flood. */
  public get last(): number {
    return this.stamp;
  }

  /** Floods once more, and gives the stamp. */
  public again(root: number, terminals: Uint8Array): number {
    this.run(root, terminals);
    return this.stamp;
  }
}
