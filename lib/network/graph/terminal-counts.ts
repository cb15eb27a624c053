import { Ancestors } from './ancestors';
import { type DfsForest, rootsOf } from './dfs-forest';
import type { Graph } from './graph';
import type { Masks } from './masks';

/** Terminals at each visit of a forest, so that sums over a subtree count each terminal once. */
export interface TerminalCounts {
  /** Summed over a subtree: terminals that are in it or attached to it. */
  readonly distinct: Int32Array;
  /** Summed over a subtree: terminals that are attached to nothing else. */
  readonly whole: Int32Array;
  /** Terminals that the loss of the node leaves with nothing. */
  readonly hanging: Int32Array;
  /** The same for endpoints that are no terminals too. */
  readonly hangingEndpoints: Int32Array;
  /** Terminals that are attached to several of what the loss of the node cuts off, and to nothing else but the node. */
  readonly local: Int32Array;
  /** Edges that alone attach an endpoint. */
  readonly single: readonly number[];
}

/**
 * Hangs the terminals into the trees of the forwarding nodes. Those that forward stand at their own visit. An endpoint
 * counts at each node that it is attached to, and is taken off again where the paths from two of them meet.
 *
 * @param graph graph
 * @param forest its depth-first trees
 * @param terminals 1 at terminals
 * @param gone what is removed
 */
export function hangTerminals(graph: Graph, forest: DfsForest, terminals: Uint8Array, gone: Masks): TerminalCounts {
  const array = (): Int32Array => new Int32Array(forest.count);
  const counts = { distinct: array(), whole: array(), hanging: array(), hangingEndpoints: array(), local: array() };
  const single: number[] = [];
  for (let at = 0; at < forest.count; at++) counts.distinct[at] = terminals[forest.nodes[at]!]!;
  counts.whole.set(counts.distinct);

  const roots = rootsOf(forest);
  const links = roomFor(graph);
  let ancestors: Ancestors | undefined;
  for (let endpoint = 0, next = 1; endpoint < graph.nodeCount; endpoint = next++) {
    if (graph.endpoints[endpoint] === 0 || gone.nodes[endpoint] === 1) continue;
    const terminal = terminals[endpoint]!;
    while (next < graph.nodeCount && terminals[next] === terminal && isAlike(graph, gone, endpoint, next)) next++;
    const alike = next - endpoint;
    const counting = terminal * alike;
    const count = fill(links, graph, forest, endpoint, gone);
    // One stretch of the links for each tree.
    for (let first = 0, last = 0; first < count; first = last) {
      while (last < count && roots[links.visits[last]!] === roots[links.visits[first]!]) last++;
      const [lowest, highest] = [links.visits[first]!, links.visits[last - 1]!];
      if (last - first === 1)
        for (let each = endpoint; each < next; each++)
          single.push(graph.edges[graph.offsets[each]! + links.places[first]!]!);
      if (lowest === highest) {
        counts.distinct[lowest]! += counting;
        counts.whole[lowest]! += counting;
        counts.hanging[lowest]! += counting;
        counts.hangingEndpoints[lowest]! += alike;
      } else if (terminal === 1) {
        ancestors ??= new Ancestors(forest);
        hangBetween(forest, ancestors, links.visits.subarray(first, last), alike, counts);
      }
    }
  }
  return { ...counts, single };
}

/** Whether another endpoint is attached to the same nodes in the same order, as servers of one rack mostly are. */
function isAlike({ offsets, neighbours, edges, endpoints }: Graph, gone: Masks, one: number, other: number): boolean {
  const first = offsets[one]!;
  const offset = offsets[other]! - first;
  if (endpoints[other] === 0 || gone.nodes[other] === 1) return false;
  if (offsets[other + 1]! - offset !== offsets[one + 1]!) return false;
  for (let slot = first; slot < offsets[one + 1]!; slot++)
    if (
      neighbours[slot] !== neighbours[slot + offset] ||
      gone.edges[edges[slot]!] !== gone.edges[edges[slot + offset]!]
    )
      return false;
  return true;
}

/** The usable links of an endpoint by visit: the visits of their other ends, and their places among all its links. */
interface Links {
  readonly visits: Int32Array;
  readonly places: Int32Array;
}

/** Room for the links of any endpoint, so that the loop over thousands of them allocates nothing. */
function roomFor({ nodeCount, offsets, endpoints }: Graph): Links {
  let most = 0;
  for (let node = 0; node < nodeCount; node++)
    if (endpoints[node] === 1) most = Math.max(most, offsets[node + 1]! - offsets[node]!);
  return { visits: new Int32Array(most), places: new Int32Array(most) };
}

/** Insertion: an endpoint has few links, mostly in order. */
function fill(links: Links, graph: Graph, { visits }: DfsForest, node: number, gone: Masks): number {
  const { offsets, neighbours, edges } = graph;
  let count = 0;
  const start = offsets[node]!;
  for (let slot = start; slot < offsets[node + 1]!; slot++) {
    const visit = visits[neighbours[slot]!]!;
    if (visit === -1 || gone.edges[edges[slot]!] === 1) continue;
    let at = count++;
    for (; at > 0 && links.visits[at - 1]! > visit; at--) {
      links.visits[at] = links.visits[at - 1]!;
      links.places[at] = links.places[at - 1]!;
    }
    links.visits[at] = visit;
    links.places[at] = slot - start;
  }
  return count;
}

function hangBetween(
  { low }: DfsForest,
  ancestors: Ancestors,
  visits: Int32Array,
  alike: number,
  { distinct, whole, local }: Pick<TerminalCounts, 'distinct' | 'whole' | 'local'>,
): void {
  const top = ancestors.common(visits[0]!, visits[visits.length - 1]!);
  whole[top]! += alike;
  let cutOff = true;
  for (let i = 0; i < visits.length; i++) {
    const visit = visits[i]!;
    cutOff &&= visit === top || low[ancestors.childTowards(top, visit)]! >= top;
    if (i > 0 && visit === visits[i - 1]) continue;
    distinct[visit]! += alike;
    if (i > 0) distinct[ancestors.common(visits[i - 1]!, visit)]! -= alike;
  }
  if (cutOff) local[top]! += alike;
}
