import { rackName } from '../network/fabric/input';
import type { SiteFact } from './facts';

/** A rack of a site. */
export interface SiteRack {
  /** Name. */
  readonly name: string;
  /** Row that it is part of. */
  readonly row: string;
  /** Height in rack units. */
  readonly units: number;
}

/**
 * Racks of a site by name, row after row.
 *
 * @param site the fact of the site
 */
export function racksOf(site: SiteFact): ReadonlyMap<string, SiteRack> {
  const racks = site.racks.flatMap(({ row, count, units }) =>
    Array.from({ length: count }, (_, index): SiteRack => ({ name: rackName(site.name, row, index), row, units })),
  );
  return new Map(racks.map((rack) => [rack.name, rack]));
}
