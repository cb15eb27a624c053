import { Power } from '../../units/power';
import { plannedCables, printMetres, type PlannedCable } from '../cabling/plan';
import { fabricsOf } from '../fabrics';
import type { SiteFact } from '../facts';
import { outsideCables } from '../outside-cables';
import { rackLoads } from '../rack-loads';
import { placedSwitches } from '../switch-units';
import { cablesOf } from './cables';
import { grouped } from './grouped';
import { UNKNOWN, type Table } from './table';

/** Equal parts of a site. */
export interface BillLine {
  /** What they are. */
  readonly part: 'server' | 'switch' | 'router' | 'cable' | 'spare cable' | 'rack' | 'power feed';
  /** Class, or kind of a cable: its medium and length where they are known. */
  readonly item: string;
  /** How many. */
  readonly count: number;
  /** Rack units of one; null for what has none of its own. */
  readonly rackUnits: number | null;
  /** Largest power of one in watts, or what one feed delivers; null when it is not known or there is none. */
  readonly watts: number | null;
  /** Where they are used. */
  readonly use: string;
  /** Where the figures come from; empty for what follows from the site. */
  readonly source: string;
}

/** What a row of racks holds; switches without a rack are in a row of their own. */
export interface RowTotal {
  /** Name of the row; null for switches without a rack. */
  readonly row: string | null;
  /** Racks of the row. */
  readonly racks: number;
  /** Rack units of devices. */
  readonly unitsTaken: number;
  /** Rack units of the racks. */
  readonly units: number;
  /** Largest power of all devices together in watts, those whose power is known. */
  readonly watts: number;
  /** Devices whose power is not known. */
  readonly unknown: number;
}

/** What all lines of cables have in common. */
const CABLE = { part: 'cable', rackUnits: null, watts: null } as const;

/**
 * All parts of a site, servers first.
 *
 * @param site the fact of the site
 */
export function billOfMaterials(site: SiteFact): readonly BillLine[] {
  const servers = site.servers.map(({ group, model, count, row, rackUnits, maxPowerWatts, source }): BillLine => {
    const use = `group ${group} in row ${row}`;
    return { part: 'server', item: model, count, rackUnits, watts: maxPowerWatts, use, source };
  });
  const racks = site.racks.map(({ row, count, units }): BillLine => {
    return { part: 'rack', item: `${units} U`, count, rackUnits: null, watts: null, use: `row ${row}`, source: '' };
  });
  const feeds = site.racks.map(({ row, count, feeds: each, feedWatts }): BillLine => {
    const item = Power.watts(feedWatts).toString();
    const use = `row ${row}, ${each} for each rack`;
    return { part: 'power feed', item, count: count * each, rackUnits: null, watts: feedWatts, use, source: '' };
  });
  return [
    ...servers,
    ...switchLines(site),
    ...routerLines(site),
    ...cableLines(site),
    ...spareLines(site),
    ...racks,
    ...feeds,
  ];
}

/**
 * What the rows of a site hold.
 *
 * @param site the fact of the site
 */
export function rowTotals(site: SiteFact): readonly RowTotal[] {
  const loads = rackLoads(site);
  const rows = site.racks.map(({ row, count, units }): RowTotal => {
    const own = loads.filter((load) => load.row === row);
    const sum = (amount: (load: (typeof own)[number]) => number) => own.reduce((all, load) => all + amount(load), 0);
    return {
      row,
      racks: count,
      unitsTaken: sum((load) => load.units),
      units: count * units,
      watts: sum((load) => load.watts),
      unknown: sum((load) => load.unknown.length),
    };
  });
  const stray = placedSwitches(site).filter(({ rack }) => rack === null);
  if (stray.length === 0) return rows;
  const watts = stray.map(({ model }) => model.maxPowerWatts);
  const total: RowTotal = {
    row: null,
    racks: 0,
    unitsTaken: stray.reduce((sum, { model }) => sum + model.rackUnits, 0),
    units: 0,
    watts: watts.reduce<number>((sum, each) => sum + (each ?? 0), 0),
    unknown: watts.filter((each) => each === null).length,
  };
  return [...rows, total];
}

/**
 * The bill of materials as a table.
 *
 * @param site the fact of the site
 */
export function billTable(site: SiteFact): Table {
  return {
    head: ['part', 'item', 'count', 'rack units each', 'rack units', 'watts each', 'watts', 'use', 'source'],
    rows: billOfMaterials(site).map(({ part, item, count, rackUnits, watts, use, source }) => {
      const powered = !['cable', 'spare cable', 'rack'].includes(part);
      const units = rackUnits === null ? ['', ''] : [rackUnits, count * rackUnits];
      const power = powered ? [watts ?? UNKNOWN, watts === null ? UNKNOWN : count * watts] : ['', ''];
      return [part, item, count, ...units, ...power, use, source];
    }),
  };
}

