import { fabricsOf, type SiteFabric } from '../../site/fabrics';
import type { SiteFact } from '../../site/facts';
import { layoutOf } from '../../site/layout';

/** What is known of a device. */
export interface SiteDevice {
  /** Name of its model. */
  readonly model: string;
  /** Name of its rack; null when nobody said. */
  readonly rack: string | null;
}

/**
 * The fabrics of a site that was read.
 *
 * @param site the site
 * @returns nothing when it is none of ours, and cannot be built
 */
export function builtFabrics(site: SiteFact | undefined): readonly SiteFabric[] | undefined {
  try {
    return site === undefined ? undefined : fabricsOf(site).fabrics;
  } catch {
    return undefined;
  }
}

/**
 * All servers and switches of a site that was read, by name.
 *
 * @param site the site
 * @returns nothing when it is none of ours, and cannot be built
 */
export function siteDevices(site: SiteFact | undefined): ReadonlyMap<string, SiteDevice> | undefined {
  const fabrics = builtFabrics(site);
  if (site === undefined || fabrics === undefined) return undefined;
  const servers = layoutOf(site).flatMap(({ servers: placed }, index) =>
    placed.map(({ name, rack }) => [name, { model: site.servers[index]?.model ?? '?', rack }] as const),
  );
  const switches = fabrics.flatMap(({ fabric }) =>
    fabric.nodes.slice(fabric.servers).map(({ name, model, rack }) => [name, { model, rack }] as const),
  );
  return new Map([...servers, ...switches]);
}
