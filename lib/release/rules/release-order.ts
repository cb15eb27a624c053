import compare from 'semver/functions/compare';
import { releaseAhead } from '../../errors/stacks';
import { rule, type Violation } from '../../rules/rule';
import { STAGE } from '../facts';

/** A release reaches the stages in their order; a hotfix that its lock allows may overtake. */
export const releaseOrder = rule(releaseAhead, 'error', (model) => {
  const running = new Map(model.all(STAGE).map((stage) => [stage.name, stage.release]));
  return model.all(STAGE).flatMap((stage): Violation[] =>
    stage.after.flatMap((name) => {
      const theirs = running.get(name);
      const ahead = stage.hotfixUntil === null && theirs !== undefined && compare(stage.release, theirs) > 0;
      return ahead ? [{ problem: releaseAhead(stage.release, name, theirs), at: stage }] : [];
    }),
  );
});
