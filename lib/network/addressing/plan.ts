import { addressesExhausted, asnInUse, asnsExhausted } from '../../errors/fabric';
import type { Problem } from '../../errors/problem';
import type { Cidr } from '../../units/cidr';
import type { DeviceRole, Fabric, FabricEnd, FabricNode } from '../fabric/fabric';
import type { SwitchClass, TopologySpec } from '../fabric/spec';
import { asnOf, checkAsn, type AsnSpec } from './asn-plan';
import type { AddressPair, DeviceLink, DevicePlan } from './device-plan';
import { rangeOf, splitRange, type FabricRanges } from './ranges';

/** What the addresses of a fabric follow from. */
export interface AddressingInput {
  /** Name of the site. */
  readonly site: string;
  /** Place of the fabric among those of the site. */
  readonly index: number;
  /** Devices and cables. */
  readonly fabric: Fabric;
  /** Settings of the fabric. */
  readonly topology: TopologySpec;
  /** Classes of its switches. */
  readonly classes: readonly SwitchClass[];
  /** Range of the fabric by IP version; null where it has none. */
  readonly ranges: { readonly v4: Cidr | null; readonly v6: Cidr | null };
  /** AS numbers of the site. */
  readonly asns: AsnSpec;
  /** Groups and places of servers, by name, where AS numbers follow from them. */
  readonly members: ReadonlyMap<string, { readonly group: number; readonly index: number }>;
  /** Other ranges that devices may announce: pods and virtual IPs. */
  readonly others: readonly Cidr[];
  /** Kubernetes nodes that tell leaves about load balancers; null when there are none. */
  readonly cluster: { readonly asn: number; readonly virtualIps: readonly Cidr[] } | null;
}

/** Plans of all devices, and what is wrong with them. */
export interface PlannedDevices {
  /** Plans in the order of the fabric's nodes. */
  readonly devices: readonly DevicePlan[];
  /** What is wrong, each once. */
  readonly problems: readonly Problem[];
}

/**
 * What is wrong with the addresses and AS numbers of a fabric, without writing any of them: each synthesis asks this.
 *
 * @param input the fabric and its ranges
 * @param inPorts whether each cable is in a port that its switch has
 */
export function checkDevices(input: AddressingInput, inPorts: boolean): readonly Problem[] {
  const planner = new Planner(input);
  planner.check(inPorts);
  return [...planner.problems.values()];
}

type Version = 'v4' | 'v6';
/** Numbers of a free graph's cores begin here among those of its spines. */
const CORES = 5000;
const PLURAL: Readonly<Record<DeviceRole, string>> = {
  server: 'servers',
  leaf: 'leaves',
  spine: 'spines',
  core: 'cores',
};
const NONE: AddressPair = { v4: null, v6: null };

/**
 * Addresses and AS numbers of all devices of a fabric. Each follows from the stable number of a device, or from the
 * port of a leaf, and from nothing else: what is added renumbers nothing.
 *
 * @param input the fabric and its ranges
 */
export function planDevices(input: AddressingInput): PlannedDevices {
  const planner = new Planner(input);
  return { devices: planner.devices(), problems: [...planner.problems.values()] };
}

class Planner {
  public readonly problems = new Map<string, Problem>();
  private readonly needed = new Map<string, number>();
  private readonly split: Readonly<Record<Version, FabricRanges | null>>;
  private readonly strides: ReadonlyMap<DeviceRole, Stride>;

  /** @param input the fabric and its ranges */
  public constructor(private readonly input: AddressingInput) {
    const { v4, v6 } = input.ranges;
    this.split = { v4: v4 === null ? null : splitRange(v4), v6: v6 === null ? null : splitRange(v6) };
    this.strides = stridesOf(input);
  }

  /** Numbers and addresses are counted from the first of a range: where the last device and port have one, all have. */
  public check(inPorts: boolean): void {
    const { fabric, topology, asns, cluster } = this.input;
    const last = lastOf(fabric.nodes);
    const isCounted = asns.bytes === 4 && asns.taken.length === 0 && cluster === null;
    for (const node of isCounted ? last : fabric.nodes) this.asn(node);
    for (const node of last) this.loopback(node);
    if (!topology.numbered || (inPorts && last.every((node) => this.hasRoom(node)))) return;
    const used = { leaf: -1, other: -1 };
    const { length } = fabric.links;
    for (let link = 0; link < length; link++) {
      const isUpper = this.isUpperOwner(link);
      const { role } = this.endOf(link, isUpper);
      const index = this.indexOf(link, isUpper);
      if (role === 'leaf') used.leaf = Math.max(used.leaf, index);
      else used.other = Math.max(used.other, index);
    }
    for (const [kind, index] of Object.entries(used)) if (index >= 0) this.addressesOf(kind === 'leaf', index);
  }

  /** Whether each port of a switch has addresses, used or not; those of servers are their leaves'. */
  private hasRoom({ role, id }: FabricNode): boolean {
    if (role === 'server') return true;
    const { ports } = this.strides.get(role) ?? ONE;
    const needed = 2 * (id + 1) * ports;
    return [this.split.v4, this.split.v6].every(
      (ranges) => ranges === null || needed <= linksOf(ranges, role === 'leaf').size,
    );
  }

