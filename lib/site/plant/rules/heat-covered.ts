import { heatNotCovered } from '../../../errors/plant';
import { rule, type Violation } from '../../../rules/rule';
import { PLANT } from '../facts';

/** The zones take the whole heat of each row, and none of it twice. */
export const heatCovered = rule(heatNotCovered, 'error', (model) =>
  model.all(PLANT).flatMap((plant) =>
    plant.rows.flatMap(({ row, watts }): Violation[] => {
      if (watts === 0) return [];
      const zones = plant.zones.filter(({ rows }) => rows.includes(row));
      const covered = zones.reduce((sum, zone) => sum + zone.share, 0);
      if (Math.abs(covered - 1) < 1e-9) return [];
      return [
        {
          problem: heatNotCovered(
            row,
            covered,
            zones.map(({ zone }) => zone),
          ),
          at: plant,
        },
      ];
    }),
  ),
);
