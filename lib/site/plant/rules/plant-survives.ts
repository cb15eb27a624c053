import { plantOverloaded } from '../../../errors/plant';
import { rule, type Violation } from '../../../rules/rule';
import { Power } from '../../../units/power';
import { PLANT } from '../facts';
import { singleLosses } from '../losses';
import { nameOf, shortfalls } from '../proofs';

/** The power plant carries the largest load of all racks when it loses one part or one feed. */
export const plantSurvives = rule(plantOverloaded, 'error', (model) =>
  model.all(PLANT).flatMap((plant) =>
    shortfalls(plant, singleLosses(plant))
      .filter(({ carried }) => carried.type !== 'zone')
      .map(({ lost, carried }): Violation => {
        const [needed, available] = [Power.watts(carried.watts), Power.watts(carried.capacity)];
        const problem = plantOverloaded(lost, nameOf(carried), needed.toString(), available.toString());
        return { problem, at: plant };
      }),
  ),
);
