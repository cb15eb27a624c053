import { asnInUse, portsExceeded, speedMismatch } from '../errors/fabric';
import { outsideFamily, outsideOverlaps, outsidePortTaken, unknownToOutside } from '../errors/outside';
import type { Problem } from '../errors/problem';
import type { AddressPair, DevicePlan, OutsideSession, PrefixPair } from '../network/addressing/device-plan';
import { splitRange } from '../network/addressing/ranges';
import { groupOfCage, portsOf, printSpeeds, speedsOf } from '../network/fabric/ports';
import { Cidr } from '../units/cidr';
import type { PlannedFabric } from './addressing';
import type { SiteFact } from './facts';
import { outsideBps, type SiteOutside, type SiteOutsideLink as Link } from './outside-cables';
import { racksOf } from './racks';

/** Plans with outside routers, and what is wrong with these. */
export interface JoinedOutside {
  /** Fabrics, in the same order. */
  readonly fabrics: readonly PlannedFabric[];
  /** What is wrong. */
  readonly problems: readonly Problem[];
}

const DEFAULT: PrefixPair = { v4: ['0.0.0.0/0'], v6: ['::/0'] };

/**
 * Joins the outside routers of a site to the plans of its devices.
 *
 * @param site the fact of the site
 * @param fabrics plans without outside routers
 */
export function joinOutside(site: SiteFact, fabrics: readonly PlannedFabric[]): JoinedOutside {
  const routers = site.outside ?? [];
  if (routers.length === 0) return { fabrics, problems: [] };
  const problems = [...foreign(site, routers, fabrics), ...overlaps(site, routers), ...numbers(site, routers, fabrics)];
  problems.push(...routers.flatMap((router) => placeProblems(site, router)));
  const joined = fabrics.map((planned) => {
    const name = planned.fabric.input.name;
    const own = routers.filter(({ fabric }) => fabric === name);
    if (own.length === 0) return planned;
    const sessions = new Map<string, OutsideSession[]>();
    const taken = new Set(
      planned.devices.flatMap(({ name: device, links }) => links.map(({ port, lane }) => place(device, port, lane))),
    );
    for (const router of own)
      for (const link of router.links) {
        const device = planned.devices.find((each) => each.name === link.switch && each.role !== 'server');
        if (device === undefined) continue;
        const bps = speedOf(planned, router, link, device, taken, problems);
        problems.push(...portProblems(router, bps));
        const session = sessionOf(site, planned, router, link, bps);
        sessions.set(device.name, [...(sessions.get(device.name) ?? []), session]);
      }
    const beyond = both((version) => [...new Set(own.flatMap((router) => takes(router)[version]))]);
    const devices = planned.devices.map((device): DevicePlan => {
      if (device.role === 'server') return device;
      const outside = sessions.get(device.name);
      return { ...device, beyond, ...(outside === undefined ? {} : { outside }) };
    });
    return { ...planned, devices };
  });
  const once = new Map(problems.map((problem) => [JSON.stringify(problem), problem]));
  return { fabrics: joined, problems: [...once.values()] };
}

function sessionOf(
  site: SiteFact,
  { ranges }: PlannedFabric,
  router: SiteOutside,
  link: Link,
  bps: number,
): OutsideSession {
  const own = router.siteEnd === 'even' ? 0 : 1;
  const end = (side: 0 | 1): AddressPair => {
    const of = (version: 4 | 6) => link.addresses.map((text) => Cidr.of(text)).find((each) => each.version === version);
    return { v4: of(4)?.address(side) ?? null, v6: of(6)?.address(side) ?? null };
  };
  const servers = [ranges.v4, ranges.v6].flatMap((range) => (range === null ? [] : [splitRange(range).servers]));
  const told = [site.addresses.virtualIps, ...(router.servers ? servers.map(String) : [])];
  return {
    router: router.name,
    asn: router.asn,
    port: link.port,
    lane: link.lane,
    bps,
    mtu: router.mtu,
    local: end(own),
    remote: end(own === 0 ? 1 : 0),
    takes: takes(router),
    tells: both((version) => told.filter((range) => versionOf(range) === version)),
    maxPrefixes: router.maxPrefixes,
    bfd: router.bfd,
  };
}

/** The speed of a link, whose port is checked and then taken. */
function speedOf(
  { fabric }: PlannedFabric,
  router: SiteOutside,
  link: Link,
  device: DevicePlan,
  taken: Set<string>,
  problems: Problem[],
): number {
  const model = fabric.input.classes.find(({ name }) => name === device.model);
  const cage = model === undefined ? undefined : groupOfCage(model, link.port);
  const label = `port ${link.port}${link.lane === null ? '' : `, lane group ${link.lane}`}`;
  if (model === undefined || cage === undefined) {
    const count = model?.ports.reduce((sum, each) => sum + each.count, 0) ?? 0;
    problems.push(outsidePortTaken(router.name, device.name, label, `a port from 0 to ${count - 1}`));
    return 0;
  }
  const places = [place(device.name, link.port, link.lane), place(device.name, link.port, null)];
  const broken = [...taken].some((each) => each.startsWith(`${device.name} ${link.port} `));
  if (places.some((each) => taken.has(each)) || (link.lane === null && broken))
    problems.push(outsidePortTaken(router.name, device.name, label, 'a port without a cable'));
  taken.add(place(device.name, link.port, link.lane));
  const bps = outsideBps(router, link, cage);
  const fits =
    link.lane === null
      ? cage.bps === bps
      : cage.breakouts.some((each) => each.bps === bps && (link.lane ?? 0) < each.count);
  if (!fits || portsOf(model, bps) === undefined) {
    const what = `the link of '${device.name}' to the outside router '${router.name}'`;
    problems.push(
      speedMismatch(fabric.input.name, what, printSpeeds([bps])[0] ?? '', model.name, printSpeeds(speedsOf(model))),
    );
  }
  return bps;
}

