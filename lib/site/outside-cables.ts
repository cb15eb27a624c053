import type { FabricNode } from '../network/fabric/fabric';
import { groupOfCage } from '../network/fabric/ports';
import type { SwitchClass } from '../network/fabric/spec';
import type { SiteFabric } from './fabrics';
import type { SiteFact } from './facts';

/** An outside router of a site. */
export type SiteOutside = NonNullable<SiteFact['outside']>[number];

/** A link of an outside router. */
export type SiteOutsideLink = SiteOutside['links'][number];

/** A cable from a switch of a fabric to an outside router. */
export interface OutsideCable {
  /** The router. */
  readonly router: SiteOutside;
  /** Its link: port and lane of the switch. */
  readonly link: SiteOutsideLink;
  /** The switch. */
  readonly device: FabricNode;
  /** Speed in bits per second. */
  readonly bps: number;
}

/**
 * Cables of a fabric to outside routers, in the order of these. Links to switches and cages that are not there are left
 * out: a rule reports them.
 *
 * @param site the fact of the site
 * @param fabric one of its fabrics
 */
export function outsideCables({ outside = [] }: SiteFact, { fabric, input }: SiteFabric): readonly OutsideCable[] {
  const own = outside.filter((router) => router.fabric === input.name);
  if (own.length === 0) return [];
  const switches = new Map(fabric.nodes.slice(fabric.servers).map((node) => [node.name, node]));
  return own.flatMap((router) =>
    router.links.flatMap((link): readonly OutsideCable[] => {
      const device = switches.get(link.switch);
      const model = input.classes.find(({ name }) => name === device?.model);
      const cage = model === undefined ? undefined : groupOfCage(model, link.port);
      if (device === undefined || cage === undefined) return [];
      return [{ router, link, device, bps: outsideBps(router, link, cage) }];
    }),
  );
}

/**
 * Speed of a link to an outside router: that of the router, else of the cage, or of the first of its breakouts that has
 * the lane.
 *
 * @param router the router
 * @param link its link
 * @param cage cage of the switch
 */
export function outsideBps(
  { bps }: SiteOutside,
  { lane }: SiteOutsideLink,
  cage: SwitchClass['ports'][number],
): number {
  if (bps !== null || lane === null) return bps ?? cage.bps;
  return cage.breakouts.find(({ count }) => lane < count)?.bps ?? cage.bps;
}
