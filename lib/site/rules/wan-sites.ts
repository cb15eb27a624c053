import { siteOnNoWan, wanAsnsOverlap, wanNetworksOverlap, wanSiteUnknown } from '../../errors/sizing';
import type { Model } from '../../model/model';
import { asnSpan } from '../../network/addressing/asn-plan';
import { rule, type Violation } from '../../rules/rule';
import { Cidr } from '../../units/cidr';
import { SITE, type SiteFact } from '../facts';
import { WAN } from '../wan-facts';

/** A WAN joins sites of the program, or such as another one describes. */
export const wanSitesKnown = rule(wanSiteUnknown, 'warning', (model) =>
  model.all(WAN).flatMap((wan) => {
    const known = model.all(SITE).map(({ name }) => name);
    return wan.sites
      .filter((site) => !known.includes(site) && !wan.elsewhere.includes(site))
      .map((site): Violation => ({ problem: wanSiteUnknown(site, known), at: wan }));
  }),
);

/** Where sites are joined, all of the program are: one that was added is not forgotten. */
export const wanReachesSites = rule(siteOnNoWan, 'warning', (model) => {
  const wans = model.all(WAN);
  const joined = new Set(wans.flatMap(({ sites }) => sites));
  const alone = wans.length === 0 ? [] : model.all(SITE).filter(({ name }) => !joined.has(name));
  return alone.map((site): Violation => ({ problem: siteOnNoWan(site.name, [...joined]), at: site }));
});

/** No address is in two of the sites that are joined. */
export const wanNetworksApart = rule(wanNetworksOverlap, 'error', (model) =>
  pairs(model).flatMap(({ site, other, at }): Violation[] => {
    const [own, others] = [networksOf(site), networksOf(other)];
    const found = own.flatMap(([use, network]) =>
      others
        .filter(([, each]) => Cidr.of(each).overlaps(Cidr.of(network)))
        .map(([otherUse, each]) => wanNetworksOverlap([site.name, use, network], [other.name, otherUse, each])),
    );
    return found.slice(0, 1).map((problem) => ({ problem, at }));
  }),
);

/** Sites that are joined take their AS numbers from different ranges. */
export const wanAsnsApart = rule(wanAsnsOverlap, 'warning', (model) =>
  pairs(model).flatMap(({ site, other, at }): Violation[] => {
    const [own, others] = [site, other].map(({ asns, fabrics, servers }) =>
      asnSpan(asns, { fabrics: fabrics.length, servers: Math.max(0, ...servers.map(({ count }) => count)) }),
    );
    if (own === undefined || others === undefined || own[0] > others[1] || others[0] > own[1]) return [];
    return [{ problem: wanAsnsOverlap(site.name, own[0], other.name, others[1]), at }];
  }),
);

/** Sites of the program that one WAN joins, each pair once. */
function pairs(model: Model) {
  const sites = new Map(model.all(SITE).map((site) => [site.name, site] as const));
  return model.all(WAN).flatMap((wan) => {
    const own = [...new Set(wan.sites)].flatMap((name) => sites.get(name) ?? []);
    return own.flatMap((site, index) => own.slice(0, index).map((other) => ({ site, other, at: wan })));
  });
}

/** Networks that packets between sites may come from: pods in an overlay never leave their site. */
function networksOf({ addresses, podNetwork }: SiteFact): readonly (readonly [use: string, network: string])[] {
  const { underlay, ipv6, virtualIps, pods, fabrics } = addresses;
  const ranges = Object.entries(fabrics).map(([name, range]) => [`fabrics.${name}`, range] as const);
  const given = Object.entries({ underlay, ipv6, virtualIps, pods: podNetwork === 'routed' ? pods : undefined });
  return [...given, ...ranges].flatMap(([use, network]) => {
    return network === undefined || network === null ? [] : [[use, network] as const];
  });
}
