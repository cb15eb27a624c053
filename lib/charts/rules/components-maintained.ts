import { componentEndOfLife } from '../../errors/charts';
import { rule } from '../../rules/rule';
import { HELM_RELEASE } from '../facts';

/** No component is past the end of its maintenance, or will be by an announced day. */
export const componentsMaintained = rule(componentEndOfLife, 'warning', (model) =>
  model.all(HELM_RELEASE).flatMap((release) => {
    const { chart, endOfLife } = release;
    if (endOfLife === undefined) return [];
    return [{ problem: componentEndOfLife(chart, endOfLife.date, endOfLife.replacement), at: release }];
  }),
);
