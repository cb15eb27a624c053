import { opticsByRack } from './cabling/optics';
import { fabricsOf } from './fabrics';
import type { SiteFact } from './facts';
import { layoutOf } from './layout';
import { racksOf } from './racks';

/** What stands in a rack. */
export interface RackLoad {
  /** Name of the rack. */
  readonly rack: string;
  /** Row that it is part of. */
  readonly row: string;
  /** Rack units that are taken. */
  readonly units: number;
  /** Largest power of all devices together, in watts, with the modules in their ports where cabling is known. */
  readonly watts: number;
  /** Devices whose power is not known: they are not in the sum. */
  readonly unknown: readonly string[];
}

const known = new WeakMap<SiteFact, readonly RackLoad[]>();

/**
 * What stands in each rack: servers, the switches of all fabrics with what is plugged into them, and routers of the
 * site. Made once for a site.
 *
 * @param site the fact of the site
 */
export function rackLoads(site: SiteFact): readonly RackLoad[] {
  const cached = known.get(site);
  if (cached !== undefined) return cached;
  const loads = new Map<string, { row: string; units: number; watts: number; unknown: string[] }>();
  const add = (rack: string, row: string, units: number, watts: number | null, device: string) => {
    let load = loads.get(rack);
    if (load === undefined) loads.set(rack, (load = { row, units: 0, watts: 0, unknown: [] }));
    load.units += units;
    load.watts += watts ?? 0;
    if (watts === null) load.unknown.push(device);
  };
  for (const [index, { row, servers }] of layoutOf(site).entries()) {
    const { rackUnits = 0, maxPowerWatts = null } = site.servers[index] ?? {};
    for (const { rack, name } of servers) add(rack, row, rackUnits, maxPowerWatts, name);
  }
  for (const { fabric, input } of fabricsOf(site).fabrics) {
    const classes = new Map(input.classes.map((model) => [model.name, model]));
    for (const { rack, name, model } of fabric.nodes.slice(fabric.servers)) {
      if (rack === null) continue;
      const { rackUnits = 0, maxPowerWatts = null } = classes.get(model) ?? {};
      const row = rack.slice(site.name.length + 1, rack.lastIndexOf('-'));
      add(rack, row, rackUnits, maxPowerWatts, name);
    }
  }
  const racks = racksOf(site);
  for (const { name, device } of site.outside ?? []) {
    const row = racks.get(device?.rack ?? '')?.row;
    if (device === undefined || device.rack === null || row === undefined) continue;
    add(device.rack, row, device.model.rackUnits, device.model.maxPowerWatts, name);
  }
  const optics = opticsByRack(site);
  const result = [...loads].map(([rack, load]) => ({ rack, ...load, watts: load.watts + (optics.get(rack) ?? 0) }));
  known.set(site, result);
  return result;
}

/**
 * The rack of a row with the most of something.
 *
 * @param site the fact of the site
 * @param row name of the row
 * @param amount what is compared
 */
export function fullestRack(site: SiteFact, row: string, amount: 'units' | 'watts'): RackLoad | undefined {
  return rackLoads(site)
    .filter((load) => load.row === row)
    .reduce<RackLoad | undefined>((most, load) => (load[amount] > (most?.[amount] ?? -1) ? load : most), undefined);
}
