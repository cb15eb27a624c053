import { routerRackUnknown } from '../../errors/network';
import { rule, type Violation } from '../../rules/rule';
import { SITE, SITE_SHARE } from '../../site/facts';
import { racksOf } from '../../site/racks';
import { LOAD_BALANCER } from '../facts';

/** The racks of routers are racks of the stage's site, where it has one. */
export const routerRacksExist = rule(routerRackUnknown, 'error', (model) =>
  model.all(LOAD_BALANCER).flatMap((balancer) => {
    const names = new Set(
      model
        .all(SITE_SHARE)
        .filter(({ stage }) => stage === balancer.stage)
        .map(({ site }) => site),
    );
    const sites = model.all(SITE).filter(({ name }) => names.has(name));
    const racks = sites.flatMap((site) => [...racksOf(site).keys()]);
    if (racks.length === 0) return [];
    const unknown = [...new Set(balancer.routers.flatMap(({ rack }) => rack ?? []))].filter(
      (rack) => !racks.includes(rack),
    );
    return unknown.map((rack): Violation => {
      const routers = balancer.routers.filter((router) => router.rack === rack).map(({ address }) => address);
      return { problem: routerRackUnknown(rack, routers, [...names].join("', '"), racks), at: balancer };
    });
  }),
);
