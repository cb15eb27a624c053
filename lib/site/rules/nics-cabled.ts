import { nicUncabled, serversWithoutNics } from '../../errors/devices';
import { rule, type Violation } from '../../rules/rule';
import { rolesOf } from '../fabrics';
import { SITE, type SiteFact } from '../facts';

/**
 * Each NIC is joined to a fabric. A network of management controllers may be left out of the description: it belongs to
 * the building as often as to the site.
 */
export const nicsCabled = rule(nicUncabled, 'warning', (model) =>
  model.all(SITE).flatMap((site) => {
    const carried = carriedBy(site);
    return site.servers.flatMap(({ group, model: name, nics }): Violation[] =>
      nics
        .filter(({ roles }) => !roles.some((role) => carried.includes(role)))
        .filter(({ roles }) => roles.some((role) => role !== 'management'))
        .slice(0, 1)
        .map(({ roles }) => ({ problem: nicUncabled(group, name, roles, carried), at: site })),
    );
  }),
);

/** Each server has a NIC: without one it is part of no network. */
export const serversHaveNics = rule(serversWithoutNics, 'warning', (model) =>
  model
    .all(SITE)
    .flatMap((site) =>
      site.servers
        .filter(({ nics }) => nics.every(({ ports }) => ports === 0))
        .map(({ group, model: name }): Violation => ({ problem: serversWithoutNics(group, name), at: site })),
    ),
);

function carriedBy(site: SiteFact) {
  return [...new Set(site.fabrics.flatMap(({ topology }) => rolesOf(site, topology)))];
}
