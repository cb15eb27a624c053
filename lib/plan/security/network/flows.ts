import { box, difference, overlap, type Box } from '../kernel/boxes';
import { ANY, setOf } from '../kernel/value-set';
import { WORLD, type Addresses } from './addresses';
import type { FlowRule, Peer, Policy, PortRange, Way } from './policy';
import type { Ports } from './ports';

/** Protocols that policies know. */
export const PROTOCOLS = ['SCTP', 'TCP', 'UDP'] as const;

/** What before and after share: the ranges that either names. */
export interface FlowGround {
  /** Address ranges. */
  readonly addresses: Addresses;
  /** Port ranges. */
  readonly ports: Ports;
}

/**
 * The flows of one direction that the policies of one namespace allow. Pods that no policy selects for the direction
 * may have all; the others have what the rules of all policies allow together.
 *
 * @param policies of one namespace
 * @param way the direction
 * @param ground ranges of both sides
 */
export function allowedFlows(policies: readonly Policy[], way: Way, ground: FlowGround): readonly Box[] {
  const isolating = policies.filter(({ rules }) => rules.has(way));
  const free = difference(
    [box([])],
    isolating.map(({ pods }) => pods),
  );
  const open = within(free, flowsOf({ peers: undefined, ports: undefined }, ground));
  const ruled = isolating.flatMap(({ pods, rules }) =>
    (rules.get(way) ?? []).flatMap((rule) => within([pods], flowsOf(rule, ground))),
  );
  return [...open, ...ruled];
}

function within(pods: readonly Box[], flows: readonly Box[]): readonly Box[] {
  return pods.flatMap((selected) => flows.flatMap((flow) => overlap(selected, flow) ?? []));
}

function flowsOf({ peers, ports }: FlowRule, ground: FlowGround): readonly Box[] {
  const world: readonly Peer[] = WORLD.map((network) => ({ network, except: [] }));
  const ends = (peers ?? [{ pods: new Map() }, ...world]).map((peer) => endOf(peer, ground.addresses));
  const gates = gatesOf(ports, ground.ports);
  return ends.flatMap((end) => gates.map((gate) => box([...end, ...gate])));
}

function endOf(peer: Peer, addresses: Addresses): Box {
  if ('pods' in peer) return box([...peer.pods, ['end', setOf(['pods'])]]);
  return box([
    ['end', setOf(['addresses'])],
    ['address', addresses.setOf(peer.network, peer.except)],
  ]);
}

function gatesOf(given: readonly PortRange[] | undefined, ports: Ports): readonly Box[] {
  const any: readonly PortRange[] = PROTOCOLS.map((protocol) => ({ protocol, first: 1, last: 65_535 }));
  return (given ?? any).map(({ protocol, name, first, last }) =>
    box([
      ['protocol', setOf([protocol])],
      ['port', ports.setOf(first, last)],
      ['port name', name === undefined ? ANY : setOf([name])],
    ]),
  );
}
