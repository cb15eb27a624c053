import type { AddressPair, DeviceLink, DevicePlan } from '../../lib/network/addressing/device-plan';
import type { DeviceRole } from '../../lib/network/fabric/fabric';

/** A graph of devices, to make plans of by hand: tests of configurations do not depend on the builders of fabrics. */
export interface Drawing {
  readonly devices: readonly { readonly name: string; readonly role: DeviceRole }[];
  readonly cables: readonly (readonly [string, string])[];
}

/** What differs between plans of one drawing. */
export interface PlanOptions {
  readonly numbered?: boolean;
  readonly versions?: 'v4' | 'v6' | 'both';
  readonly cluster?: DevicePlan['cluster'];
}

const ROLES: readonly DeviceRole[] = ['server', 'leaf', 'spine', 'core'];
const names = (prefix: string, count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => `${prefix}${index + 1}`);
const devices = (role: DeviceRole, list: readonly string[]) => list.map((name) => ({ name, role }));
const serverOf = (leaf: string): string => leaf.replace('leaf', 'server');

const pairs = <T>(list: readonly T[]): readonly (readonly [T, T])[] =>
  list.flatMap((a, index) => list.slice(index + 1).map((b) => [a, b] as const));

function drawn(leaves: readonly string[], spines: readonly string[], between: Drawing['cables']): Drawing {
  return {
    devices: [...devices('server', leaves.map(serverOf)), ...devices('leaf', leaves), ...devices('spine', spines)],
    cables: [...leaves.map((leaf) => [serverOf(leaf), leaf] as const), ...between],
  };
}

/** Leaves in a ring, a server on each. */
export function ring(count: number, prefix = ''): Drawing {
  const leaves = names(`${prefix}leaf`, count);
  return drawn(
    leaves,
    [],
    leaves.map((leaf, index) => [leaf, leaves[(index + 1) % count]!] as const),
  );
}

/** Leaves around one hub, a server on each. */
export function star(count: number, prefix = ''): Drawing {
  const leaves = names(`${prefix}leaf`, count);
  const hub = `${prefix}hub`;
  return drawn(
    leaves,
    [hub],
    leaves.map((leaf) => [hub, leaf] as const),
  );
}

/** Leaves that are all joined directly, a server on each. */
export function mesh(count: number, prefix = ''): Drawing {
  const leaves = names(`${prefix}leaf`, count);
  return drawn(leaves, [], pairs(leaves));
}

/** Leaves in pairs below all spines; each server has a NIC on both leaves of a pair. */
export function leafSpine(leaves: number, spines: number, perPair = 1): Drawing {
  const lower = names('leaf', leaves);
  const upper = names('spine', spines);
  const servers = names('server', (leaves / 2) * perPair);
  const homes = servers.flatMap((server, index) => {
    const pair = Math.floor(index / perPair);
    return [0, 1].map((side) => [server, lower[2 * pair + side]!] as const);
  });
  return {
    devices: [...devices('server', servers), ...devices('leaf', lower), ...devices('spine', upper)],
    cables: [...homes, ...upper.flatMap((spine) => lower.map((leaf) => [spine, leaf] as const))],
  };
}

/** The plans of a drawing: spines share an AS number, all others have their own. */
export function plansOf({ devices: all, cables }: Drawing, options: PlanOptions = {}): readonly DevicePlan[] {
  const { numbered = false, versions = 'both', cluster = null } = options;
  const pair = (v4: string, v6: string): AddressPair => ({
    v4: versions === 'v6' ? null : v4,
    v6: versions === 'v4' ? null : v6,
  });
  const nothing: AddressPair = { v4: null, v6: null };
  const idOf = (name: string): number => {
    const { role } = all.find((device) => device.name === name)!;
    return all.filter((device) => device.role === role).findIndex((device) => device.name === name);
  };
  const roleOf = (name: string): DeviceRole => all.find((device) => device.name === name)!.role;
  const tier = (name: string): number => ROLES.indexOf(roleOf(name));
  const asnOf = (name: string): number =>
    roleOf(name) === 'spine' ? 4_200_000_000 : 4_200_000_000 + tier(name) * 1000 + idOf(name) + 10_001;
  const loopbackOf = (name: string): AddressPair =>
    pair(
      `10.255.${tier(name)}.${idOf(name) + 1}`,
      `fd00:255::${tier(name) === 0 ? '' : `${tier(name)}:`}${(idOf(name) + 1).toString(16)}`,
    );
  const portOf = (name: string, cable: number): number =>
    cables.slice(0, cable).filter((ends) => ends.includes(name)).length;
  const end = (cable: number, side: number): AddressPair =>
    numbered
      ? pair(
          `10.254.${cable >> 7}.${((cable & 127) << 1) | side}`,
          `fd00:254:${(cable + 1).toString(16)}::${side === 0 ? '' : 1}`,
        )
      : nothing;

  const link = (name: string, cable: number): DeviceLink => {
    const side = cables[cable]![0] === name ? 0 : 1;
    const peer = cables[cable]![1 - side]!;
    return {
      ...{ port: portOf(name, cable), lane: null, bps: 400e9 },
      ...{ peer, peerRole: roleOf(peer), peerPort: portOf(peer, cable), peerLane: null, peerAsn: asnOf(peer) },
      ...{ peerLoopback: loopbackOf(peer), local: end(cable, side), remote: end(cable, 1 - side) },
    };
  };
  const ranges = (v4: readonly string[], v6: readonly string[]) => ({
    v4: versions === 'v6' ? [] : v4,
    v6: versions === 'v4' ? [] : v6,
  });
  return all.map(({ name, role }) => ({
    ...{ name, site: 'oslo1', fabric: 'frontend', role, id: idOf(name), model: 'test' },
    ...{ rack: role === 'leaf' ? `r${idOf(name) + 1}` : null, rail: null, asn: asnOf(name) },
    ...{ routerId: `10.255.${tier(name)}.${idOf(name) + 1}`, loopback: loopbackOf(name), mtu: 9000 },
    links: cables.flatMap((ends, cable) => (ends.includes(name) ? [link(name, cable)] : [])),
    announces: ranges(['10.255.0.0/16', '198.51.100.0/24'], ['fd00:255::/32', '2001:db8:1::/64']),
    cluster: role === 'leaf' ? cluster : null,
  }));
}
