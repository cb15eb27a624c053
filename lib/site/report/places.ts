import type { SiteFact } from '../facts';
import { layoutOf } from '../layout';
import { racksOf } from '../racks';
import { placedRouters, placedSwitches } from '../switch-units';

/** Where a device stands. */
export interface Place {
  /** Name of the rack; null when nobody said. */
  readonly rack: string | null;
  /** Row of the rack; null when nobody said. */
  readonly row: string | null;
  /** Lowest rack unit, from 1; null when it is not known. */
  readonly unit: number | null;
}

/** How far two ends of a cable are from each other; lengths are not known. */
export type Run = 'same rack' | 'same row' | 'cross-row' | 'unknown';

/**
 * Places of all servers, switches and routers of a site by name.
 *
 * @param site the fact of the site
 */
export function placesOf(site: SiteFact): ReadonlyMap<string, Place> {
  const racks = racksOf(site);
  const servers = layoutOf(site).flatMap((group) => group.servers);
  return new Map(
    [...servers, ...placedSwitches(site), ...placedRouters(site)].map(({ name, rack, unit }): [string, Place] => {
      const row = racks.get(rack ?? '')?.row ?? null;
      return [name, { rack, row, unit }];
    }),
  );
}

/**
 * How far a cable goes.
 *
 * @param from one end
 * @param to the other end
 */
export function runOf(from: Place, to: Place): Run {
  if (from.rack === null || to.rack === null) return 'unknown';
  if (from.rack === to.rack) return 'same rack';
  return from.row === to.row ? 'same row' : 'cross-row';
}
