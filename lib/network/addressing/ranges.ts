import type { Cidr } from '../../units/cidr';
import type { DeviceRole } from '../fabric/fabric';

/** Ranges of a fabric by use, of one IP version. */
export interface FabricRanges {
  /** All of them. */
  readonly all: Cidr;
  /** Servers: the first half. */
  readonly servers: Cidr;
  /** Ends of links between leaves and what they are joined to. */
  readonly leafLinks: Cidr;
  /** Ends of links between spines and cores. */
  readonly spineLinks: Cidr;
  /** Switches' own addresses. */
  readonly switches: Cidr;
}

/** Bits that tell the fabrics of a site apart: four in IPv4, sixteen in IPv6. */
export const FABRIC_BITS = { 4: 2, 6: 4 } as const;

/** Bits by which the range of a fabric is split at the finest: spines have a sixteenth. */
export const SPLIT_BITS = 4;

/**
 * Range of a fabric that has none of its own: the quarter, or in IPv6 the sixteenth, of its place.
 *
 * @param underlay range of the site
 * @param index place of the fabric, from 0
 * @returns the range, or undefined when there are too many fabrics
 */
export function fabricRange(underlay: Cidr, index: number): Cidr | undefined {
  const bits = FABRIC_BITS[underlay.version];
  return index < 2 ** bits ? underlay.slice(underlay.prefix + bits, index) : undefined;
}

/**
 * Splits the range of a fabric by use.
 *
 * @param range range of the fabric, at most /28 or /124
 */
export function splitRange(range: Cidr): FabricRanges {
  const links = range.slice(range.prefix + 2, 2);
  return {
    all: range,
    servers: range.slice(range.prefix + 1, 0),
    leafLinks: links.slice(links.prefix + 1, 0),
    spineLinks: links.slice(links.prefix + 1, 1),
    switches: range.slice(range.prefix + 2, 3),
  };
}

/**
 * Range of the switches of a role, or of the servers.
 *
 * @param ranges ranges of the fabric
 * @param role what the devices do
 */
export function rangeOf({ servers, switches }: FabricRanges, role: DeviceRole): Cidr {
  if (role === 'server') return servers;
  const known = split.get(switches) ?? {
    leaf: switches.slice(switches.prefix + 1, 0),
    spine: switches.slice(switches.prefix + 2, 2),
    core: switches.slice(switches.prefix + 2, 3),
  };
  split.set(switches, known);
  return known[role];
}

/** Ranges of switches that were split: each device asks, and the arithmetic of addresses takes long. */
const split = new WeakMap<Cidr, Readonly<Record<Exclude<DeviceRole, 'server'>, Cidr>>>();
