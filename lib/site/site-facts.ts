import type { FactKind } from '../model/fact';
import { DEMAND } from '../network/demand/facts';
import { AVAILABILITY_GOAL } from './availability-facts';
import { fabricsOf } from './fabrics';
import { SITE, type SiteFact } from './facts';
import type { ResourceUse } from './growth';
import { GROWTH } from './growth-facts';
import { PLANT } from './plant/facts';
import { rowLoads } from './plant/row-loads';
import { rackLoads } from './rack-loads';
import type { SiteOptions } from './site';

/** A fact of a site with its kind. */
export interface SiteStatement {
  /** Kind of the fact. */
  readonly kind: FactKind<object>;
  /** What it says. */
  readonly fact: object;
}

/**
 * All that a site says: itself, and its plant, goals, growth and traffic where they are described.
 *
 * @param site the fact of the site
 * @param options what it consists of
 */
export function siteStatements(site: SiteFact, options: SiteOptions): readonly SiteStatement[] {
  const { plant, availability = {}, growth, traffic } = options;
  const demands = Object.entries(traffic ?? {}).map(([name, each]) => each.toFact(name));
  return [
    { kind: SITE, fact: site },
    ...(plant === undefined
      ? []
      : [{ kind: PLANT, fact: plant.toFact(site.name, rowLoads(site.racks, rackLoads(site))) }]),
    ...Object.entries(availability).map(([name, goal]) => ({ kind: AVAILABILITY_GOAL, fact: goal.toFact(name) })),
    ...(growth === undefined ? [] : [{ kind: GROWTH, fact: growth.toFact(resourcesOf(site)) }]),
    ...(traffic === undefined ? [] : [{ kind: DEMAND, fact: { site: site.name, demands } }]),
  ];
}

/** What of a site is used up as it grows: power with one feed of each rack lost, rack units, cages of leaves. */
function resourcesOf(site: SiteFact): Readonly<Record<string, ResourceUse>> {
  const loads = rackLoads(site);
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  const rows = site.racks.map(({ row, count, units, feeds, feedWatts }): [string, ResourceUse][] => {
    const own = loads.filter((load) => load.row === row);
    return [
      [`rack units of '${row}'`, { used: sum(own.map((load) => load.units)), capacity: count * units, unit: 'units' }],
      [
        `power of '${row}'`,
        {
          used: sum(own.map(({ watts }) => watts)) / 1000,
          capacity: (count * (feeds - 1) * feedWatts) / 1000,
          unit: 'kW',
        },
      ],
    ];
  });
  const ports = fabricsOf(site).fabrics.map(({ input, fabric: { nodes, links, servers } }): [string, ResourceUse] => {
    const cages = new Map(input.classes.map((model) => [model.name, sum(model.ports.map(({ count }) => count))]));
    const leaves = nodes.slice(servers).filter(({ role }) => role === 'leaf');
    const used = new Set<string>();
    for (const { a, b } of links)
      for (const { node, port } of [a, b]) if (nodes[node]?.role === 'leaf') used.add(`${node} ${port}`);
    const capacity = sum(leaves.map(({ model }) => cages.get(model) ?? 0));
    return [`ports of the leaves of '${input.name}'`, { used: used.size, capacity, unit: 'cages' }];
  });
  return Object.fromEntries([...rows.flat(), ...ports]);
}
