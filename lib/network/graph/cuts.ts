import { dfsForest, rootsOf } from './dfs-forest';
import type { Graph, Removed } from './graph';
import { masksOf, maskOf, membersOf } from './masks';
import { hangTerminals } from './terminal-counts';

/** Single points of failure of a graph. */
export interface Cuts {
  /** Nodes whose loss takes a connected part of the graph apart, in order. */
  readonly vertices: Int32Array;
  /** Edges whose loss takes a connected part of the graph apart, in order. */
  readonly bridges: Int32Array;
  /** Terminals outside of the largest connected part, before anything more is lost. */
  readonly apart: number;
  /** By node: terminals that its loss separates from the largest rest. The node itself does not count. */
  readonly separatedByNode: Int32Array;
  /** By edge: terminals that its loss separates from the largest rest. */
  readonly separatedByEdge: Int32Array;
}

/**
 * Cut vertices and bridges, and how many terminals each of them separates, all in one depth-first search: linear time,
 * plus n log n for n forwarding nodes where endpoints have links to several of them. Parallel edges are no bridges.
 *
 * The numbers of terminals are those that `separatedBy` gives for the loss of the one node or edge. In a graph that is
 * in parts already they include terminals that were apart before, and another part may hold all terminals together, as
 * the second plane of a network with two planes does.
 *
 * @param graph graph
 * @param terminals 1 at the nodes that must reach each other; all of them where it is left out
 * @param removed what is gone before
 */
export function cuts(graph: Graph, terminals?: Uint8Array, removed: Removed = {}): Cuts {
  const gone = masksOf(graph, removed);
  const counted = terminals ?? new Uint8Array(graph.nodeCount).fill(1);
  const forest = dfsForest(graph, gone);
  const { count, nodes, parents, parentEdges, low } = forest;
  const { distinct, whole, hanging, hangingEndpoints, local, single } = hangTerminals(graph, forest, counted, gone);

  // From the last visit to the first: a subtree is complete before its parent is looked at.
  const [pieces, inPieces, largest] = [new Int32Array(count), new Int32Array(count), new Int32Array(count)];
  for (let at = count - 1; at >= 0; at--) {
    const parent = parents[at]!;
    if (parent === -1) continue;
    distinct[parent]! += distinct[at]!;
    whole[parent]! += whole[at]!;
    if (low[at]! < parent) continue;
    pieces[parent]! += 1;
    inPieces[parent]! += whole[at]!;
    if (distinct[at]! > largest[parent]!) largest[parent] = distinct[at]!;
  }

  const alive = counted.reduce((sum, bit, node) => sum + (gone.nodes[node] === 1 ? 0 : bit), 0);
  const roots = rootsOf(forest);
  const elsewhere = largestElsewhere(roots, distinct);
  const apart = alive - Math.max(elsewhere(NOWHERE), Math.min(alive, 1));
  const separatedByNode = new Int32Array(graph.nodeCount);
  const separatedByEdge = new Int32Array(graph.edgeCount);
  const isCut = new Uint8Array(graph.nodeCount);
  const isBridge = maskOf(graph.edgeCount, single);
  for (let at = 0; at < count; at++) {
    const [node, parent, root] = [nodes[at]!, parents[at]!, roots[at]!];
    const here = distinct[root]!;
    if (pieces[at]! + hangingEndpoints[at]! + (parent === -1 ? 0 : 1) >= 2) {
      isCut[node] = 1;
      const left = alive - counted[node]!;
      const rest = here - counted[node]! - inPieces[at]! - local[at]! - hanging[at]!;
      separatedByNode[node] = left - Math.max(rest, largest[at]!, elsewhere(root), Math.min(left, 1));
    }
    if (parent !== -1 && low[at] === at) {
      const edge = parentEdges[at]!;
      isBridge[edge] = 1;
      separatedByEdge[edge] = alive - Math.max(distinct[at]!, here - whole[at]!, elsewhere(root), Math.min(alive, 1));
    }
  }
  for (const edge of single) {
    const [from, to] = [graph.from[edge]!, graph.to[edge]!];
    const [endpoint, node] = graph.endpoints[from] === 1 ? [from, to] : [to, from];
    const root = roots[forest.visits[node]!]!;
    const rest = distinct[root]! - counted[endpoint]!;
    separatedByEdge[edge] = alive - Math.max(rest, elsewhere(root), Math.min(alive, 1));
  }
  return { vertices: membersOf(isCut), bridges: membersOf(isBridge), apart, separatedByNode, separatedByEdge };
}

/** The root of no part. */
const NOWHERE = -1;

/** Gives the terminals of the largest part but the one with a root. */
function largestElsewhere(roots: Int32Array, distinct: Int32Array): (root: number) => number {
  let [first, second, firstRoot] = [0, 0, NOWHERE];
  for (let at = 0; at < roots.length; at++) {
    if (roots[at] !== at) continue;
    const size = distinct[at]!;
    if (size > first) [first, second, firstRoot] = [size, first, at];
    else if (size > second) second = size;
  }
  return (root) => (root === firstRoot && root !== NOWHERE ? second : first);
}
