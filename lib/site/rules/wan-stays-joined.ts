import { sitesParted } from '../../errors/sizing';
import { rule, type Violation } from '../../rules/rule';
import { WAN } from '../wan-facts';
import { parts, wanLosses } from '../wan-routes';

/** All sites reach each other, also after the loss of one link or of all links of one shared risk. */
export const wanStaysJoined = rule(sitesParted, 'error', (model) =>
  model.all(WAN).flatMap((wan): readonly Violation[] => {
    const cases = [{ name: null, left: wan.links }, ...wanLosses(wan)];
    const found = cases.flatMap(({ name, left }): Violation[] => {
      const { joined, parted } = parts(wan.sites, left);
      return parted.length === 0 ? [] : [{ problem: sitesParted(name, parted, joined), at: wan }];
    });
    // Sites that are not joined at all are parted by each loss too: that says nothing more.
    return parts(wan.sites, wan.links).parted.length > 0 ? found.slice(0, 1) : found;
  }),
);
