import { outageOverloaded } from '../../../errors/plant';
import { rule, type Violation } from '../../../rules/rule';
import { Power } from '../../../units/power';
import { PLANT } from '../facts';
import { lossesInOutage, singleLosses } from '../losses';
import { nameOf, shortfalls } from '../proofs';

/** The plant carries all racks and their heat through an outage of the utilities in which one more part fails. */
export const outageSurvives = rule(outageOverloaded, 'warning', (model) =>
  model.all(PLANT).flatMap((plant) => {
    const known = new Set(shortfalls(plant, singleLosses(plant)).map(({ carried }) => nameOf(carried)));
    return shortfalls(plant, lossesInOutage(plant))
      .filter(({ carried }) => !known.has(nameOf(carried)))
      .map(({ lost, carried }): Violation => {
        const [needed, available] = [Power.watts(carried.watts), Power.watts(carried.capacity)];
        const problem = outageOverloaded(lost, nameOf(carried), needed.toString(), available.toString());
        return { problem, at: plant };
      });
  }),
);