  public devices(): readonly DevicePlan[] {
    const { site, fabric, topology } = this.input;
    const links: DeviceLink[][] = fabric.nodes.map(() => []);
    const asns = fabric.nodes.map((node) => this.asn(node));
    const loopbacks = fabric.nodes.map((node) => this.loopback(node));
    const own = { asns, loopbacks };
    let at = 0;
    for (const { a, b, bps } of fabric.links) {
      const pair = topology.numbered ? this.linkAddresses(at) : { a: NONE, b: NONE };
      links[a.node]?.push(this.link(a, b, bps, pair.a, pair.b, own));
      links[b.node]?.push(this.link(b, a, bps, pair.b, pair.a, own));
      at += 1;
    }
    const announces = this.announces();
    return fabric.nodes.map((node, index): DevicePlan => {
      const loopback = loopbacks[index] ?? NONE;
      return {
        name: node.name,
        site,
        fabric: fabric.name,
        role: node.role,
        id: node.id,
        model: node.model,
        rack: node.rack,
        rail: node.rail,
        asn: asns[index] ?? 0,
        routerId: loopback.v4 ?? syntheticId(node),
        loopback,
        mtu: topology.mtu,
        links: (links[index] ?? []).sort(byPort),
        announces,
        cluster: node.role === 'leaf' ? this.cluster() : null,
      };
    });
  }

  private link(
    own: FabricEnd,
    other: FabricEnd,
    bps: number,
    local: AddressPair,
    remote: AddressPair,
    { asns, loopbacks }: Own,
  ): DeviceLink {
    const peer = this.input.fabric.nodes[other.node] as FabricNode;
    return {
      port: own.port,
      lane: own.lane,
      bps,
      peer: peer.name,
      peerRole: peer.role,
      peerPort: other.port,
      peerLane: other.lane,
      peerAsn: asns[other.node] ?? 0,
      peerLoopback: loopbacks[other.node] ?? NONE,
      local,
      remote,
    };
  }

  private asn(node: FabricNode): number {
    const { index, asns, fabric, members } = this.input;
    const pod = this.asnPod(node);
    const member = members.get(node.name);
    const holder = { fabric: index, role: node.role, id: node.id, pod };
    const asn = asnOf(asns, member === undefined ? holder : { ...holder, member });
    if (asn === undefined) {
      const range = `${asns.bytes}-byte AS numbers from ${asns.base}`;
      const [pool, needed] = [`AS numbers of ${PLURAL[node.role]}`, (member?.index ?? node.id) + 1];
      const more = asns.bytes === 2 ? 'AsnPlan.fourByte, which has room for all' : 'a lower base';
      this.report(asnsExhausted(fabric.name, pool, range, needed, more), needed);
      return asns.base;
    }
    const taken = checkAsn(asns, asn, node.name);
    if (taken !== undefined) this.report(taken, 0, asn);
    if (this.input.cluster?.asn === asn) this.report(asnInUse(asn, [node.name, 'the nodes of the cluster']), 0, asn);
    return asn;
  }

  /** Spines of a free graph may be neighbours, and neighbours must not share a number. */
  private asnPod({ role, id, pod }: FabricNode): number | null {
    const { kind } = this.input.topology.shape;
    if (kind === 'graph') return role === 'core' ? CORES + id : id;
    return kind === 'fat-tree' && role === 'spine' ? pod : null;
  }

  private loopback(node: FabricNode): AddressPair {
    const of = (version: Version) => {
      const ranges = this.split[version];
      if (ranges === null) return null;
      // Servers are numbered from 1.
      const index = node.role === 'server' ? node.id : node.id + 1;
      return this.take(rangeOf(ranges, node.role), `addresses of ${PLURAL[node.role]}`, index);
    };
    return { v4: of('v4'), v6: of('v6') };
  }

  private linkAddresses(link: number): { readonly a: AddressPair; readonly b: AddressPair } {
    const isUpper = this.isUpperOwner(link);
    return this.addressesOf(this.endOf(link, isUpper).role === 'leaf', this.indexOf(link, isUpper));
  }

  /** Whether the addresses of a cable follow from the port at its end of the higher tier. */
  private isUpperOwner(link: number): boolean {
    const lower = this.endOf(link, false).role;
    return lower === 'server' || (lower === 'leaf' && this.endOf(link, true).role === 'leaf');
  }

  private endOf(link: number, isUpper: boolean): FabricNode {
    const { nodes, links } = this.input.fabric;
    return nodes[(isUpper ? links.a : links.b).node[link]!]!;
  }

  /** Which of the links of its tier a cable is, by the port of the end that it belongs to. */
  private indexOf(link: number, isUpper: boolean): number {
    const { role, id } = this.endOf(link, isUpper);
    const { links } = this.input.fabric;
    const { port, lane } = isUpper ? links.a : links.b;
    const { ports, lanes } = this.strides.get(role) ?? ONE;
    return id * ports + port[link]! * lanes + Math.max(0, lane[link]!);
  }

