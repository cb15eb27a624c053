import { clusterNotPinned } from '../../errors/stacks';
import { rule } from '../../rules/rule';
import { STAGE } from '../facts';

/** A stage notices when its kubeconfig context points to another cluster. */
export const clusterPinned = rule(clusterNotPinned, 'warning', (model) =>
  model
    .all(STAGE)
    .flatMap((stage) =>
      stage.contexts
        .filter(({ uid }) => uid === null)
        .map(({ name }) => ({ problem: clusterNotPinned(name), at: stage })),
    ),
);
