import type { DevicePlan } from '../addressing/device-plan';
import type { Family } from './sessions';

/** What a switch passes on: the ranges of the site. */
export const SITE = 'SITE';
/** What a server tells: its own address. */
export const SELF = 'SELF';
/** What a server believes: everything that its leaf tells. */
export const ANY = 'ANY';
/** What Kubernetes nodes may tell: addresses of load balancers. */
export const VIRTUAL_IPS = 'VIRTUAL-IPS';

/** Where the sessions of Kubernetes nodes come from. */
export const NODES = 'NODES';
/** The list that permits nothing. */
export const NOTHING = 'NOTHING';

/** Length of a prefix that is one address. */
export const HOST_BITS = { v4: 32, v6: 128 } as const satisfies Record<Family, number>;

/**
 * The addresses that are a device's own, one for each fabric that it is joined to.
 *
 * @param device the device
 * @param family IP version
 */
export function ownAddresses({ loopback, others = [] }: DevicePlan, family: Family): readonly string[] {
  return [loopback, ...others].flatMap((pair) => pair[family] ?? []);
}

/**
 * Name of the list of what a leaf takes from a server.
 *
 * @param server name of the server
 */
export function serverList(server: string): string {
  return `SERVER-${server}`;
}

/**
 * The prefix lists of a device, of one IP version. What no list permits is neither told nor believed, so no device
 * passes on a default route that no outside router of the plan gives, or a prefix of a host network that somebody set
 * up by hand, and no server draws the traffic of another.
 *
 * @param device the device
 * @param family IP version
 */
export function prefixLists(device: DevicePlan, family: Family): readonly string[] {
  const bits = HOST_BITS[family];
  if (device.role === 'server')
    return [
      ...list(
        SELF,
        family,
        ownAddresses(device, family).map((own) => `${own}/${bits}`),
      ),
      ...list(ANY, family, [`${family === 'v4' ? '0.0.0.0/0' : '::/0'} le ${bits}`]),
    ];
  const servers = new Map(
    device.links
      .filter((link) => link.peerRole === 'server')
      .map(({ peer, peerLoopback }) => [peer, peerLoopback[family]] as const),
  );
  return [
    ...list(SITE, family, [
      ...device.announces[family].map((range) => upTo(range, bits)),
      ...(device.beyond?.[family] ?? []),
    ]),
    ...[...servers].flatMap(([server, address]) =>
      list(serverList(server), family, address === null ? [] : [`${address}/${bits}`]),
    ),
    ...clusterLists(device, family),
  ];
}

function clusterLists({ cluster }: DevicePlan, family: Family): readonly string[] {
  if (cluster === null) return [];
  const within = (ranges: readonly string[]): readonly string[] =>
    ranges.filter((range) => familyOf(range) === family).map((range) => upTo(range, HOST_BITS[family]));
  return [
    ...list(NODES, family, within(cluster.ranges)),
    ...list(VIRTUAL_IPS, family, within(cluster.virtualIps)),
    ...list(NOTHING, family, []),
  ];
}

/**
 * IP version of an address or a range.
 *
 * @param address the address or range
 */
export function familyOf(address: string): Family {
  return address.includes(':') ? 'v6' : 'v4';
}

/**
 * A prefix and all parts of it. FRR refuses `le` on a prefix that already has all bits.
 *
 * @param range the prefix
 * @param bits bits of an address
 */
export function upTo(range: string, bits: number): string {
  return range.endsWith(`/${bits}`) ? range : `${range} le ${bits}`;
}

/**
 * A prefix list that permits some prefixes and nothing else.
 *
 * @param name its name
 * @param family IP version
 * @param permitted what it permits
 */
export function list(name: string, family: Family, permitted: readonly string[]): readonly string[] {
  const start = `${family === 'v4' ? 'ip' : 'ipv6'} prefix-list ${name} seq`;
  // A list that does not exist would be no filter in some releases, and everything refused in others.
  if (permitted.length === 0) return [`${start} 5 deny any`];
  return permitted.map((prefix, index) => `${start} ${5 * (index + 1)} permit ${prefix}`);
}
