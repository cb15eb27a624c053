import { linkOverloaded, sitesParted } from '../errors/sizing';
import { Bandwidth } from '../units/bandwidth';
import { proveAtMost, type Proof } from './proof';
import type { ChargeFact, WanFact, WanLinkFact } from './wan-facts';

interface Reached {
  readonly latency: number;
  readonly links: readonly WanLinkFact[];
}

/**
 * The ways of least latency from a site to all sites that it reaches (Dijkstra). Of equal ways the one of fewer links
 * is taken, then the one whose links are named first, so that a WAN has one answer.
 *
 * @param links lines that are up
 * @param from name of the site
 */
export function routesFrom(links: readonly WanLinkFact[], from: string): ReadonlyMap<string, readonly WanLinkFact[]> {
  const open = new Map<string, Reached>([[from, { latency: 0, links: [] }]]);
  const done = new Map<string, readonly WanLinkFact[]>();
  for (;;) {
    const next = [...open].reduce<[string, Reached] | undefined>(
      (best, entry) => (best === undefined || closer(entry[1], best[1]) ? entry : best),
      undefined,
    );
    if (next === undefined) return done;
    const [site, reached] = next;
    open.delete(site);
    done.set(site, reached.links);
    for (const link of links) {
      if (!link.between.includes(site)) continue;
      const other = link.between[0] === site ? link.between[1] : link.between[0];
      const way = { latency: reached.latency + link.latencySeconds, links: [...reached.links, link] };
      const before = open.get(other);
      if (!done.has(other) && (before === undefined || closer(way, before))) open.set(other, way);
    }
  }
}

function closer(a: Reached, b: Reached): boolean {
  if (a.latency !== b.latency) return a.latency < b.latency;
  if (a.links.length !== b.links.length) return a.links.length < b.links.length;
  const key = ({ links }: Reached): string => links.map(({ name }) => name).join('\n');
  return key(a) < key(b);
}

/** What a link carries in the direction in which it carries more. */
export interface LinkLoad {
  /** The link. */
  readonly link: WanLinkFact;
  /** Sum of the peaks of its charges. */
  readonly bitsPerSecond: number;
  /** Names of these charges. */
  readonly charges: readonly string[];
}

/**
 * Sends all charges over the links.
 *
 * @param links lines that are up
 * @param charges what is sent; one whose ends are not joined is left out
 */
export function linkLoads(links: readonly WanLinkFact[], charges: readonly ChargeFact[]): readonly LinkLoad[] {
  const carried = new Map<string, ChargeFact[]>();
  for (const charge of charges) {
    let at = charge.from;
    for (const link of routesFrom(links, charge.from).get(charge.to) ?? []) {
      const key = `${link.name}\n${at}`;
      carried.set(key, [...(carried.get(key) ?? []), charge]);
      at = link.between[0] === at ? link.between[1] : link.between[0];
    }
  }
  const leaving = (link: WanLinkFact, site: string): LinkLoad => {
    const list = carried.get(`${link.name}\n${site}`) ?? [];
    const bitsPerSecond = list.reduce((sum, { peakBitsPerSecond }) => sum + peakBitsPerSecond, 0);
    return { link, bitsPerSecond, charges: list.map(({ name }) => name) };
  };
  return links.map((link): LinkLoad => {
    const [forth, back] = [leaving(link, link.between[0]), leaving(link, link.between[1])];
    return back.bitsPerSecond > forth.bitsPerSecond ? back : forth;
  });
}

/** Links that fail together. */
export interface WanLoss {
  /** How to call it in a message. */
  readonly name: string;
  /** The links that are left. */
  readonly left: readonly WanLinkFact[];
}

/**
 * All single losses: each link, and all links of each shared risk.
 *
 * @param wan the WAN
 */
export function wanLosses({ links }: WanFact): readonly WanLoss[] {
  const risks = [...new Set(links.flatMap(({ sharedRisk }) => sharedRisk))];
  return [
    ...links.map((lost) => ({ name: `the link '${lost.name}'`, left: links.filter((link) => link !== lost) })),
    ...risks.map((risk) => ({
      name: `the shared risk '${risk}'`,
      left: links.filter(({ sharedRisk }) => !sharedRisk.includes(risk)),
    })),
  ];
}

/**
 * Sites that the first site reaches, and those that it does not.
 *
 * @param sites names of all sites
 * @param links lines that are up
 */
export function parts(
  sites: readonly string[],
  links: readonly WanLinkFact[],
): { readonly joined: readonly string[]; readonly parted: readonly string[] } {
  const reached = routesFrom(links, sites[0] ?? '');
  return { joined: sites.filter((site) => reached.has(site)), parted: sites.filter((site) => !reached.has(site)) };
}

/**
 * Proofs of a WAN: each link carries its charges, the sites stay joined after each loss, and the charges still fit then
 * where this was asked for.
 *
 * @param wan the WAN
 */
export function wanProofs(wan: WanFact): readonly Proof[] {
  const losses = wanLosses(wan);
  return [
    ...linkLoads(wan.links, wan.charges).map((load) => loadProof(load, '')),
    ...losses.map(({ name, left }): Proof => {
      const { parted } = parts(wan.sites, left);
      const measure = { value: parted.length, limit: 0, unit: 'sites cut off' };
      return proveAtMost(sitesParted.code, `the sites stay joined without ${name}`, measure, { witness: parted });
    }),
    ...(wan.fitAfterLoss ? losses : []).flatMap(({ name, left }) =>
      linkLoads(left, wan.charges).map((load) => loadProof(load, ` without ${name}`)),
    ),
  ];
}

function loadProof({ link, bitsPerSecond, charges }: LinkLoad, when: string): Proof {
  const measure = { value: bitsPerSecond / 1e9, limit: link.bitsPerSecond / 1e9, unit: 'Gbit/s' };
  return proveAtMost(linkOverloaded.code, `the WAN link ${link.name} carries its charges${when}`, measure, {
    witness: charges,
  });
}

/**
 * Prints a rate for a message.
 *
 * @param bitsPerSecond the rate
 */
export function printRate(bitsPerSecond: number): string {
  return Bandwidth.bps(bitsPerSecond).toString();
}
