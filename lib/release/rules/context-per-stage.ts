import { contextShared } from '../../errors/stacks';
import { rule, type Violation } from '../../rules/rule';
import { STAGE } from '../facts';

/** Each cluster belongs to one stage. */
export const contextPerStage = rule(contextShared, 'error', (model) => {
  const owners = new Map<string, string[]>();
  for (const stage of model.all(STAGE))
    for (const { name } of stage.contexts) owners.set(name, [...(owners.get(name) ?? []), stage.name]);
  return model.all(STAGE).flatMap((stage): Violation[] =>
    stage.contexts.flatMap(({ name }) => {
      const stages = [...new Set(owners.get(name))];
      return stages.length < 2 ? [] : [{ problem: contextShared(name, stages), at: stage }];
    }),
  );
});
