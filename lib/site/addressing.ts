import { addressesExhausted } from '../errors/fabric';
import type { Problem } from '../errors/problem';
import type { DevicePlan } from '../network/addressing/device-plan';
import { planDevices } from '../network/addressing/plan';
import { fabricRange } from '../network/addressing/ranges';
import { Cidr } from '../units/cidr';
import { fabricsOf, type SiteFabric } from './fabrics';
import type { SiteFact } from './facts';
import { joinOutside } from './outside';

/** Kubernetes nodes that tell the leaves about load balancers. */
export interface ClusterRouting {
  /** AS number of the nodes. */
  readonly asn: number;
  /** Addresses of load balancers. */
  readonly virtualIps: readonly Cidr[];
}

/** A fabric with its ranges and the plans of its devices. */
export interface PlannedFabric {
  /** The fabric. */
  readonly fabric: SiteFabric;
  /** Its range by IP version; null where it has none. */
  readonly ranges: { readonly v4: Cidr | null; readonly v6: Cidr | null };
  /** Plans of its devices, in its order. */
  readonly devices: readonly DevicePlan[];
}

/** Plans of the devices of a site by fabric, and what is wrong with them. */
export interface SiteDevices {
  /** Plans of the devices of each fabric, in the site's order. */
  readonly fabrics: readonly PlannedFabric[];
  /** What is wrong, each once. */
  readonly problems: readonly Problem[];
}

/** Fabrics of a site that can have a part of the underlay: IPv4 has fewest. */
const FABRICS = { 4: 4, 6: 16 } as const;

/**
 * Addresses and AS numbers of all devices of a site.
 *
 * @param site the fact of the site
 * @param cluster nodes that tell the leaves about load balancers
 */
export function devicesOf(site: SiteFact, cluster: ClusterRouting | null = null): SiteDevices {
  const { addresses, asns } = site;
  const [underlay, ipv6] = [Cidr.of(addresses.underlay), addresses.ipv6 === null ? null : Cidr.of(addresses.ipv6)];
  const others = [addresses.virtualIps, addresses.pods].flatMap((range) =>
    range === undefined ? [] : [Cidr.of(range)],
  );
  const problems: Problem[] = [];
  const range = (fabric: string, index: number, version: 4 | 6): Cidr | null => {
    const own = addresses.fabrics[fabric];
    const [given, whole] = [
      own === undefined ? undefined : Cidr.of(own),
      [underlay, ipv6].find((each) => each?.version === version),
    ];
    if (given?.version === version) return given;
    if (whole === undefined || whole === null) return null;
    const part = fabricRange(whole, index);
    if (part === undefined)
      problems.push(addressesExhausted(fabric, 'the fabric', whole.toString(), index + 1, FABRICS[version]));
    return part ?? null;
  };
  const fabrics = fabricsOf(site).fabrics.map((fabric) => {
    const { input, index, topology } = fabric;
    const ranges = { v4: range(input.name, index, 4), v6: range(input.name, index, 6) };
    const planned = planDevices({
      site: site.name,
      index,
      fabric: fabric.fabric,
      topology,
      classes: input.classes,
      ranges,
      asns,
      others,
      cluster,
    });
    problems.push(...planned.problems);
    return { fabric, ranges, devices: planned.devices };
  });
  const joined = joinOutside(site, fabrics);
  return { fabrics: joined.fabrics, problems: [...problems, ...joined.problems] };
}
