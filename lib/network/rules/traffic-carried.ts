import { trafficEndUnknown, trafficUncarried } from '../../errors/devices';
import type { Model } from '../../model/model';
import { rule, type Violation } from '../../rules/rule';
import { fabricsOf, rolesOf } from '../../site/fabrics';
import { SITE, type SiteFact } from '../../site/facts';
import { DEMAND, type TrafficDemand } from '../demand/facts';
import { demandsOn, NETWORK } from '../proofs/demands';
import { subjectOf } from '../proofs/subject';

/** Both ends of declared traffic are groups of servers, or routers outside of the site. */
export const trafficEndsKnown = rule(trafficEndUnknown, 'error', (model) =>
  declared(model).flatMap(({ site, demand }): Violation[] => {
    const known = endsOf(site);
    const stray = [demand.from, demand.to].find((end) => !known.includes(end));
    return stray === undefined ? [] : [{ problem: trafficEndUnknown(demand.name, stray, known), at: site }];
  }),
);

/** Declared traffic runs over a fabric; otherwise nothing was proven of it. */
export const trafficCarried = rule(trafficUncarried, 'warning', (model) =>
  declared(model).flatMap(({ site, demand }): Violation[] => {
    const known = endsOf(site);
    if (![demand.from, demand.to].every((end) => known.includes(end)) || fabricsOf(site).problems.length > 0) return [];
    const { fabrics } = fabricsOf(site);
    if (fabrics.some((built) => demandsOn(subjectOf(site, built), site.outside, [demand]).length > 0)) return [];
    const role = NETWORK[demand.kind];
    return [{ problem: trafficUncarried(demand.name, role, reasonOf(site, demand)), at: site }];
  }),
);

function reasonOf(site: SiteFact, { kind, from, to }: TrafficDemand): string {
  const role = NETWORK[kind];
  const carrying = fabricsOf(site).fabrics.filter(({ topology }) => rolesOf(site, topology).includes(role));
  if (carrying.length === 0) return `no fabric carries ${role}`;
  const groups = carrying.flatMap(({ input }) => input.groups.map(({ group }) => group));
  const names = carrying.map(({ input }) => input.name);
  const routers = (site.outside ?? []).filter(({ fabric }) => names.includes(fabric)).map(({ name }) => name);
  const missing = [from, to].find((end) => ![...groups, ...routers].includes(end));
  if (missing !== undefined) return `${names.join(' and ')} does not reach '${missing}'`;
  return from === to ? `'${from}' has one server` : `'${from}' and '${to}' are on different fabrics`;
}

function endsOf({ servers, outside = [] }: SiteFact): readonly string[] {
  return [...servers.map(({ group }) => group), ...outside.map(({ name }) => name)];
}

function declared(model: Model) {
  return model.all(DEMAND).flatMap(({ site: name, demands }) => {
    const site = model.all(SITE).find((each) => each.name === name);
    return site === undefined ? [] : demands.map((demand) => ({ site, demand }));
  });
}
