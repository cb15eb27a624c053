import { fabricNotRedundant, powerExceeded, rackUnitsExceeded, suppliesExceeded } from '../../errors/site';
import type { Fact } from '../../model/fact';
import { rule, type Violation } from '../../rules/rule';
import { Power } from '../../units/power';
import { SITE, type SiteFact } from '../facts';

type Row = SiteFact['racks'][number];

/**
 * Sums an amount over the fullest rack of a row: its first one, because servers go round the row. Switches are not
 * placed here.
 */
function fullest(site: Fact<SiteFact>, row: Row, amount: 'rackUnits' | 'maxPowerWatts'): number {
  const groups = site.servers.filter((group) => group.row === row.row);
  return groups.reduce((sum, group) => sum + Math.ceil(group.count / row.count) * group[amount], 0);
}

/** The servers fit in the racks of their row. */
export const rackUnitsSuffice = rule(rackUnitsExceeded, 'error', (model) =>
  model.all(SITE).flatMap((site) =>
    site.racks.flatMap((row): Violation[] => {
      const needed = fullest(site, row, 'rackUnits');
      return needed > row.units ? [{ problem: rackUnitsExceeded(row.row, needed, row.units), at: site }] : [];
    }),
  ),
);

/** The servers of a rack run when it loses one feed. */
export const powerSuffices = rule(powerExceeded, 'error', (model) =>
  model.all(SITE).flatMap((site) =>
    site.racks.flatMap((row): Violation[] => {
      const needed = fullest(site, row, 'maxPowerWatts');
      const available = (row.feeds - 1) * row.feedWatts;
      const [got, allowed] = [Power.watts(needed).toString(), Power.watts(available).toString()];
      return needed > available ? [{ problem: powerExceeded(row.row, got, allowed), at: site }] : [];
    }),
  ),
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

/** No single switch cuts servers off. */
export const fabricRedundant = rule(fabricNotRedundant, 'warning', (model) =>
  model.all(SITE).flatMap((site): Violation[] => {
    const { homing, spines } = site.fabric;
    const counts: [string, number][] = [
      ['homing of the servers', homing],
      ['the number of spines', spines],
    ];
    const single = counts.filter(([, count]) => count < 2);
    return single.map(([what, count]) => ({ problem: fabricNotRedundant(what, count), at: site }));
  }),
);
