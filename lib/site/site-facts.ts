import type { FactKind } from '../model/fact';
import { DEMAND } from '../network/demand/facts';
import { AVAILABILITY_GOAL } from './availability-facts';
import { SITE, type SiteFact } from './facts';
import { GROWTH } from './growth-facts';
import { PLANT } from './plant/facts';
import { rowLoads } from './plant/row-loads';
import { rackLoads } from './rack-loads';
import { resourcesOf } from './resources';
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
  const plantFact = plant?.toFact(site.name, rowLoads(site.racks, rackLoads(site)));
  return [
    { kind: SITE, fact: site },
    ...(plantFact === undefined ? [] : [{ kind: PLANT, fact: plantFact }]),
    ...Object.entries(availability).map(([name, goal]) => ({ kind: AVAILABILITY_GOAL, fact: goal.toFact(name) })),
    ...(growth === undefined
      ? []
      : [{ kind: GROWTH, fact: growth.toFact(resourcesOf(site, options, growth.options, plantFact)) }]),
    ...(traffic === undefined ? [] : [{ kind: DEMAND, fact: { site: site.name, demands } }]),
  ];
}
