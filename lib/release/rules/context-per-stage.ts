import { contextShared } from '../../errors/stacks';
import { rule, type Violation } from '../../rules/rule';
import { STAGE, type StageFact } from '../facts';

type Context = StageFact['contexts'][number];

/** Each cluster belongs to one stage. Contexts of one name in different files are different ones. */
export const contextPerStage = rule(contextShared, 'error', (model) => {
  const owners = new Map<string, string[]>();
  for (const stage of model.all(STAGE))
    for (const context of stage.contexts) owners.set(key(context), [...(owners.get(key(context)) ?? []), stage.name]);
  return model.all(STAGE).flatMap((stage): Violation[] =>
    stage.contexts.flatMap((context) => {
      const stages = [...new Set(owners.get(key(context)))];
      return stages.length < 2 ? [] : [{ problem: contextShared(context.name, stages), at: stage }];
    }),
  );
});

function key({ path, name }: Context): string {
  return JSON.stringify([path, name]);
}
