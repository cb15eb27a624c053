import type { ServerGroup } from '../catalog/server-group';
import { fail } from '../errors/datahall-error';
import type { Problem } from '../errors/problem';
import {
  overlayWithoutPods,
  virtualIpsExhausted,
  shareExceedsSite,
  unknownRack,
  unknownRow,
  unknownServer,
  unknownServerGroup,
} from '../errors/site';
import type { Cidr } from '../units/cidr';
import { instances } from '../units/kinds';
import { checkCount, checkDnsLabel } from '../units/names';
import { invalidCount } from '../errors/units';
import { rackName } from '../network/fabric/input';
import type { ClusterRouting } from './addressing';
import type { AvailabilityGoal } from './availability-goal';
import type { SiteFact } from './facts';
import type { CablingOptions } from './cabling/options';
import type { Growth } from './growth';
import { layoutOf, serverName } from './layout';
import { checkNetworks } from './networks';
import type { Plant } from './plant/plant';
import { siteFact } from './site-fact';
import { siteStatements, type SiteStatement } from './site-facts';
import { PodNetwork } from './pod-network';
import type { Rack } from './rack';
import { SiteShare, type ShareRequest } from './site-share';
import { nodeAsn, type AsnPlan } from '../network/addressing/asn-plan';
import type { OutsideRouter } from '../network/outside/outside-router';
import type { TrafficClass } from '../network/demand/traffic-class';
import type { Topology } from '../network/fabric/topology';

/** Networks of a site by use. */
export interface SiteAddresses {
  /** Hosts and switches. */
  readonly underlay: Cidr;
  /** Hosts and switches in IPv6, beside those of `underlay`. @default - they have no IPv6 addresses */
  readonly ipv6?: Cidr;
  /** Ranges of fabrics by name. @default - each has a quarter of `underlay` by its place, and a sixteenth of `ipv6` */
  readonly fabrics?: Readonly<Record<string, Cidr>>;
  /** Addresses of load balancers, reached from outside. */
  readonly virtualIps: Cidr;
  /** Pods of the site's clusters. @default - not known: not checked for overlaps */
  readonly pods?: Cidr;
  /**
   * Prefix length of the range of pods that each node gets.
   * @default 24, or 64 where pods have IPv6 addresses, as kube-controller-manager has it
   */
  readonly nodePodPrefix?: number;
  /**
   * Services of the site's clusters.
   * @default - not known: not checked for overlaps, and names are only asked of pods
   */
  readonly services?: Cidr;
}

/** What a site consists of. */
export interface SiteOptions {
  /** Rows of equal racks by name. */
  readonly racks: Readonly<Record<string, Rack>>;
  /** Groups of equal servers by name. */
  readonly servers: Readonly<Record<string, ServerGroup>>;
  /** Fabrics that join them, by name. */
  readonly fabrics: Readonly<Record<string, Topology>>;
  /** Networks by use. */
  readonly addresses: SiteAddresses;
  /** AS numbers of switches and servers. @default AsnPlan.fourByte() */
  readonly asns?: AsnPlan;
  /** Routers that are not of the site, by name. @default - none: nothing beyond the site is reached */
  readonly outside?: Readonly<Record<string, OutsideRouter>>;
  /** How pods reach other hosts. @default PodNetwork.routed() */
  readonly podNetwork?: PodNetwork;
  /** Power and cooling. @default - not known: only the feeds of racks are proven */
  readonly plant?: Plant;
  /** Availabilities that are asked for, by name. @default - none */
  readonly availability?: Readonly<Record<string, AvailabilityGoal>>;
  /** How the use of the site grows. @default - not known: no month is named when something runs out */
  readonly growth?: Growth;
  /** What runs through the fabrics, by name. @default - not known: links are not proven to carry it */
  readonly traffic?: Readonly<Record<string, TrafficClass>>;
  /**
   * Kinds of cables and the ways that they take.
   * @default - not known: neither lengths nor modules are proven or listed
   */
  readonly cabling?: CablingOptions;
}

/** Shares get 1/2^3 of the virtual IPs each. */
const SLICE_BITS = 3;

