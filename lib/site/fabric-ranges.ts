import { fabricRange } from '../network/addressing/ranges';
import { Cidr } from '../units/cidr';
import type { SiteFact } from './facts';

/** Ranges by IP version; null where there is none. */
export interface VersionedRanges {
  /** IPv4 range. */
  readonly v4: Cidr | null;
  /** IPv6 range. */
  readonly v6: Cidr | null;
}

/**
 * Range of the hosts of a site of an IP version; null where they have no such addresses.
 *
 * @param site the fact of the site
 * @param version IP version
 */
export function underlayOf({ addresses }: SiteFact, version: 4 | 6): Cidr | null {
  const all = [addresses.underlay, addresses.ipv6].flatMap((range) => (range === null ? [] : [Cidr.of(range)]));
  return all.find((each) => each.version === version) ?? null;
}

/**
 * Ranges of a fabric: the one that it was given, and of each other IP version its part of the underlay.
 *
 * @param site the fact of the site
 * @param fabric name of the fabric
 * @param index its place among those of the site, from 0
 */
export function fabricRanges(site: SiteFact, fabric: string, index: number): VersionedRanges {
  const own = site.addresses.fabrics[fabric];
  const given = own === undefined ? undefined : Cidr.of(own);
  const of = (version: 4 | 6): Cidr | null => {
    if (given?.version === version) return given;
    const whole = underlayOf(site, version);
    return whole === null ? null : (fabricRange(whole, index) ?? null);
  };
  return { v4: of(4), v6: of(6) };
}
