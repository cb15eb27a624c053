import { cableLengthUnknown } from '../../errors/cabling';
import { rule, type Violation } from '../../rules/rule';
import { plannedCables, printCable } from '../cabling/plan';
import { SITE } from '../facts';

/** Both ends of each cable have a place, so that its length is known. */
export const cableLengthsKnown = rule(cableLengthUnknown, 'warning', (model) =>
  model.all(SITE).flatMap((site) => {
    const unknown = plannedCables(site).filter(({ metres, leaves }) => metres === null && !leaves);
    return unknown.slice(0, 1).map((each): Violation => {
      return { problem: cableLengthUnknown(`${each.fabric}, ${printCable(each)}`, unknown.length), at: site };
    });
  }),
);