/** A router of the site stands in one of its racks. */
function placeProblems(site: SiteFact, { name, device }: SiteOutside): readonly Problem[] {
  const racks = [...racksOf(site).keys()];
  const { rack = null } = device ?? {};
  return rack === null || racks.includes(rack) ? [] : [unknownToOutside(name, 'rack', rack, racks)];
}

/** A router of the site has a port for each of its links. */
function portProblems({ name, fabric, device, links }: SiteOutside, bps: number): readonly Problem[] {
  if (device === undefined || bps === 0) return [];
  const { model } = device;
  const [range, [speed = '']] = [portsOf(model, bps), printSpeeds([bps])];
  if (range === undefined)
    return [speedMismatch(fabric, `a link of the router '${name}'`, speed, model.name, printSpeeds(speedsOf(model)))];
  const needed = Math.ceil(links.length / range.perCage);
  if (needed <= range.count) return [];
  return [portsExceeded(fabric, `'${name}' outside`, needed, range.count, speed, 'give it fewer links')];
}

/** Fabrics, switches and IP versions that are not there. */
function foreign(site: SiteFact, routers: readonly SiteOutside[], fabrics: readonly PlannedFabric[]): Problem[] {
  const names = site.fabrics.map(({ name }) => name);
  return routers.flatMap((router): Problem[] => {
    const planned = fabrics.find(({ fabric }) => fabric.input.name === router.fabric);
    if (planned === undefined) return [unknownToOutside(router.name, 'fabric', router.fabric, names)];
    const switches = planned.devices.filter(({ role }) => role !== 'server').map(({ name }) => name);
    const missing = router.links.map((link) => link.switch).filter((name) => !switches.includes(name));
    const unrouted = router.links
      .flatMap(({ addresses }) => addresses)
      .filter((address) => planned.ranges[versionOf(address)] === null);
    return [
      ...missing.map((name) => unknownToOutside(router.name, 'switch', name, switches)),
      ...unrouted.slice(0, 1).map((address) => outsideFamily(router.name, router.fabric, address)),
    ];
  });
}

/** Addresses of links and of what is given must not be those of the site, and each link has its own. */
function overlaps({ addresses }: SiteFact, routers: readonly SiteOutside[]): Problem[] {
  const { underlay, ipv6, virtualIps, pods, services, fabrics } = addresses;
  const inside = Object.entries({ underlay, ipv6, virtualIps, pods, services, ...fabrics }).flatMap(
    ([use, text]): (readonly [string, string])[] =>
      text === null || text === undefined ? [] : [[`'${use}' of the site`, text]],
  );
  const links: (readonly [string, string])[] = [];
  return routers.flatMap(({ name, links: own, gives }) => {
    const found = (network: string, others: readonly (readonly [string, string])[]): Problem[] =>
      others
        .filter(([, other]) => Cidr.of(other).overlaps(Cidr.of(network)))
        .slice(0, 1)
        .map(([use, other]) => outsideOverlaps(name, network, use, other));
    const ends = own.flatMap((link) =>
      link.addresses.flatMap((network) => {
        const problems = found(network, [...inside, ...links]);
        links.push([`the link of '${name}' to ${link.switch}`, network]);
        return problems;
      }),
    );
    const given = (gives ?? []).filter((network) => !network.endsWith('/0'));
    return [...ends, ...given.flatMap((network) => found(network, inside))];
  });
}

/** Routers of one name may share a number with each other, but not with a device of the site. */
function numbers(
  { asns }: SiteFact,
  routers: readonly SiteOutside[],
  fabrics: readonly PlannedFabric[],
): readonly Problem[] {
  const own = new Map<number, string>();
  for (const { devices } of fabrics)
    for (const { asn, name, cluster } of devices) {
      if (!own.has(asn)) own.set(asn, name);
      if (cluster !== null) own.set(cluster.asn, 'the nodes of the cluster');
    }
  return routers.flatMap(({ name, asn }) => {
    const device = own.get(asn);
    return device === undefined || asns.taken.includes(asn)
      ? []
      : [asnInUse(asn, [device, `the outside router '${name}'`])];
  });
}

function takes({ gives, links }: SiteOutside): PrefixPair {
  const spoken = new Set(links.flatMap(({ addresses }) => addresses.map(versionOf)));
  return both((version) => {
    if (!spoken.has(version)) return [];
    return gives === null ? DEFAULT[version] : gives.filter((network) => versionOf(network) === version);
  });
}

function both(of: (version: 'v4' | 'v6') => readonly string[]): PrefixPair {
  return { v4: of('v4'), v6: of('v6') };
}

function versionOf(network: string): 'v4' | 'v6' {
  return network.includes(':') ? 'v6' : 'v4';
}

function place(device: string, port: number, lane: number | null): string {
  return `${device} ${port} ${lane ?? 'whole'}`;
}
