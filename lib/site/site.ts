import type { ServerGroup } from '../catalog/server-model';
import { fail } from '../errors/datahall-error';
import type { Problem } from '../errors/problem';
import {
  networksOverlap,
  virtualIpsExhausted,
  shareExceedsSite,
  unknownRow,
  unknownServer,
  unknownServerGroup,
} from '../errors/site';
import type { Cidr } from '../units/cidr';
import { checkCount, checkDnsLabel } from '../units/names';
import type { SiteFact } from './facts';
import type { Rack } from './rack';
import { SiteShare } from './site-share';
import type { Topology } from './topology';

/** Networks of a site by use. */
export interface SiteAddresses {
  /** Hosts and switches. */
  readonly underlay: Cidr;
  /** Addresses of load balancers, reached from outside. */
  readonly virtualIps: Cidr;
}

/** What a site consists of. */
export interface SiteOptions {
  /** Rows of equal racks by name. */
  readonly racks: Readonly<Record<string, Rack>>;
  /** Groups of equal servers by name. */
  readonly servers: Readonly<Record<string, ServerGroup>>;
  /** How the servers are connected. */
  readonly fabric: Topology;
  /** Networks by use. */
  readonly addresses: SiteAddresses;
}

/** A number of servers, taken in order from those that are left, or the names of certain ones. */
export type ShareRequest = Readonly<Record<string, number | readonly string[]>>;

/** Shares get 1/2^3 of the virtual IPs each. */
const SLICE_BITS = 3;

/**
 * A physical site: racks, servers, fabric and addresses. It is described once; each stage gets a share of it.
 *
 * @example
 * const site = new Site('oslo1', {
 *   racks: { gpu: Rack.row(2, { units: 48, feeds: 3, feed: Power.kw(23) }) },
 *   servers: { h100: ServerModel.DGX_H100.times(4) },
 *   fabric: Topology.leafSpine({ leaf: SwitchModel.SN5600, spine: SwitchModel.SN5600, spines: 2 }),
 *   addresses: { underlay: Cidr.of('10.0.0.0/16'), virtualIps: Cidr.of('198.51.100.0/24') },
 * });
 * site.share({ h100: 2 }).servers('h100').names; // ['oslo1-h100-001', 'oslo1-h100-002']
 */
export class Site {
  private readonly taken = new Map<string, ReadonlySet<string>>();
  private slices = 0;

  /**
   * @param name DNS label; part of stack ids and node names
   * @param options what it consists of
   * @throws DH1101 when the name, or that of a group, is no DNS label; DH3009 when a group stands in no row; DH3012 when
   * networks overlap
   */
  public constructor(
    /** Name of the site. */
    public readonly name: string,
    /** What it consists of. */
    public readonly options: SiteOptions,
  ) {
    const { racks, servers, addresses } = options;
    const groups = [...Object.keys(racks), ...Object.keys(servers)];
    for (const [field, given] of [['site', name] as const, ...groups.map((group) => ['group', group] as const)]) {
      const problem = checkDnsLabel(field, given, 20);
      if (problem !== undefined) fail(problem);
    }
    for (const [group, { row }] of Object.entries(servers)) {
      const rows = Object.keys(racks);
      if (row === undefined ? rows.length !== 1 : !rows.includes(row)) fail(unknownRow(group, row, rows));
    }
    if (addresses.underlay.overlaps(addresses.virtualIps))
      fail(networksOverlap(addresses.virtualIps.toString(), addresses.underlay.toString()));
  }

  /**
   * Hands out servers to a stage. What is wrong with the request is reported by the stage that gets the share.
   *
   * @param request counts or names by group
   */
  public share(request: ShareRequest): SiteShare {
    const problems: Problem[] = [];
    const names = Object.entries(request).map(([group, wanted]) => [group, this.take(group, wanted, problems)]);
    const virtualIps = this.nextSlice(problems);
    return new SiteShare(this, Object.fromEntries(names) as Record<string, readonly string[]>, problems, virtualIps);
  }

  /**
   * The rack that a server stands in. The servers of a group go round its row, so that adding servers moves none.
   *
   * @param group name of the group
   * @param server name of the server
   */
  public rackOf(group: string, server: string): string {
    const row = this.rowOf(group);
    const number = Number(server.slice(server.lastIndexOf('-') + 1));
    const racks = this.options.racks[row]?.count ?? 1;
    return `${this.name}-${row}-${String(((number - 1) % racks) + 1).padStart(2, '0')}`;
  }

  /** The site as a fact. */
  public toFact(): SiteFact {
    const { racks, servers, fabric, addresses } = this.options;
    const count = Object.values(servers).reduce((sum, group) => sum + group.count, 0);
    return {
      name: this.name,
      racks: Object.entries(racks).map(([row, { count: racksInRow, options }]) => ({
        row,
        count: racksInRow,
        units: options.units,
        feeds: options.feeds,
        feedWatts: options.feed.watts,
      })),
      servers: Object.entries(servers).map(([group, { model, count: number }]) => ({
        group,
        model: model.facts.name,
        count: number,
        row: this.rowOf(group),
        rackUnits: model.facts.rackUnits,
        maxPowerWatts: model.facts.maxPower.watts,
        powerSupplies: { count: model.facts.powerSupplies.count, required: model.facts.powerSupplies.required },
        gpus: model.facts.gpus?.count ?? 0,
        source: model.facts.source,
      })),
      fabric: {
        topology: fabric.kind,
        leaves: fabric.leavesFor(count),
        spines: fabric.spines,
        homing: fabric.homing,
        ...fabric.models,
        rackUnits: fabric.rackUnits(count),
      },
      addresses: { underlay: addresses.underlay.toString(), virtualIps: addresses.virtualIps.toString() },
    };
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

  private rowOf(group: string): string {
    return this.options.servers[group]?.row ?? Object.keys(this.options.racks)[0] ?? '';
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
    const ends = [this.serverName(group, 1), this.serverName(group, total)] as const;
    for (const name of names) if (!all.has(name)) problems.push(unknownServer(name, group, ...ends));
    return this.give(
      group,
      names.filter((name) => all.has(name)),
    );
  }

  private names(group: string, total: number): readonly string[] {
    return Array.from({ length: total }, (_, index) => this.serverName(group, index + 1));
  }

  private takenOf(group: string): ReadonlySet<string> {
    return this.taken.get(group) ?? new Set();
  }

  /** Named servers are taken as well: a share that counts gets others. */
  private give(group: string, names: readonly string[]): readonly string[] {
    this.taken.set(group, new Set([...this.takenOf(group), ...names]));
    return names;
  }

  /** Three digits, more only where they are needed: adding servers renames none. */
  private serverName(group: string, number: number): string {
    return `${this.name}-${group}-${String(number).padStart(3, '0')}`;
  }
}
