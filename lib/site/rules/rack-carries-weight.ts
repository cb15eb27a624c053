import { rackOverloaded } from '../../errors/site';
import { rule, type Violation } from '../../rules/rule';
import { Mass } from '../../units/mass';
import { SITE } from '../facts';
import { layoutOf } from '../layout';

/** Where the load of racks is known, the servers of each are not heavier; switches weigh little and are not counted. */
export const rackCarriesWeight = rule(rackOverloaded, 'error', (model) =>
  model.all(SITE).flatMap((site) =>
    site.racks.flatMap(({ row, loadKg }): Violation[] => {
      if (loadKg === null) return [];
      const weights = new Map<string, number>();
      const unknown = new Set<string>();
      for (const [index, { servers }] of layoutOf(site).entries()) {
        const group = site.servers[index];
        if (group === undefined || group.row !== row) continue;
        if (group.weightKg === null) unknown.add(group.model);
        for (const { rack } of servers) weights.set(rack, (weights.get(rack) ?? 0) + (group.weightKg ?? 0));
      }
      const heaviest = [...weights].reduce<readonly [string, number]>(
        (most, each) => (each[1] > most[1] ? each : most),
        ['', 0],
      );
      if (heaviest[1] <= loadKg && unknown.size === 0) return [];
      const [got, allowed] = [Mass.kg(heaviest[1]).toString(), Mass.kg(loadKg).toString()];
      return [{ problem: rackOverloaded(heaviest[0], got, allowed, [...unknown]), at: site }];
    }),
  ),
);
