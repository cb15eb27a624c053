import { linkOverloaded } from '../../errors/sizing';
import { rule, type Violation } from '../../rules/rule';
import { WAN } from '../wan-facts';
import { linkLoads, printRate, wanLosses } from '../wan-routes';

/**
 * Each WAN link carries the peaks of all its charges, after a loss too where this was asked for; each is named once.
 */
export const wanCarries = rule(linkOverloaded, 'error', (model) =>
  model.all(WAN).flatMap((wan): Violation[] => {
    const cases = [{ name: null, left: wan.links }, ...(wan.fitAfterLoss ? wanLosses(wan) : [])];
    const found = cases.flatMap(({ name, left }) =>
      linkLoads(left, wan.charges)
        .filter(({ link, bitsPerSecond }) => bitsPerSecond > link.bitsPerSecond)
        .map((load) => ({ name, load })),
    );
    const first = found.filter(({ load }, at) => found.findIndex((each) => each.load.link === load.link) === at);
    return first.map(({ name, load: { link, bitsPerSecond, charges } }) => {
      const [needed, available] = [printRate(bitsPerSecond), printRate(link.bitsPerSecond)];
      return { problem: linkOverloaded(link.name, name, needed, available, charges), at: wan };
    });
  }),
);
