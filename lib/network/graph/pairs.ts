import { cuts } from './cuts';
import { dfsForest } from './dfs-forest';
import { separatedBy } from './failures';
import type { Graph } from './graph';
import { GroupFailures } from './group-failures';
import { masksOf } from './masks';

/** Settings of a search for pairs of failures. */
export interface PairOptions {
  /**
   * One node, or edge, of each symmetry class: the caller vouches that every other fails the same way. The search is
   * exact then, and gives the pairs with a representative. @default - no symmetry is used
   */
  readonly representatives?: ArrayLike<number>;
  /** Steps that a complete search may take, at about a hundred million a second. @default 200,000,000 */
  readonly steps?: number;
  /** Most pairs that are listed. @default 1000 */
  readonly listed?: number;
}

/** What the loss of any two nodes, or any two edges, does to terminals. */
export interface PairFailures {
  /** So many failures separate no terminals, whichever they are; 2 is the most, -1 when they are apart without any. */
  readonly atLeast: number;
  /** No more failures than that are survived in each case; the same where it is known. 2 means two or more. */
  readonly atMost: number;
  /** Whether all pairs were looked at. */
  readonly exact: boolean;
  /** Those that separate terminals alone. */
  readonly singles: readonly number[];
  /** Pairs that separate terminals, though neither of the two does alone. The first ones, in order. */
  readonly pairs: readonly (readonly [number, number])[];
  /** How many such pairs were found. */
  readonly count: number;
}

/**
 * What the loss of any two nodes does: removes one after the other, and looks for the cut vertices of the rest, which
 * takes c·(n + m) for c candidates: nodes with two neighbours that forward. Where that is more than the steps that are
 * allowed, nothing is guessed: the answer is what single failures prove, and the pairs that are all the neighbours of
 * a terminal.
 *
 * @param graph graph
 * @param terminals 1 at the nodes that must reach each other; those that are lost themselves do not count
 * @param options settings
 */
export function nodePairs(graph: Graph, terminals: Uint8Array, options: PairOptions = {}): PairFailures {
  return search(graph, terminals, options, {
    alone: (removed) => cuts(graph, terminals, { nodes: removed }).separatedByNode,
    length: graph.nodeCount,
    candidates: () => {
      const all = Array.from({ length: graph.nodeCount }, (_, node) => node);
      return all.filter((node) => graph.endpoints[node] === 0 && around(graph.neighbours, graph, node, 2).length === 2);
    },
    array: graph.neighbours,
    group: (pair) => ({ nodes: pair }),
  });
}

/**
 * What the loss of any two edges does. One of two edges that separate anything lies in a spanning tree or at an
 * endpoint, so that only those are candidates; the rest is as for {@link nodePairs}.
 *
 * @param graph graph
 * @param terminals 1 at the nodes that must reach each other
 * @param options settings
 */
export function edgePairs(graph: Graph, terminals: Uint8Array, options: PairOptions = {}): PairFailures {
  const { endpoints, from, to } = graph;
  return search(graph, terminals, options, {
    alone: (removed) => cuts(graph, terminals, { edges: removed }).separatedByEdge,
    length: graph.edgeCount,
    candidates: () => {
      const { parentEdges, count } = dfsForest(graph, masksOf(graph, {}));
      const tree = new Set(parentEdges.subarray(0, count));
      const all = Array.from({ length: graph.edgeCount }, (_, edge) => edge);
      return all.filter((edge) => tree.has(edge) || endpoints[from[edge]!] === 1 || endpoints[to[edge]!] === 1);
    },
    array: graph.edges,
    group: (pair) => ({ edges: pair }),
  });
}

/** What differs between nodes and edges. */
interface Kind {
  /** Terminals that the loss of each separates, when others are removed before. */
  readonly alone: (removed?: Uint8Array) => Int32Array;
  readonly length: number;
  readonly candidates: () => readonly number[];
  /** What surrounds a node, by slot. */
  readonly array: Int32Array;
  readonly group: (pair: readonly number[]) => object;
}

function search(graph: Graph, terminals: Uint8Array, options: PairOptions, kind: Kind): PairFailures {
  const { representatives, steps = 2e8, listed = 1000 } = options;
  const none = { singles: [], pairs: [], count: 0 };
  if (separatedBy(graph, terminals).separated.length > 0) return { atLeast: -1, atMost: -1, exact: true, ...none };
  const alone = kind.alone();
  const singles = Array.from(alone.keys()).filter((it) => alone[it]! > 0);
  const least = singles.length > 0 ? 0 : 1;
  const candidates = (representatives === undefined ? kind.candidates() : Array.from(representatives)).filter(
    (it) => alone[it] === 0,
  );
  if (representatives === undefined && candidates.length * (graph.nodeCount + 2 * graph.edgeCount) > steps) {
    const pairs = pairsAround(graph, terminals, kind, alone, listed);
    const atMost = Math.min(pairs.length > 0 ? 1 : 2, singles.length > 0 ? 0 : 2);
    return { atLeast: least, atMost, exact: false, singles, pairs, count: pairs.length };
  }
  const removed = new Uint8Array(kind.length);
  const done = new Uint8Array(kind.length);
  const pairs: [number, number][] = [];
  let count = 0;
  for (const first of candidates) {
    removed[first] = 1;
    done[first] = 1;
    const both = kind.alone(removed);
    removed[first] = 0;
    for (let second = 0; second < kind.length; second++) {
      if (both[second] === 0 || alone[second]! > 0 || done[second] === 1) continue;
      if (count++ < listed) pairs.push(first < second ? [first, second] : [second, first]);
    }
  }
  pairs.sort(byNumber);
  const survived = singles.length > 0 ? 0 : count > 0 ? 1 : 2;
  return { atLeast: survived, atMost: survived, exact: true, singles, pairs, count };
}

/** Pairs that are all that surrounds a terminal, as far as they do separate it. */
function pairsAround(
  graph: Graph,
  terminals: Uint8Array,
  { array, group }: Kind,
  alone: Int32Array,
  listed: number,
): readonly (readonly [number, number])[] {
  const groups = new GroupFailures(graph, terminals);
  const pairs = new Map<string, readonly [number, number]>();
  for (let node = 0; node < graph.nodeCount && pairs.size < listed; node++) {
    if (terminals[node] === 0) continue;
    const [a, b, more] = around(array, graph, node, 3);
    if (a === undefined || b === undefined || more !== undefined || alone[a]! > 0 || alone[b]! > 0) continue;
    const pair = [Math.min(a, b), Math.max(a, b)] as const;
    if (pairs.has(pair.join()) || groups.loss(group(pair)).separated === 0) continue;
    pairs.set(pair.join(), pair);
  }
  return [...pairs.values()].sort(byNumber);
}

type Pair = readonly [number, number];

const byNumber = ([a, b]: Pair, [c, d]: Pair): number => (a === c ? b - d : a - c);

/** The different neighbours, or edges, at a node; at most so many. */
function around(array: Int32Array, { offsets }: Graph, node: number, most: number): readonly number[] {
  const found: number[] = [];
  for (let slot = offsets[node]!; slot < offsets[node + 1]! && found.length < most; slot++)
    if (!found.includes(array[slot]!)) found.push(array[slot]!);
  return found;
}
