import { PLACES_PER_RACK } from '../catalog/server-group';
import { fabricsExhausted } from '../errors/fabric';
import type { Problem } from '../errors/problem';
import { rackPlacesExceeded } from '../errors/site';
import type { DevicePlan } from '../network/addressing/device-plan';
import { checkDevices, planDevices, type AddressingInput } from '../network/addressing/plan';
import { Cidr } from '../units/cidr';
import { fabricsOf, type SiteFabric } from './fabrics';
import { fabricRanges, underlayOf, type VersionedRanges } from './fabric-ranges';
import type { SiteFact } from './facts';
import { layoutOf, placesPerRack } from './layout';
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
  readonly ranges: VersionedRanges;
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

/** What the addresses of the fabrics of a site follow from, and what is wrong with their ranges. */
interface AddressingInputs {
  readonly inputs: readonly (AddressingInput & { readonly built: SiteFabric })[];
  readonly problems: readonly Problem[];
}

/**
 * Addresses and AS numbers of all devices of a site.
 *
 * @param site the fact of the site
 * @param cluster nodes that tell the leaves about load balancers
 */
export function devicesOf(site: SiteFact, cluster: ClusterRouting | null = null): SiteDevices {
  const { inputs, problems } = inputsOf(site, cluster);
  const found = [...problems];
  const fabrics = inputs.map((input): PlannedFabric => {
    const planned = planDevices(input);
    found.push(...planned.problems);
    return { fabric: input.built, ranges: input.ranges, devices: planned.devices };
  });
  const joined = joinOutside(site, fabrics);
  return { fabrics: joined.fabrics, problems: [...found, ...joined.problems] };
}

/**
 * What is wrong with the addresses and AS numbers of a site: the same that {@link devicesOf} finds, but written out for
 * none of the devices, because each synthesis asks this.
 *
 * @param site the fact of the site
 */
export function addressProblems(site: SiteFact): readonly Problem[] {
  if ((site.outside ?? []).length > 0) return devicesOf(site).problems;
  const { inputs, problems } = inputsOf(site, null);
  const inPorts = fabricsOf(site).problems.length === 0;
  return [...problems, ...inputs.flatMap((input) => checkDevices(input, inPorts))];
}

function inputsOf(site: SiteFact, cluster: ClusterRouting | null): AddressingInputs {
  const { addresses, asns } = site;
  const others = [addresses.virtualIps, addresses.pods].flatMap((range) =>
    range === undefined ? [] : [Cidr.of(range)],
  );
  const problems: Problem[] = placesPerRack(site)
    .filter(({ places }) => places > PLACES_PER_RACK)
    .map(({ row, groups, places }) => rackPlacesExceeded(row, groups, places, PLACES_PER_RACK));
  const members = membersOf(site);
  const inputs = fabricsOf(site).fabrics.map((built) => {
    const { input, index, topology, fabric } = built;
    const ranges = fabricRanges(site, input.name, index);
    for (const version of [4, 6] as const) {
      const whole = underlayOf(site, version);
      if (whole !== null && ranges[`v${version}`] === null)
        problems.push(fabricsExhausted(input.name, whole.toString(), index + 1, FABRICS[version]));
    }
    const { classes } = input;
    return { site: site.name, index, fabric, topology, classes, ranges, asns, members, others, cluster, built };
  });
  return { inputs, problems };
}

/** Place of each server in its group, which numbers of two bytes follow from: they are too few for those of racks. */
function membersOf(site: SiteFact): AddressingInput['members'] {
  if (site.asns.bytes === 4) return new Map();
  return new Map(
    layoutOf(site).flatMap(({ servers }, group) => servers.map(({ name }, index) => [name, { group, index }] as const)),
  );
}