/**
 * Totals of the rows as a table. A sum with an unknown part is unknown; the known part stands beside it.
 *
 * @param site the fact of the site
 */
export function rowTable(site: SiteFact): Table {
  return {
    head: ['row', 'racks', 'rack units taken', 'rack units', 'watts', 'known watts', 'devices of unknown power'],
    rows: rowTotals(site).map(({ row, racks, unitsTaken, units, watts, unknown }) => {
      return [row ?? 'without a rack', racks, unitsTaken, units, unknown === 0 ? watts : UNKNOWN, watts, unknown];
    }),
  };
}

/** Classes of one name may differ between fabrics: each is a line. */
function switchLines(site: SiteFact): readonly BillLine[] {
  const classes = grouped(placedSwitches(site), ({ model }) => JSON.stringify(model));
  return [...classes.values()].flatMap((own) =>
    own.slice(0, 1).map(({ model: { name, rackUnits, maxPowerWatts, source } }): BillLine => {
      const use = printCounts(own.map(({ fabric, role }) => `${role} of ${fabric}`));
      return { part: 'switch', item: name, count: own.length, rackUnits, watts: maxPowerWatts, use, source };
    }),
  );
}

/** Routers that lead out of the site and stand in it. */
function routerLines({ outside = [] }: SiteFact): readonly BillLine[] {
  return outside.flatMap(({ name, fabric, device }): readonly BillLine[] => {
    if (device === undefined) return [];
    const { name: item, rackUnits, maxPowerWatts: watts, source } = device.model;
    return [{ part: 'router', item, count: 1, rackUnits, watts, use: `${name}, at ${fabric}`, source }];
  });
}

function cableLines(site: SiteFact): readonly BillLine[] {
  if (site.cabling !== null) return plannedLines(site);
  const cables = fabricsOf(site).fabrics.flatMap((each) =>
    cablesOf(each, outsideCables(site, each)).map((cable) => ({ ...cable, fabric: each.input.name })),
  );
  const kinds = grouped(
    cables.sort((x, y) => (x.bps === y.bps ? x.ways - y.ways : y.bps - x.bps)),
    ({ kind }) => kind,
  );
  return [...kinds].map(([item, own]): BillLine => {
    const use = printCounts(own.map(({ fabric }) => `in ${fabric}`));
    return { ...CABLE, item, count: own.length, use, source: '' };
  });
}

/** By medium in the order of preference, the shortest first; those without a medium come last. */
function plannedLines(site: SiteFact, cables = plannedCables(site)): readonly BillLine[] {
  const order = (site.cabling?.media ?? []).map(({ name }) => name);
  const rank = ({ medium }: PlannedCable) => (medium === null ? order.length : order.indexOf(medium.name));
  const sorted = [...cables].sort((x, y) =>
    rank(x) === rank(y) ? (x.ordered ?? 0) - (y.ordered ?? 0) : rank(x) - rank(y),
  );
  const lots = grouped(sorted, ({ cable, leaves, medium, ordered }) => {
    if (leaves) return `${cable.kind}, to routers elsewhere`;
    return medium === null || ordered === null ? `${cable.kind}, no medium` : `${medium.name}, ${printMetres(ordered)}`;
  });
  return [...lots].map(([item, own]): BillLine => {
    const use = printCounts(own.map(({ fabric }) => `in ${fabric}`));
    return { ...CABLE, item, count: own.length, use, source: own[0]?.medium?.source ?? '' };
  });
}

/** Each kind and length of cable has its own spares, but for what leads out of the site. */
function spareLines(site: SiteFact): readonly BillLine[] {
  const spares = site.cabling?.spares ?? 0;
  if (spares === 0) return [];
  const own = plannedCables(site).filter(({ leaves }) => !leaves);
  return plannedLines(site, own).map(({ item, count, source }): BillLine => {
    // What fractions such as 0.07 are wrong by must not buy one more.
    return { ...CABLE, part: 'spare cable', item, count: Math.ceil(count * spares - 1e-9), use: 'spare', source };
  });
}

/** `2 leaf of main, 4 spine of main`. */
function printCounts(uses: readonly string[]): string {
  return [...grouped(uses, (use) => use)].map(([use, each]) => `${each.length} ${use}`).join(', ');
}
