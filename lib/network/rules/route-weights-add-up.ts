import { routeWeights } from '../../errors/network';
import { rule, type Violation } from '../../rules/rule';
import { ROUTE } from '../facts';
import { shareRequests, sumOf } from '../routes';

/**
 * The shares of a route's targets are percents of the same hundred: that of their release, where several are live, and
 * then what has no release is part of each.
 */
export const routeWeightsAddUp = rule(routeWeights, 'error', (model) =>
  model.all(ROUTE).flatMap((route) => {
    const releases = [...new Set(route.targets.flatMap(({ release }) => release ?? []))];
    return (releases.length === 0 ? [null] : releases).flatMap((release): Violation[] => {
      const targets = route.targets.filter((target) => shareRequests(target.release, release));
      const sum = sumOf(targets);
      const rest = targets.some(({ weight }) => weight === null);
      if (rest ? sum <= 100 : sum === 100) return [];
      const shares = targets.map(({ service, weight }) => `${service} ${weight === null ? 'the rest' : `${weight} %`}`);
      return [{ problem: routeWeights(route.route, shares, rest), at: route }];
    });
  }),
);
