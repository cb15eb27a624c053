import type { SiteFact } from '../../site/facts';
import { isList, isObject, listAt, member, textAt, type Json } from '../json';

/** Most servers, racks and switches of a site that is drawn. */
export const LARGEST_SITE = 20_000;

/** Numbers of a site that say how often something is there. */
const COUNTS =
  /^(count|batches|deliveries|perRack|cagesPerRack|units|ports|spines|switches|linksPerPair|k|homing|lanes|portsPerCage)$/;

/** Most links between two tiers. */
const MOST_LINKS = 1_000_000;

/**
 * The site of a name, as far as it can be built: what was read may be of any size, and from anybody.
 *
 * @param model `datahall.json`
 * @param name name of the site
 * @param shown how a name is written. @default - as it is
 * @returns nothing where it is not there, or too large
 */
export function siteIn(
  model: Json | undefined,
  name: string,
  shown: (text: string) => string = (text) => text,
): SiteFact | undefined {
  const found = listAt(model, 'sites').find((each) => shown(textAt(each, 'name') ?? '') === name);
  if (!isObject(found) || !['racks', 'servers', 'fabrics'].every((key) => isList(found[key]))) return undefined;
  return isBuildable(found) ? (found as unknown as SiteFact) : undefined;
}

/**
 * The site that a stage has a share of.
 *
 * @param models models that may know it
 * @param stage name of the stage
 */
export function siteOfStage(models: readonly (Json | undefined)[], stage: string): string {
  const stages = models.flatMap((model) => listAt(model, 'stages'));
  return (
    textAt(
      stages.find((each) => textAt(each, 'name') === stage),
      'site',
    ) ?? '?'
  );
}

function isBuildable(site: Json): boolean {
  const sum = (key: string): number =>
    listAt(site, key).reduce<number>((total, each) => total + numberIn(member(each, 'count')), 0);
  if (sum('servers') > LARGEST_SITE || sum('racks') > LARGEST_SITE || !hasSmallCounts(site)) return false;
  return listAt(site, 'fabrics').every((fabric) => {
    const shape = member(member(fabric, 'topology'), 'shape');
    const [spines, links] = [member(shape, 'spines'), member(shape, 'linksPerPair')].map(numberIn);
    const switches = numberIn(member(shape, 'switches'));
    const trunks = sum('racks') * (spines ?? 0) * (links ?? 0);
    return trunks <= MOST_LINKS && switches ** 2 <= MOST_LINKS && numberIn(member(shape, 'k')) ** 3 <= MOST_LINKS;
  });
}

function hasSmallCounts(value: Json, key = ''): boolean {
  if (typeof value === 'number') return !COUNTS.test(key) || (value >= 0 && value <= LARGEST_SITE);
  if (isList(value)) return value.every((each) => hasSmallCounts(each, key));
  return !isObject(value) || Object.entries(value).every(([name, each]) => hasSmallCounts(each, name));
}

function numberIn(value: Json | undefined): number {
  return typeof value === 'number' ? value : 0;
}