  /** The even address is that of the end at the higher tier. */
  private addressesOf(isLeaf: boolean, index: number): { readonly a: AddressPair; readonly b: AddressPair } {
    const of = (version: Version, side: 0 | 1) => {
      const ranges = this.split[version];
      if (ranges === null) return null;
      return this.take(linksOf(ranges, isLeaf), 'links', 2 * index + side);
    };
    return { a: { v4: of('v4', 0), v6: of('v6', 0) }, b: { v4: of('v4', 1), v6: of('v6', 1) } };
  }

  private announces(): DevicePlan['announces'] {
    const { topology, others } = this.input;
    const rdma = topology.numbered && (topology.carries?.includes('rdma') ?? false);
    const of = (version: Version) => {
      const ranges = this.split[version];
      const own = ranges === null ? [] : [ranges.servers, ranges.switches, ...(rdma ? [ranges.leafLinks] : [])];
      const more = others.filter((range) => range.version === (version === 'v4' ? 4 : 6));
      return [...own, ...more].map(String);
    };
    return { v4: of('v4'), v6: of('v6') };
  }

  private cluster(): DevicePlan['cluster'] {
    const { cluster } = this.input;
    if (cluster === null) return null;
    const servers = [this.split.v4?.servers, this.split.v6?.servers];
    const ranges = servers.flatMap((range) => (range === undefined ? [] : [range.toString()]));
    return { asn: cluster.asn, ranges, virtualIps: cluster.virtualIps.map(String) };
  }

  private take(range: Cidr, pool: string, index: number): string | null {
    if (index < range.size) return range.address(index);
    const { v4, v6 } = this.input.ranges;
    const whole = range.version === 4 ? v4 : v6;
    // The parts of a range grow with it.
    const prefix = (whole ?? range).prefix - Math.ceil(Math.log2((index + 1) / range.size));
    const { name } = this.input.fabric;
    this.report(addressesExhausted(name, pool, range.toString(), index + 1, range.size, prefix), index);
    return null;
  }

  /** One of a kind is enough, the one that needs the most; of AS numbers, one for each. */
  private report(problem: Problem, needed = 0, asn = 0): void {
    const key = `${problem.code} ${problem.what} ${asn}`;
    if (needed >= (this.needed.get(key) ?? -1)) this.problems.set(key, problem);
    this.needed.set(key, Math.max(needed, this.needed.get(key) ?? -1));
  }
}

/** What devices have of their own, by index. */
interface Own {
  readonly asns: readonly number[];
  readonly loopbacks: readonly AddressPair[];
}

/** The device of each role that comes last. */
function lastOf(nodes: readonly FabricNode[]): readonly FabricNode[] {
  const last = new Map<DeviceRole, FabricNode>();
  for (const node of nodes) if (node.id > (last.get(node.role)?.id ?? -1)) last.set(node.role, node);
  return [...last.values()];
}

function linksOf({ leafLinks, spineLinks }: FabricRanges, isLeaf: boolean): Cidr {
  return isLeaf ? leafLinks : spineLinks;
}

/** Numbers that are kept for the ports of a device, and for the lane groups of a cage. */
interface Stride {
  readonly ports: number;
  readonly lanes: number;
}

const ONE: Stride = { ports: 1, lanes: 1 };

/** Switches of a role share a range, and in a free graph they may be of several classes: the largest one counts. */
function stridesOf({ fabric, classes }: AddressingInput): ReadonlyMap<DeviceRole, Stride> {
  const sizes = new Map(
    classes.map((model) => {
      const lanes = Math.max(1, ...model.ports.flatMap(({ breakouts }) => breakouts.map(({ count }) => count)));
      return [model.name, { lanes, cages: model.ports.reduce((sum, { count }) => sum + count, 0) }];
    }),
  );
  const strides = new Map<DeviceRole, Stride>();
  const models = new Map<string, FabricNode>();
  for (const node of fabric.nodes.slice(fabric.servers)) models.set(`${node.role} ${node.model}`, node);
  for (const { role, model } of models.values()) {
    const { lanes = 1, cages = 1 } = sizes.get(model) ?? {};
    const before = strides.get(role) ?? ONE;
    const most = Math.max(before.lanes, lanes);
    strides.set(role, { lanes: most, ports: most * Math.max(before.ports / before.lanes, cages) });
  }
  return strides;
}

/** A cage has fewer lane groups than this. */
const LANES = 16;

function byPort(x: DeviceLink, y: DeviceLink): number {
  return (x.port - y.port) * LANES + (x.lane ?? 0) - (y.lane ?? 0);
}

/**
 * A router id must look like an IPv4 address, and must be unique: in a fabric without IPv4 it is made of the number.
 */
function syntheticId({ role, id }: FabricNode): string {
  const tier = { server: 0, leaf: 1, spine: 2, core: 3 }[role];
  const value = (tier + 1) * 2 ** 24 + id + 1;
  return [24, 16, 8, 0].map((bits) => Math.floor(value / 2 ** bits) % 256).join('.');
}
