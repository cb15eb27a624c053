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
  let ancestors: Ancestors | undefined;
  for (let endpoint = 0; endpoint < graph.nodeCount; endpoint++) {
    if (graph.endpoints[endpoint] === 0 || gone.nodes[endpoint] === 1) continue;
    const terminal = terminals[endpoint]!;
    const links = linksOf(graph, forest, endpoint, gone);
    // One stretch of the links for each tree.
    for (let first = 0, last = 0; first < links.length; first = last) {
      while (last < links.length && roots[links[last]!.visit] === roots[links[first]!.visit]) last++;
      const [lowest, highest] = [links[first]!.visit, links[last - 1]!.visit];
      if (last - first === 1) single.push(links[first]!.edge);
      if (lowest === highest) {
        counts.distinct[lowest]! += terminal;
        counts.whole[lowest]! += terminal;
        counts.hanging[lowest]! += terminal;
        counts.hangingEndpoints[lowest]! += 1;
      } else if (terminal === 1) {
        ancestors ??= new Ancestors(forest);
        hangBetween(forest, ancestors, links.slice(first, last), counts);
      }
    }
  }
  return { ...counts, single };
}

/** A usable link of an endpoint: the visit of the node at its other end, and the edge. */
interface Link {
  readonly visit: number;
  readonly edge: number;
}

function linksOf({ offsets, neighbours, edges }: Graph, { visits }: DfsForest, node: number, gone: Masks): Link[] {
  const links: Link[] = [];
  for (let slot = offsets[node]!; slot < offsets[node + 1]!; slot++) {
    const [visit, edge] = [visits[neighbours[slot]!]!, edges[slot]!];
    if (visit !== -1 && gone.edges[edge] === 0) links.push({ visit, edge });
  }
  return links.length === 1 ? links : links.sort((a, b) => a.visit - b.visit);
}

function hangBetween(
  { low }: DfsForest,
  ancestors: Ancestors,
  links: readonly Link[],
  { distinct, whole, local }: Pick<TerminalCounts, 'distinct' | 'whole' | 'local'>,
): void {
  const visits = links.map(({ visit }) => visit);
  const top = ancestors.common(visits[0]!, visits.at(-1)!);
  whole[top]! += 1;
  visits.forEach((visit, i) => {
    const before = i === 0 ? undefined : visits[i - 1]!;
    if (visit === before) return;
    distinct[visit]! += 1;
    if (before !== undefined) distinct[ancestors.common(before, visit)]! -= 1;
  });
  const isCutOff = (visit: number): boolean => visit === top || low[ancestors.childTowards(top, visit)]! >= top;
  if (visits.every(isCutOff)) local[top]! += 1;
}
