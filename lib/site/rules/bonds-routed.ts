import { bondNotRouted } from '../../errors/site';
import { rule, type Violation } from '../../rules/rule';
import { isRouted, rolesOf } from '../fabrics';
import { SITE } from '../facts';

/** Where hosts route, each port of a NIC has a session of its own: a bond would have one for all. */
export const bondsRouted = rule(bondNotRouted, 'error', (model) =>
  model.all(SITE).flatMap((site) =>
    site.fabrics
      .filter((fabric) => isRouted(site, fabric))
      .flatMap(({ name, topology }): Violation[] => {
        const roles = rolesOf(site, topology);
        return site.servers
          .filter(({ nics }) => nics.some((nic) => nic.bond === true && nic.roles.some((role) => roles.includes(role))))
          .map(({ group, model: own }) => ({ problem: bondNotRouted(group, own, name, topology.homing), at: site }));
      }),
  ),
);
