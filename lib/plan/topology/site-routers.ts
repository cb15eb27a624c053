import { sameJson, type Json } from '../json';
import type { SiteFabric } from '../../site/fabrics';
import type { SiteFact } from '../../site/facts';
import { outsideCables, type OutsideCable, type SiteOutside } from '../../site/outside-cables';

/** Most cables to outside routers that are drawn. */
const MOST_CABLES = 1000;

/**
 * Cables of a fabric to outside routers, by the names that a report has.
 *
 * @param site the site
 * @param fabric one of its fabrics, by its own names
 * @param clean makes a name what the report has
 * @returns none where they cannot be read, or are too many
 */
export function routersOf(
  site: SiteFact | undefined,
  fabric: SiteFabric,
  clean: (text: string) => string,
): readonly OutsideCable[] {
  try {
    const cables = site === undefined ? [] : outsideCables(site, fabric);
    return cables.length > MOST_CABLES ? [] : cables.map((cable) => cleaned(cable, clean));
  } catch {
    return [];
  }
}

/** What a change of a site does to the outside routers that it is joined to. */
export interface RouterChanges {
  /** Routers that come. */
  readonly joined: readonly string[];
  /** Routers that go. */
  readonly parted: readonly string[];
  /** Routers with other links, or another session. */
  readonly other: readonly string[];
}

/**
 * Compares the outside routers of a site.
 *
 * @param before the site before
 * @param after the site after
 */
export function routerChanges(before: SiteFact | undefined, after: SiteFact | undefined): RouterChanges {
  const [old, current] = [byName(before), byName(after)];
  const has = (routers: ReadonlyMap<string, Json>) => (name: string) => routers.has(name);
  return {
    joined: [...current.keys()].filter((name) => !old.has(name)),
    parted: [...old.keys()].filter((name) => !current.has(name)),
    other: [...current.keys()]
      .filter(has(old))
      .filter((name) => !sameJson(old.get(name) ?? null, current.get(name) ?? null)),
  };
}

/** What was read may be anything. */
function byName(site: SiteFact | undefined): ReadonlyMap<string, Json> {
  const routers: readonly (SiteOutside | null)[] = Array.isArray(site?.outside) ? site.outside : [];
  return new Map(
    routers.flatMap((each) => (typeof each?.name === 'string' ? [[each.name, each as unknown as Json] as const] : [])),
  );
}

function cleaned(cable: OutsideCable, clean: (text: string) => string): OutsideCable {
  const { device, router } = cable;
  const own = router.device;
  const model = own === undefined ? undefined : { ...own.model, name: clean(own.model.name) };
  const rack = own?.rack ?? null;
  return {
    ...cable,
    device: { ...device, name: clean(device.name) },
    router: {
      ...router,
      name: clean(router.name),
      ...(model === undefined ? {} : { device: { model, rack: rack === null ? null : clean(rack) } }),
    },
  };
}