/**
 * A physical site: racks, servers, fabric and addresses. It is described once; each stage gets a share of it.
 *
 * @example
 * const site = new Site('oslo1', {
 *   racks: { gpu: Rack.row(2, { units: 48, feeds: 3, feed: Power.kw(23) }) },
 *   servers: { h100: ServerModel.DGX_H100.times(4) },
 *   fabrics: { main: Topology.leafSpine({ leaf: SwitchModel.SN5600, spine: SwitchModel.SN5600, spines: 2 }) },
 *   addresses: { underlay: Cidr.of('10.0.0.0/16'), virtualIps: Cidr.of('198.51.100.0/24') },
 * });
 * site.share({ h100: 2 }).servers('h100').names; // ['oslo1-h100-001', 'oslo1-h100-002']
 */
export class Site {
  private readonly fact: SiteFact;
  private readonly taken = new Map<string, ReadonlySet<string>>();
  private slices = 0;

  /**
   * @param name DNS label; part of stack ids and node names
   * @param options what it consists of
   * @throws DH1101 when the name, or that of a group, is no DNS label; DH3009 when a group stands in no row; DH3012
   * when networks overlap; DH3013 when pods are in an overlay of unknown range; DH3019 to DH3021 when a network cannot
   * be one
   */
  public constructor(
    /** Name of the site. */
    public readonly name: string,
    /** What it consists of. */
    public readonly options: SiteOptions,
  ) {
    const { racks, servers, addresses } = options;
    checkKinds(options);
    const groups = [...Object.keys(racks), ...Object.keys(servers), ...Object.keys(options.fabrics)];
    groups.push(...Object.keys(options.outside ?? {}));
    for (const [field, given] of [['site', name] as const, ...groups.map((group) => ['group', group] as const)]) {
      const problem = checkDnsLabel(field, given, 20);
      if (problem !== undefined) fail(problem);
    }
    for (const [group, each] of Object.entries(servers)) this.checkPlacement(group, each);
    checkNetworks(addresses, Object.keys(options.fabrics));
    if (this.podNetwork.kind === 'overlay' && addresses.pods === undefined) fail(overlayWithoutPods());
    this.fact = siteFact(name, options);
  }

  /** How pods reach other hosts. */
  public get podNetwork(): PodNetwork {
    return this.options.podNetwork ?? PodNetwork.routed();
  }

  /** IP version of the pods, the first one where they have both. */
  public get ipVersion(): 4 | 6 {
    const { underlay, pods } = this.options.addresses;
    return (pods ?? underlay).version;
  }

  /** The addresses that a host may have in the eyes of pods. */
  public get hosts(): readonly Cidr[] {
    const { underlay, ipv6, pods } = this.options.addresses;
    const [own, ...tunnels] = this.podNetwork.hosts(underlay, pods);
    return [...(own === undefined ? [] : [own]), ...(ipv6 === undefined ? [] : [ipv6]), ...tunnels];
  }

  /**
   * Hands out servers to a stage. What is wrong with the request is reported by the stage that gets the share.
   *
   * @param request counts or names by group
   */
  public share(request: ShareRequest): SiteShare {
    const { names, problems } = this.handOut(request);
    const virtualIps = this.nextSlice(problems);
    return new SiteShare(this, names, problems, virtualIps, (more) => this.handOut(more));
  }

  /**
   * The rack that a server stands in.
   *
   * @param group name of the group
   * @param server name of the server
   */
  public rackOf(group: string, server: string): string {
    const placed = layoutOf(this.fact).find((each) => each.group === group);
    return placed?.servers[Number(server.slice(server.lastIndexOf('-') + 1)) - 1]?.rack ?? '';
  }

  /** What leaves must know of the Kubernetes nodes that tell them about load balancers. */
  public get routing(): ClusterRouting {
    return { asn: nodeAsn(this.fact.asns), virtualIps: [this.options.addresses.virtualIps] };
  }

  /** All that the site says of itself. */
  public get statements(): readonly SiteStatement[] {
    return siteStatements(this.fact, this.options);
  }

  /** The site as a fact. */
  public toFact(): SiteFact {
    return this.fact;
  }

