import { splitRange } from '../network/addressing/ranges';
import { usedCages } from '../network/fabric/used-cages';
import { fabricRanges } from './fabric-ranges';
import { fabricsOf, type SiteFabric } from './fabrics';
import type { SiteFact } from './facts';
import type { GrowthOptions, ResourceUse } from './growth';
import type { PlantFact } from './plant/facts';
import { plantProofs } from './plant/proofs';
import { rackLoads } from './rack-loads';
import type { SiteOptions } from './site';

type Resources = readonly (readonly [name: string, use: ResourceUse])[];

/**
 * What of a site is used up as it grows: rack units and power with one feed of each rack lost, what the plant carries
 * after any one loss, cages of switches, addresses of servers; GPUs and storage where it is said how much is in use;
 * and what the plan of growth adds.
 *
 * @param site the fact of the site
 * @param options what it consists of
 * @param growth the plan of growth
 * @param plant the plant with its loads, where it is described
 */
export function resourcesOf(
  site: SiteFact,
  options: SiteOptions,
  growth: GrowthOptions,
  plant: PlantFact | undefined,
): Readonly<Record<string, ResourceUse>> {
  return Object.fromEntries([
    ...rowResources(site),
    ...(plant === undefined ? [] : plantResources(plant)),
    ...fabricsOf(site).fabrics.flatMap(portResources),
    ...fabricsOf(site).fabrics.flatMap((built) => addressResources(site, built)),
    ...inUse(options, growth),
    ...Object.entries(growth.resources ?? {}),
  ]);
}

function rowResources(site: SiteFact): Resources {
  const loads = rackLoads(site);
  return site.racks.flatMap(({ row, count, units, feeds, feedWatts }): Resources => {
    const own = loads.filter((load) => load.row === row);
    const watts = sum(own.map((load) => load.watts));
    return [
      [`rack units of '${row}'`, { used: sum(own.map((load) => load.units)), capacity: count * units, unit: 'units' }],
      [`power of '${row}'`, { used: watts / 1000, capacity: (count * (feeds - 1) * feedWatts) / 1000, unit: 'kW' }],
    ];
  });
}

/** The load of each part follows that of the racks. */
function plantResources(plant: PlantFact): Resources {
  return plantProofs(plant).flatMap(({ claim, value, limit, unit }): Resources =>
    limit === null
      ? []
      : [[`plant: ${claim.replace(' carries its largest load', '')}`, { used: value, capacity: limit, unit }]],
  );
}

const TIERS = [
  ['leaf', 'leaves'],
  ['spine', 'spines'],
  ['core', 'cores'],
] as const;

function portResources({ input, fabric: { nodes, links, servers } }: SiteFabric): Resources {
  const cages = new Map(input.classes.map((model) => [model.name, sum(model.ports.map(({ count }) => count))]));
  const perNode = usedCages({ nodes, links });
  const switches = nodes.map((node, at) => ({ ...node, at })).slice(servers);
  return TIERS.flatMap(([tier, plural]): Resources => {
    const own = switches.filter(({ role }) => role === tier);
    if (own.length === 0) return [];
    const capacity = sum(own.map(({ model }) => cages.get(model) ?? 0));
    const taken = sum(own.map(({ at }) => perNode[at] ?? 0));
    return [[`ports of the ${plural} of '${input.name}'`, { used: taken, capacity, unit: 'cages' }]];
  });
}

/** Numbers of servers leave room for each place of a rack, so that the highest one counts, not how many there are. */
function addressResources(site: SiteFact, { input, index, fabric }: SiteFabric): Resources {
  const { v4, v6 } = fabricRanges(site, input.name, index);
  const range = v4 ?? v6;
  const used = fabric.nodes.slice(0, fabric.servers).reduce((most, { id }) => Math.max(most, id), 0);
  if (range === null || used === 0) return [];
  const capacity = splitRange(range).servers.size;
  return [[`addresses of servers of '${input.name}'`, { used, capacity, unit: 'addresses' }]];
}

/** How much of these is in use follows from no description. */
function inUse({ servers }: SiteOptions, { gpus, storage }: GrowthOptions): Resources {
  const groups = Object.values(servers);
  const all = sum(groups.map(({ model, count }) => count * (model.facts.gpus?.count ?? 0)));
  const bytes = sum(
    groups.map(({ model: { facts }, count }) => count * (facts.disks?.size.times(facts.disks.count).bytes ?? 0)),
  );
  return [
    ...(gpus === undefined ? [] : [['GPUs', { used: gpus, capacity: all, unit: 'GPUs' }] as const]),
    ...(storage === undefined
      ? []
      : [['storage, raw', { used: storage.bytes / 1e12, capacity: bytes / 1e12, unit: 'TB' }] as const]),
  ];
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
