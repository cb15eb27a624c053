import { fabricNotRedundant } from '../../errors/site';
import type { Proof } from '../../site/proof';
import { cuts, type Cuts } from '../graph/cuts';
import { atMost, few, LISTED } from './judge';
import { linkName } from './names';
import { isManagementOnly, type Subject } from './subject';

/**
 * Single points of failure: switches and cables whose loss separates servers from the largest rest. A server counts
 * while one of its ports leads on: with eight rails it loses an eighth of its bandwidth with a leaf, and stays joined.
 * The loss of a server itself is none of the fabric.
 *
 * Where no switch is a single point of failure, no cable is either: each cable ends at a switch, and what survives
 * without the switch survives without its cable.
 *
 * @param subject the fabric; all of its servers reach each other
 * @param found cuts of its graph
 */
export function singleFailures(subject: Subject, found: Cuts): readonly Proof[] {
  const { name, fabric } = subject;
  const limit = isManagementOnly(subject) && (subject.requirements?.survives ?? null) === null ? null : 0;
  const states = (
    what: string,
    separated: Int32Array,
    nameOf: (index: number) => string,
    tierOf: (index: number) => number,
  ): Proof => {
    const worst = worstOf(separated, tierOf);
    const measure = { value: worst.most, limit, unit: 'servers cut off' };
    const claim =
      limit === null
        ? `servers that the loss of one ${what} cuts off in the fabric '${name}'`
        : `the fabric '${name}' survives the loss of any one ${what}`;
    return atMost(fabricNotRedundant.code, claim, measure, { witness: few(worst.first.map(nameOf), worst.count) });
  };
  const node = (at: number): string => fabric.nodes[at]!.name;
  const link = (at: number): string => linkName(fabric, at);
  // A hub says more than the leaves around it, and a cable between switches more than that of a server.
  const isUpper = (at: number): number => (fabric.nodes[at]!.role === 'leaf' ? 0 : 1);
  const isTrunk = (at: number): number => (fabric.links.b.node[at]! < fabric.servers ? 0 : 1);
  return [
    states('switch', found.separatedByNode, node, isUpper),
    states('cable', found.separatedByEdge, link, isTrunk),
  ];
}

/**
 * Cuts of a fabric, in linear time.
 *
 * @param subject the fabric
 */
export function cutsOf({ graph, terminals }: Subject): Cuts {
  return cuts(graph, terminals);
}

/**
 * What separates any: the most, how many do, and the first few: the higher tier first, then those that separate more.
 */
function worstOf(separated: Int32Array, tierOf: (index: number) => number) {
  const all: number[] = [];
  for (let at = 0; at < separated.length; at++) if (separated[at]! > 0) all.push(at);
  const most = all.reduce((max, at) => Math.max(max, separated[at]!), 0);
  const first: number[] = [];
  const better = (a: number, b: number): number => {
    const [tiers, parted] = [tierOf(b) - tierOf(a), separated[b]! - separated[a]!];
    return tiers !== 0 ? tiers : parted !== 0 ? parted : a - b;
  };
  for (const at of all) {
    if (first.length === LISTED && better(at, first[LISTED - 1]!) > 0) continue;
    first.push(at);
    first.sort(better).splice(LISTED);
  }
  return { most, count: all.length, first };
}
