import { contextShared } from '../../errors/stacks';
import { rule, type Violation } from '../../rules/rule';
import { STAGE, type StageFact } from '../facts';

type Context = StageFact['contexts'][number];

/**
 * Each cluster belongs to one stage, but for one that builds the clusters of several. Contexts of one name in different
 * files are different ones.
 */
export const contextPerStage = rule(contextShared, 'error', (model) => {
  const all = model.all(STAGE).flatMap(({ name, contexts }) => contexts.map((context) => ({ stage: name, context })));
  return model.all(STAGE).flatMap((stage): Violation[] =>
    stage.contexts.flatMap((context) => {
      const users = all.filter((user) => key(user.context) === key(context));
      const stages = [...new Set(users.map((user) => user.stage))];
      const builds = users.every((user) => user.context.role === 'management');
      return stages.length < 2 || builds ? [] : [{ problem: contextShared(context.name, stages), at: stage }];
    }),
  );
});

function key({ path, name }: Context): string {
  return JSON.stringify([path, name]);
}