  /** Each share gets an eighth of the virtual IPs, in the order of the shares: a share added last moves no address. */
  private nextSlice(problems: Problem[]): Cidr {
    const { virtualIps } = this.options.addresses;
    const bits = Math.min(SLICE_BITS, (virtualIps.version === 4 ? 32 : 128) - virtualIps.prefix);
    const index = this.slices;
    this.slices += 1;
    if (index >= 2 ** bits) problems.push(virtualIpsExhausted(virtualIps.toString(), 2 ** bits));
    return virtualIps.slice(virtualIps.prefix + bits, Math.min(index, 2 ** bits - 1));
  }

  private checkPlacement(group: string, { placement: { row, at }, count, deliveries }: ServerGroup): void {
    const { racks } = this.options;
    const rows = Object.keys(racks);
    if (row === undefined ? rows.length !== 1 : !rows.includes(row)) fail(unknownRow(group, row, rows));
    const own = row ?? rows[0] ?? '';
    const most = racks[own]?.batches.length ?? 1;
    const beyond = deliveries.find(({ delivery = 1 }) => delivery > most)?.delivery;
    if (beyond !== undefined) fail(invalidCount(`delivery of ${group}`, beyond, 1, most));
    if (at === undefined) return;
    const known = Array.from({ length: racks[own]?.count ?? 0 }, (_, index) => rackName(this.name, own, index));
    const stray = at.find((rack) => !known.includes(rack));
    if (stray !== undefined) fail(unknownRack(group, stray, known));
    if (at.length !== count) fail(invalidCount(`at of ${group}`, at.length, count, count));
  }

  private handOut(request: ShareRequest): { names: Record<string, readonly string[]>; problems: Problem[] } {
    const problems: Problem[] = [];
    const entries = Object.entries(request).map(
      ([group, wanted]) => [group, this.take(group, wanted, problems)] as const,
    );
    return { names: Object.fromEntries(entries), problems };
  }

  private take(group: string, wanted: number | readonly string[], problems: Problem[]): readonly string[] {
    const total = this.options.servers[group]?.count;
    if (total === undefined) {
      problems.push(unknownServerGroup(group, this.name, Object.keys(this.options.servers)));
      return [];
    }
    if (typeof wanted !== 'number') return this.named(group, total, wanted, problems);
    const wrong = checkCount(group, wanted);
    if (wrong !== undefined) {
      problems.push(wrong);
      return [];
    }
    const taken = this.takenOf(group);
    const left = this.names(group, total).filter((name) => !taken.has(name));
    if (wanted > left.length) problems.push(shareExceedsSite(group, wanted, left.length, total));
    return this.give(group, left.slice(0, wanted));
  }

  private named(group: string, total: number, names: readonly string[], problems: Problem[]): readonly string[] {
    const all = new Set(this.names(group, total));
    const ends = [serverName(this.name, group, 1), serverName(this.name, group, total)] as const;
    for (const name of names) if (!all.has(name)) problems.push(unknownServer(name, group, ...ends));
    return this.give(
      group,
      names.filter((name) => all.has(name)),
    );
  }

  private names(group: string, total: number): readonly string[] {
    return Array.from({ length: total }, (_, index) => serverName(this.name, group, index + 1));
  }

  private takenOf(group: string): ReadonlySet<string> {
    return this.taken.get(group) ?? new Set();
  }

  /** Named servers are taken as well: a share that counts gets others. */
  private give(group: string, names: readonly string[]): readonly string[] {
    this.taken.set(group, new Set([...this.takenOf(group), ...names]));
    return names;
  }
}

/** What a compiler says of a program in TypeScript. */
function checkKinds({ racks, servers, fabrics, addresses, outside = {} }: SiteOptions): void {
  instances('racks', racks, 'Rack');
  instances('servers', servers, 'ServerGroup');
  instances('fabrics', fabrics, 'Topology');
  instances('outside', outside, 'OutsideRouter');
  const { underlay, virtualIps, ipv6, pods, services, fabrics: ranges = {} } = { ...addresses };
  const optional = Object.entries({ ipv6, pods, services }).filter(([, range]) => range !== undefined);
  instances('addresses', { underlay, virtualIps, ...Object.fromEntries(optional) }, 'Cidr');
  instances('addresses.fabrics', ranges, 'Cidr');
}
