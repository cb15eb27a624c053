import { chartsNotPinned } from '../../errors/charts';
import { rule } from '../../rules/rule';
import { FOUNDATION } from '../facts';

/** An upgrade of the library changes no chart by itself. */
export const chartsArePinned = rule(chartsNotPinned, 'warning', (model) =>
  model
    .all(FOUNDATION)
    .filter((foundation) => !foundation.pinned)
    .map((foundation) => ({ problem: chartsNotPinned(foundation.charts), at: foundation })),
);
