import { plannedCables, type PlannedCable } from '../../site/cabling/plan';
import type { SiteFact } from '../../site/facts';

/**
 * Cable on a way through a fabric, at most, without what leaves it: the longest cable of a server at both ends, the
 * longest between switches for each hop among these.
 *
 * @param site the fact of the site
 * @param fabric name of the fabric
 * @param switches switches on the way
 * @returns metres, or nothing where the cabling of the site, or a length, is not known
 */
export function wayMetres(site: SiteFact, fabric: string, switches: number): number | undefined {
  const cables = plannedCables(site).filter((each) => each.fabric === fabric && !isToRouter(each));
  if (cables.length === 0 || cables.some(({ metres }) => metres === null)) return undefined;
  let [ofServer, between] = [0, 0];
  for (const { metres, arm } of cables) {
    const isServer = [arm.from, arm.to].some(({ device }) => device.role === 'server');
    if (isServer) ofServer = Math.max(ofServer, metres ?? 0);
    else between = Math.max(between, metres ?? 0);
  }
  return 2 * ofServer + Math.max(0, switches - 1) * between;
}

/** Routers are no part of a way between servers. */
function isToRouter({ cable }: PlannedCable): boolean {
  return cable.arms.every(({ to }) => to.device.role === 'router');
}
