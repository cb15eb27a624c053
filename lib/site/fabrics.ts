import type { NicRole } from '../catalog/nic';
import { fabricsOverlap } from '../errors/fabric';
import type { Problem } from '../errors/problem';
import { takenNames } from './device-names';
import { buildFabric } from '../network/fabric/build';
import type { Fabric } from '../network/fabric/fabric';
import type { CabledNic, FabricInput } from '../network/fabric/input';
import type { TopologySpec } from '../network/fabric/spec';
import type { SiteFact } from './facts';
import { layoutOf } from './layout';

/** A fabric of a site, built. */
export interface SiteFabric {
  /** What it was built from. */
  readonly input: FabricInput;
  /** How it is joined. */
  readonly topology: TopologySpec;
  /** Place among the fabrics of the site, from 0: its addresses follow from it. */
  readonly index: number;
  /** Devices and cables. */
  readonly fabric: Fabric;
}

/** The fabrics of a site, and what is wrong with them. */
export interface SiteFabrics {
  /** Fabrics in the site's order. */
  readonly fabrics: readonly SiteFabric[];
  /** What is wrong, each once. */
  readonly problems: readonly Problem[];
}

type Nic = SiteFact['servers'][number]['nics'][number];

/** Fabrics that were built: a fact never changes, and several rules and artifacts need them. */
const known = new WeakMap<SiteFact['fabrics'], SiteFabrics>();

/**
 * Builds all fabrics of a site, once.
 *
 * @param site the fact of the site
 */
export function fabricsOf(site: SiteFact): SiteFabrics {
  const cached = known.get(site.fabrics);
  if (cached !== undefined) return cached;
  const problems = overlaps(site);
  const fabrics = site.fabrics.map(({ name, topology, classes }, index): SiteFabric => {
    const input = inputOf(site, name, topology, classes);
    const built = buildFabric(input);
    problems.push(...built.problems);
    return { input, topology, index, fabric: built.fabric };
  });
  problems.push(...takenNames(site, fabrics));
  const result = { fabrics, problems };
  known.set(site.fabrics, result);
  return result;
}

/**
 * Traffic that a fabric carries: what it names, or all that no other names; management only where it is named.
 *
 * @param site the fact of the site
 * @param topology the fabric
 */
export function rolesOf(site: SiteFact, topology: TopologySpec): readonly NicRole[] {
  if (topology.carries !== null) return topology.carries;
  const taken = site.fabrics.flatMap((each) => each.topology.carries ?? []);
  return (['frontend', 'storage', 'rdma'] as const).filter((role) => !taken.includes(role));
}

/**
 * Whether a fabric carries nothing but management: it joins management controllers, which route nothing.
 *
 * @param site the fact of the site
 * @param topology the fabric
 */
export function isNetworkOfControllers(site: SiteFact, topology: TopologySpec): boolean {
  return rolesOf(site, topology).every((role) => role === 'management');
}

/**
 * Whether the devices of a fabric are routers: management controllers speak no BGP, and InfiniBand is routed by its
 * subnet manager.
 *
 * @param site the fact of the site
 * @param fabric the fabric
 */
export function isRouted(site: SiteFact, { topology, classes }: SiteFact['fabrics'][number]): boolean {
  return classes.every(({ protocol }) => protocol === 'ethernet') && !isNetworkOfControllers(site, topology);
}

function inputOf(site: SiteFact, name: string, topology: TopologySpec, classes: FabricInput['classes']): FabricInput {
  const roles = rolesOf(site, topology);
  const rows = site.racks.map(({ row, batches }) => ({ row, batches }));
  const groups = site.servers.flatMap(({ group, model, row, nics }, index) => {
    const cabled = cabledNics(nics, roles);
    const placed = layoutOf(site)[index];
    if (cabled.length === 0 || placed === undefined) return [];
    const { perRack, servers } = placed;
    return [{ group, model, row, perRack, nics: cabled, servers }];
  });
  return { site: site.name, name, topology, classes, rows, groups };
}

function cabledNics(nics: readonly Nic[], roles: readonly NicRole[]): readonly CabledNic[] {
  let firstPort = 0;
  return nics.flatMap(({ roles: own, ports, bps }): CabledNic[] => {
    const first = firstPort;
    firstPort += ports;
    return own.some((role) => roles.includes(role)) ? [{ firstPort: first, ports, bps }] : [];
  });
}

/** A NIC has one cable: two fabrics that carry roles of one NIC both want it. */
function overlaps(site: SiteFact): Problem[] {
  const problems = new Map<string, Problem>();
  for (const { model, nics } of site.servers)
    for (const { roles } of nics) {
      const fabrics = site.fabrics.filter(({ topology }) =>
        rolesOf(site, topology).some((role) => roles.includes(role)),
      );
      if (fabrics.length < 2) continue;
      const problem = fabricsOverlap(
        fabrics.map(({ name }) => name),
        roles.join(' and '),
        model,
      );
      problems.set(JSON.stringify(problem), problem);
    }
  return [...problems.values()];
}
