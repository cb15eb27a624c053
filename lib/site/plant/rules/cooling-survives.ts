import { coolingExceeded } from '../../../errors/plant';
import { rule, type Violation } from '../../../rules/rule';
import { Power } from '../../../units/power';
import { PLANT } from '../facts';
import { singleLosses } from '../losses';
import { shortfalls } from '../proofs';

/** Each cooling zone carries the heat of its racks away when the plant loses one part. */
export const coolingSurvives = rule(coolingExceeded, 'error', (model) =>
  model.all(PLANT).flatMap((plant) =>
    shortfalls(plant, singleLosses(plant))
      .filter(({ carried }) => carried.type === 'zone')
      .map(({ lost, carried }): Violation => {
        const [heat, available] = [Power.watts(carried.watts), Power.watts(carried.capacity)];
        return { problem: coolingExceeded(lost, carried.name, heat.toString(), available.toString()), at: plant };
      }),
  ),
);
