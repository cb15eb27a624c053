import { outsideNotRedundant } from '../../errors/outside';
import { rule, type Violation } from '../../rules/rule';
import { SITE } from '../../site/facts';

/** What is outside of a site is reached by way of two switches, with one router or with several that give the same. */
export const outsideRedundant = rule(outsideNotRedundant, 'warning', (model) =>
  model.all(SITE).flatMap((site) => {
    const routers = site.outside ?? [];
    return routers.flatMap(({ name, fabric, gives, links }): Violation[] => {
      const same = routers.filter((other) => other.fabric === fabric && givesAll(other.gives, gives));
      const switches = new Set(same.flatMap((other) => other.links.map((link) => link.switch)));
      const [first] = links;
      if (switches.size > 1 || first === undefined) return [];
      return [{ problem: outsideNotRedundant(name, first.switch), at: site }];
    });
  }),
);

/** Whether a router gives all that another does; a default route leads everywhere. */
function givesAll(given: readonly string[] | null, wanted: readonly string[] | null): boolean {
  if (given === null) return true;
  return wanted !== null && wanted.every((network) => given.includes(network));
}
