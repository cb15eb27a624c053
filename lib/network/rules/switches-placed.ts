import { switchUnplaced } from '../../errors/devices';
import { rule, type Violation } from '../../rules/rule';
import { fabricsOf } from '../../site/fabrics';
import { SITE } from '../../site/facts';
import { LISTED } from '../proofs/judge';

/** Each switch stands in a rack: what stands in none is missing in the sums of power and units. */
export const switchesPlaced = rule(switchUnplaced, 'warning', (model) =>
  model.all(SITE).flatMap((site) => {
    const { fabrics, problems } = fabricsOf(site);
    if (problems.length > 0) return [];
    return fabrics.flatMap(({ fabric }): Violation[] => {
      const stray = fabric.nodes.slice(fabric.servers).filter(({ rack }) => rack === null);
      const names = stray.slice(0, LISTED).map(({ name }) => name);
      return stray.length === 0 ? [] : [{ problem: switchUnplaced(fabric.name, names, stray.length), at: site }];
    });
  }),
);
