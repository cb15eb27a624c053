import { cableTooLong } from '../../errors/cabling';
import { rule, type Violation } from '../../rules/rule';
import { plannedCables, printCable, printMetres } from '../cabling/plan';
import { SITE } from '../facts';
import { grouped } from '../report/grouped';

/** Each cable has a medium that reaches; of each kind of cable the longest is named. */
export const cablesReach = rule(cableTooLong, 'error', (model) =>
  model.all(SITE).flatMap((site) => {
    const short = plannedCables(site).flatMap((each) => {
      const { medium, metres, longest } = each;
      return medium !== null || metres === null || longest === null ? [] : [{ ...each, metres, longest }];
    });
    return [...grouped(short, ({ cable }) => cable.kind)].map(([kind, own]): Violation => {
      const worst = own.reduce((most, each) => (each.metres > most.metres ? each : most));
      const { fabric, metres, longest } = worst;
      const [needed, reach] = [printMetres(metres), printMetres(longest.reachMetres)] as const;
      const cable = `${fabric}, ${printCable(worst)}`;
      return { problem: cableTooLong(cable, own.length, kind, needed, longest.name, reach), at: site };
    });
  }),
);
