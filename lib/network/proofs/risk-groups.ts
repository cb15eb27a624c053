import { riskNotSurvived } from '../../errors/fabric-proofs';
import type { Proof } from '../../site/proof';
import type { Fabric } from '../fabric/fabric';
import { GroupFailures, type RiskGroup } from '../graph/group-failures';
import { atMost, few, LISTED } from './judge';
import { QuickLosses } from './quick-losses';
import type { Subject } from './subject';

/** What fails together, by names: a rack, a power feed, a cable duct. */
export interface RiskSet {
  /** What to call it. */
  readonly name: string;
  /** Names of devices; those that are no part of the fabric are left out. */
  readonly nodes: readonly string[];
  /** Pairs of devices whose cables are lost. */
  readonly links: readonly (readonly [string, string])[];
}

/** What the loss of a set costs, for the worst of several. */
interface Worst {
  readonly most: number;
  readonly count: number;
  readonly names: readonly string[];
}

/**
 * Shared risks that follow from the fabric: each rack with its switches and servers, and each group of leaves that
 * serve the same racks. Servers of a lost rack are lost, not separated. What hangs on one group of leaves is always
 * lost with it, so that this is only described: how many servers one such loss costs.
 *
 * @param subject the fabric; all of its servers reach each other
 */
export function riskGroups(subject: Subject): readonly Proof[] {
  const { name, fabric, requirements } = subject;
  const losses = new QuickLosses(subject);
  const racks = new Map<string, number[]>();
  fabric.nodes.forEach(({ rack }, node) => {
    if (rack !== null) add(racks, rack, node);
  });
  const separated = (nodes: readonly number[]): number => losses.separated(nodes);
  const lost = worst([...racks], (rack) => rack, separated);
  const sets = leafSets(subject).map((leaves) => [leaves, leaves] as const);
  const label = (leaves: readonly number[]): string => few(leaves.map((leaf) => fabric.nodes[leaf]!.name)).join(' + ');
  const served = worst(sets, label, separated);
  const rackLimit = requirements?.survivesRack === true;
  const rackClaim = rackLimit
    ? `the loss of any one rack parts no server of another one in the fabric '${name}'`
    : `servers that the loss of one rack parts from others outside of it in the fabric '${name}'`;
  const proofs = [riskProof(rackClaim, lost, rackLimit)];
  if (sets.length < 2) return proofs;
  const groupClaim = `servers that the loss of one whole group of leaves costs in the fabric '${name}'`;
  return [...proofs, riskProof(groupClaim, served, false)];
}

/**
 * Shared risks that others know of, such as power feeds: what the loss of the worst of them cuts off outside of it.
 *
 * @param subject the fabric; all of its servers reach each other
 * @param kind what they are, in the singular, e.g. `power feed`
 * @param sets the risks
 * @param required whether each must be survived
 */
export function riskSets(
  subject: Subject,
  kind: string,
  sets: readonly RiskSet[],
  required: boolean,
): readonly Proof[] {
  const { name, fabric } = subject;
  const claim = required
    ? `the loss of any one ${kind} parts no other server in the fabric '${name}'`
    : `servers that the loss of one ${kind} parts, beside its own, in the fabric '${name}'`;
  if (sets.length === 0) return [riskProof(claim, { most: 0, count: 0, names: [] }, required)];
  const failures = new GroupFailures(subject.graph, subject.terminals);
  const index = new Map(fabric.nodes.map((node, at) => [node.name, at]));
  const groups = sets.map((set) => [set.name, membersOf(fabric, index, set)] as const);
  const lost = worst(
    groups,
    (own) => own,
    (group) => failures.loss(group).separated,
  );
  return [riskProof(claim, lost, required)];
}

function riskProof(claim: string, { most, count, names }: Worst, required: boolean): Proof {
  const measure = { value: most, limit: required ? 0 : null, unit: 'servers cut off' };
  return atMost(riskNotSurvived.code, claim, measure, { witness: few(names, count) });
}

function membersOf({ links }: Fabric, index: ReadonlyMap<string, number>, set: RiskSet): RiskGroup {
  const pair = (a: number, b: number): string => `${Math.min(a, b)} ${Math.max(a, b)}`;
  const nodes = set.nodes.flatMap((name) => index.get(name) ?? []);
  if (set.links.length === 0) return { nodes, edges: [] };
  const pairs = new Set(set.links.map(([a, b]) => pair(index.get(a) ?? -1, index.get(b) ?? -1)));
  const edges: number[] = [];
  for (let edge = 0; edge < links.length; edge++)
    if (pairs.has(pair(links.a.node[edge]!, links.b.node[edge]!))) edges.push(edge);
  return { nodes, edges };
}

/** The leaves of each server, each set of them once. */
function leafSets({ graph, servers }: Subject): readonly (readonly number[])[] {
  const sets = new Map<string | number, readonly number[]>();
  const { offsets, neighbours } = graph;
  for (const server of servers) {
    const leaves = [...new Set(neighbours.subarray(offsets[server], offsets[server + 1]))];
    const key = leaves.length === 1 ? leaves[0]! : leaves.join();
    if (!sets.has(key)) sets.set(key, leaves);
  }
  return [...sets.values()];
}

function worst<K, G>(
  groups: readonly (readonly [K, G])[],
  label: (key: K) => string,
  loss: (group: G) => number,
): Worst {
  let [most, count, names]: [number, number, string[]] = [0, 0, []];
  for (const [key, group] of groups) {
    const separated = loss(group);
    if (separated === 0) continue;
    count += 1;
    if (separated > most) [most, names] = [separated, []];
    if (separated === most && names.length < LISTED) names.push(label(key));
  }
  return { most, count, names };
}

function add<K>(groups: Map<K, number[]>, key: K, node: number): void {
  const members = groups.get(key);
  if (members === undefined) groups.set(key, [node]);
  else members.push(node);
}
