import { failuresNotSurvived } from '../../errors/fabric-proofs';
import type { Proof } from '../../site/proof';
import { edgeDisjointPaths, nodeDisjointPaths } from '../graph/disjoint-paths';
import { shortestPaths } from '../graph/shortest-paths';
import { trunkGraph } from './fabric-graph';
import { atLeast } from './judge';
import type { Subject } from './subject';

/**
 * Path diversity between two servers at different leaves, those with the fewest ports: paths without a common cable,
 * and without a common switch. Then the equal-cost paths between their leaves that have no cable in common. In a
 * symmetric topology all other pairs have as many.
 *
 * @param subject the fabric; all of its servers reach each other
 */
export function paths(subject: Subject): readonly Proof[] {
  const { name, fabric } = subject;
  const pair = distantPair(subject);
  if (pair === undefined) return [];
  const [a, b] = pair.servers;
  const { graph, at } = trunkGraph(fabric, [a, b]);
  const [byCable, bySwitch] = [edgeDisjointPaths(graph, at(a), at(b)), nodeDisjointPaths(graph, at(a), at(b))];
  const [from, to] = pair.leaves;
  const { disjoint } = shortestPaths(graph, at(from), at(to));
  const state = (claim: string, value: number, ends: readonly number[]): Proof =>
    atLeast(
      failuresNotSurvived.code,
      `${claim} in the fabric '${name}'`,
      { value, limit: null, unit: 'paths' },
      { witness: ends.map((node) => fabric.nodes[node]!.name) },
    );
  return [
    state('paths between two servers without a common cable', byCable.length, pair.servers),
    state('paths between two servers without a common switch', bySwitch.length, pair.servers),
    state('equal-cost paths between two leaves without a common cable', disjoint, pair.leaves),
  ];
}

/** The first server with the fewest ports, the last such one that has no leaf of its, and a leaf of each. */
function distantPair({ graph, servers }: Subject) {
  const { offsets, neighbours } = graph;
  const leavesOf = (server: number): Int32Array => neighbours.subarray(offsets[server], offsets[server + 1]);
  const fewest = servers.reduce((least, server) => Math.min(least, graph.degree(server)), Infinity);
  const first = servers.find((server) => graph.degree(server) === fewest);
  if (first === undefined) return undefined;
  const own = new Set(leavesOf(first));
  const last = servers.findLast(
    (server) => graph.degree(server) === fewest && !leavesOf(server).some((leaf) => own.has(leaf)),
  );
  if (last === undefined) return undefined;
  return { servers: [first, last] as const, leaves: [leavesOf(first)[0]!, leavesOf(last)[0]!] as const };
}
