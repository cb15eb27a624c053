import { routeWeights } from '../../errors/network';
import { rule, type Violation } from '../../rules/rule';
import { ROUTE } from '../facts';
import { sumOf } from '../routes';

/** The shares of a route's targets are percents of the same hundred. */
export const routeWeightsAddUp = rule(routeWeights, 'error', (model) =>
  model.all(ROUTE).flatMap((route): Violation[] => {
    const sum = sumOf(route.targets);
    const rest = route.targets.some(({ weight }) => weight === null);
    if (rest ? sum <= 100 : sum === 100) return [];
    const shares = route.targets.map(
      ({ service, weight }) => `${service} ${weight === null ? 'the rest' : `${weight} %`}`,
    );
    return [{ problem: routeWeights(route.route, shares, rest), at: route }];
  }),
);
