import type { DeviceLink, DevicePlan } from './device-plan';

/**
 * Joins the plans of all fabrics. A server is one router with one configuration, however many fabrics it is joined to:
 * it has an address of its own in each, and its first plan names it. A leaf takes from a server the address of its own
 * fabric only, and servers pass nothing on, so no route goes from one fabric to another.
 *
 * @param fabrics devices of each fabric; the one that servers are known by comes first
 */
export function mergeServers(fabrics: readonly (readonly DevicePlan[])[]): readonly DevicePlan[] {
  const merged = new Map<string, DevicePlan>();
  for (const device of fabrics.flat()) {
    // A switch is one of its fabric alone, whatever others are called: that names are unique is a rule of its own.
    const key = device.role === 'server' ? device.name : `${device.fabric} ${device.name}`;
    const first = merged.get(key);
    merged.set(key, first === undefined ? device : merge(first, device));
  }
  return [...merged.values()];
}

function merge(first: DevicePlan, other: DevicePlan): DevicePlan {
  const links = [...linksOf(first), ...linksOf(other)].sort((a, b) => a.port - b.port);
  const both = (version: 'v4' | 'v6') => [...new Set([...first.announces[version], ...other.announces[version]])];
  const others = [...(first.others ?? []), other.loopback];
  return { ...first, links, others, announces: { v4: both('v4'), v6: both('v6') } };
}

/** Fabrics may pass packets of different sizes. */
function linksOf({ links, mtu }: DevicePlan): readonly DeviceLink[] {
  return links.map((link) => ({ mtu, ...link }));
}
