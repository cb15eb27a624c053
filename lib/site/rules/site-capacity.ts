import { powerExceeded, powerUnknown, rackUnitsExceeded, suppliesExceeded } from '../../errors/site';
import { rule, type Violation } from '../../rules/rule';
import { Power } from '../../units/power';
import { SITE, type SiteFact } from '../facts';
import { layoutOf } from '../layout';
import { fullestRack, rackLoads } from '../rack-loads';

/** Servers and switches fit in the racks; the fullest rack of each row is reported. */
export const rackUnitsSuffice = rule(rackUnitsExceeded, 'error', (model) =>
  model.all(SITE).flatMap((site) =>
    site.racks.flatMap(({ row, units }): Violation[] => {
      const [rack, needed] = tallestRack(site, row);
      return needed <= units ? [] : [{ problem: rackUnitsExceeded(rack, needed, units), at: site }];
    }),
  ),
);

/** The rack of a row that needs the most units: places that are kept for more servers push others up. */
function tallestRack(site: SiteFact, row: string): readonly [rack: string, units: number] {
  const loads = rackLoads(site).filter((load) => load.row === row);
  const needed = new Map(loads.map(({ rack, units }) => [rack, units] as const));
  for (const [index, group] of layoutOf(site).entries()) {
    if (group.row !== row) continue;
    const height = site.servers[index]?.rackUnits ?? 1;
    for (const { rack, unit } of group.servers) needed.set(rack, Math.max(needed.get(rack) ?? 0, unit + height - 1));
  }
  return [...needed].reduce((most, each) => (each[1] > most[1] ? each : most), ['', 0]);
}

/** The servers and switches of a rack run when it loses one feed. */
export const powerSuffices = rule(powerExceeded, 'error', (model) =>
  model.all(SITE).flatMap((site) =>
    site.racks.flatMap(({ row, feeds, feedWatts }): Violation[] => {
      const load = fullestRack(site, row, 'watts');
      const available = (feeds - 1) * feedWatts;
      if (load === undefined || load.watts <= available) return [];
      const [got, allowed] = [Power.watts(load.watts).toString(), Power.watts(available).toString()];
      return [{ problem: powerExceeded(load.rack, got, allowed), at: site }];
    }),
  ),
);

/** Each device counts in the power of its rack. */
export const powerKnown = rule(powerUnknown, 'warning', (model) =>
  model.all(SITE).flatMap((site): Violation[] => {
    const routers = (site.outside ?? []).flatMap(({ device }) => (device === undefined ? [] : [device.model]));
    const classes = [...site.fabrics.flatMap((fabric) => fabric.classes), ...routers];
    const unknown = classes.filter(({ maxPowerWatts }) => maxPowerWatts === null).map(({ name }) => name);
    return unknown.length === 0 ? [] : [{ problem: powerUnknown([...new Set(unknown)]), at: site }];
  }),
);

/** Enough power supplies of each server hang on the feeds that are left; they are spread evenly over the feeds. */
export const suppliesSuffice = rule(suppliesExceeded, 'error', (model) =>
  model.all(SITE).flatMap((site) =>
    site.servers.flatMap((group): Violation[] => {
      const row = site.racks.find((each) => each.row === group.row);
      const { count, required } = group.powerSupplies;
      if (row === undefined) return [];
      const working = count - Math.ceil(count / row.feeds);
      const problem = suppliesExceeded(group.group, row.row, working, required);
      return working < required ? [{ problem, at: site }] : [];
    }),
  ),
);
