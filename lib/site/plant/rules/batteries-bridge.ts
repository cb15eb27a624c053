import { batteriesTooSmall } from '../../../errors/plant';
import { rule, type Violation } from '../../../rules/rule';
import { Duration } from '../../../units/duration';
import { PLANT } from '../facts';

/** The batteries of each UPS last until the generators that it hangs on carry the load. */
export const batteriesBridge = rule(batteriesTooSmall, 'error', (model) =>
  model.all(PLANT).flatMap((plant) =>
    plant.parts.flatMap(({ name, from, autonomySeconds }): readonly Violation[] => {
      if (autonomySeconds === null) return [];
      const late = plant.parts.filter((part) => from.includes(part.name) && (part.startSeconds ?? 0) > autonomySeconds);
      return late.map((part) => {
        const [has, needs] = [Duration.seconds(autonomySeconds), Duration.seconds(part.startSeconds ?? 0)];
        return { problem: batteriesTooSmall(name, part.name, has.toString(), needs.toString()), at: plant };
      });
    }),
  ),
);
