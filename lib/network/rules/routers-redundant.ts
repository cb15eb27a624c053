import { routersNotRedundant } from '../../errors/network';
import { rule, type Violation } from '../../rules/rule';
import { LOAD_BALANCER } from '../facts';

/** The hosts of each rack tell their addresses to two routers. */
export const routersRedundant = rule(routersNotRedundant, 'warning', (model) =>
  model
    .all(LOAD_BALANCER)
    .filter(({ advertisement }) => advertisement === 'bgp')
    .flatMap((balancer) => {
      const racks = [...new Set(balancer.routers.flatMap(({ rack }) => rack ?? []))];
      const groups = racks.length === 0 ? [null] : racks;
      return groups.flatMap((group): Violation[] => {
        const routers = balancer.routers.filter(({ rack }) => rack === null || rack === group);
        const addresses = [...new Set(routers.map(({ address }) => address))];
        if (addresses.length > 1) return [];
        const hosts = group === null ? 'all hosts' : `the hosts of the rack '${group}'`;
        return [{ problem: routersNotRedundant(hosts, addresses), at: balancer }];
      });
    }),
);
