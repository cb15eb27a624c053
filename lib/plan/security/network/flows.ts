import { box, difference, overlap, type Box } from '../kernel/boxes';
import { ANY, setOf, type ValueSet } from '../kernel/value-set';
import { WORLD, type Addresses } from './addresses';
import type { FlowRule, Peer, Policy, PortRange, Way } from './policy';

/** Protocols that policies know. */
export const PROTOCOLS = ['SCTP', 'TCP', 'UDP'] as const;

/** Port numbers as sets: split where any range begins or ends. */
export class Ports {
  private readonly starts: readonly number[];

  /** @param ranges those of all rules */
  public constructor(ranges: readonly PortRange[]) {
    const starts = ranges.flatMap(({ first, last }) => [first, last + 1]);
    this.starts = [...new Set([1, ...starts, 65_536])].sort((a, b) => a - b);
  }

  /** All ports. */
  public get all(): ValueSet {
    return this.setOf(1, 65_535);
  }

  /** The ports of a range. */
  public setOf(first: number, last: number): ValueSet {
    const inside = this.starts.slice(0, -1).filter((start) => first <= start && start <= last);
    return setOf(inside.map(String));
  }

  /** A set in words, e.g. `80, 8000-8999`. */
  public words(given: ValueSet): string {
    const parts: [number, number][] = [];
    for (const start of given.values.map(Number).sort((a, b) => a - b)) {
      const end = (this.starts[this.starts.indexOf(start) + 1] ?? start + 1) - 1;
      const last = parts.at(-1);
      if (last !== undefined && last[1] + 1 === start) last[1] = end;
      else parts.push([start, end]);
    }
    return parts.map(([first, last]) => (first === last ? String(first) : `${first}-${last}`)).join(', ');
  }
}

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
