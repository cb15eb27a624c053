import { stateIsLocal } from '../../errors/stacks';
import { rule } from '../../rules/rule';
import { STAGE } from '../facts';

/** The state of a stage lies where others can reach and lock it. */
export const stateShared = rule(stateIsLocal, 'warning', (model) =>
  model
    .all(STAGE)
    .filter((stage) => stage.backend.kind === 'local')
    .map((stage) => ({ problem: stateIsLocal(stage.backend.place), at: stage })),
);
