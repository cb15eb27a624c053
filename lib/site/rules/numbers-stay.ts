import { perRackExceeded, serversWouldMove } from '../../errors/site';
import { rule, type Violation } from '../../rules/rule';
import { batchesOf } from '../deliveries';
import { SITE } from '../facts';
import { layoutOf } from '../layout';

/** Servers stay where they stand when racks come: those that came without racks say where that is. */
export const serversStay = rule(serversWouldMove, 'warning', (model) =>
  model.all(SITE).flatMap((site) =>
    site.servers.flatMap((group): readonly Violation[] => {
      const most = site.racks.find(({ row }) => row === group.row)?.batches.length ?? 1;
      return batchesOf(group, most)
        .filter(({ moves }) => moves)
        .map(({ count, delivery }) => ({
          problem: serversWouldMove(group.group, group.row, count, delivery),
          at: site,
        }));
    }),
  ),
);

/** A group has no more servers in a rack than it keeps places for; one rack is named for all. */
export const placesSuffice = rule(perRackExceeded, 'warning', (model) =>
  model.all(SITE).flatMap((site) =>
    layoutOf(site).flatMap(({ group, servers }): readonly Violation[] => {
      const kept = site.servers.find((each) => each.group === group)?.perRack ?? null;
      const [fullest] = [...servers].sort((one, other) => other.place - one.place);
      if (kept === null || fullest === undefined || fullest.place < kept) return [];
      return [{ problem: perRackExceeded(group, fullest.rack, fullest.place + 1, kept), at: site }];
    }),
  ),
);
