import type { DevicePlan } from '../addressing/device-plan';

/** Devices that may be changed in one go, one after another. */
export interface ChangeDomain {
  /** Name, also of its group. */
  readonly name: string;
  /** Its devices, in order. */
  readonly devices: readonly string[];
}

/**
 * The order in which a fabric is changed: cores, spines, then leaves, then servers rack by rack. Leaves that have a
 * server or an outside router in common are in different domains, so no change reaches both of its ways before the
 * first is proven.
 *
 * @param devices all devices of a fabric
 */
export function changeDomains(devices: readonly DevicePlan[]): readonly ChangeDomain[] {
  const positions = leafPositions(devices);
  const places = devices.map((device) => [domainOf(device, positions), device.name] as const);
  const names = [...new Set(places.map(([domain]) => domain))];
  const rank = (name: string): string => `${ORDER.findIndex((prefix) => name.startsWith(prefix))}${name}`;
  return names
    .sort((a, b) => (rank(a) < rank(b) ? -1 : 1))
    .map((name) => ({ name, devices: places.flatMap(([domain, device]) => (domain === name ? [device] : [])) }));
}

const ORDER = ['cores', 'spines', 'leaves', 'servers'];

function domainOf({ name, role, rack }: DevicePlan, positions: ReadonlyMap<string, number>): string {
  if (role === 'leaf') return `leaves_${positions.get(name) ?? 1}`;
  if (role !== 'server') return `${role}s`;
  // Names of groups are identifiers.
  return rack === null ? 'servers' : `servers_${rack.replace(/[^A-Za-z0-9]/g, '_')}`;
}

/** Each leaf gets the lowest position that no leaf has with which it shares a server or an outside router. */
function leafPositions(devices: readonly DevicePlan[]): ReadonlyMap<string, number> {
  const positions = new Map<string, number>();
  const homes = new Map(devices.map(({ name, links }) => [name, links.map(({ peer }) => peer)] as const));
  for (const { name, role, links, outside = [] } of devices) {
    if (role !== 'leaf') continue;
    const routers = new Set(outside.map(({ router }) => router));
    const servers = links.filter((link) => link.peerRole === 'server').map(({ peer }) => peer);
    const beside =
      routers.size === 0
        ? []
        : devices.filter((other) => (other.outside ?? []).some(({ router }) => routers.has(router)));
    const near = [...servers.flatMap((server) => homes.get(server) ?? []), ...beside.map((other) => other.name)];
    const taken = new Set(near.map((leaf) => positions.get(leaf)));
    let position = 1;
    while (taken.has(position)) position++;
    positions.set(name, position);
  }
  return positions;
}
