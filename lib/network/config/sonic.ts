import { fail } from '../../errors/datahall-error';
import { sonicMtu, sonicServer, sonicUnnumbered } from '../../errors/network-config';
import type { DeviceLink, DevicePlan } from '../addressing/device-plan';
import type { DeviceRole } from '../fabric/fabric';
import { FAMILIES, type Family } from './sessions';
import { HOST_BITS } from './prefix-lists';

/** A cage of a switch, as `port_config.ini` or `platform.json` of its platform lists it. */
export interface SonicCage {
  /** Name of its first port, e.g. `Ethernet8`. */
  readonly name: string;
  /** Numbers of its lanes, all of them. */
  readonly lanes: readonly number[];
  /** Its front panel number. */
  readonly index: number;
  /** Its front panel name. @default - `etp` and the index */
  readonly alias?: string;
  /** Into how many ports it is broken out. @default 1 */
  readonly ports?: number;
  /** Forward error correction. @default - the platform's own */
  readonly fec?: 'rs' | 'fc' | 'none' | 'auto';
}

/** What of a SONiC switch follows from its hardware: `sonic-cfggen -d -v` of a new switch prints it. */
export interface SonicOptions {
  /** Hardware SKU, e.g. the folder below the platform's in `/usr/share/sonic/device`. */
  readonly hwsku: string;
  /** Platform, e.g. `x86_64-kvm_x86_64-r0`. */
  readonly platform: string;
  /** Base MAC address. */
  readonly mac: string;
  /** The cage of a port. */
  readonly cage: (port: number) => SonicCage;
}

/** A `config_db.json`: tables of rows of fields, all of them strings. */
export type SonicConfigDb = Readonly<Record<string, Readonly<Record<string, SonicRow>>>>;
/** Fields of a row; a list where SONiC's model has one. */
export type SonicRow = Readonly<Record<string, string | readonly string[]>>;

/** What a cable inside of the site and one to the outside have in common. */
type Cable = Pick<DeviceLink, 'lane' | 'bps' | 'peer' | 'peerAsn' | 'local' | 'remote'> & { readonly mtu: number };

/**
 * What SONiC calls the roles. Its `LeafRouter` is the second tier, which everybody else calls spine.
 */
const TYPES = {
  server: '',
  leaf: 'ToRRouter',
  spine: 'LeafRouter',
  core: 'SpineRouter',
} as const satisfies Record<DeviceRole, string>;

const MAXIMUM_MTU = 9216;

/**
 * The `config_db.json` of a switch. Its links need addresses: bgpcfgd knows neighbours by address only. The policy of
 * the sessions is that of bgpcfgd's templates, which announce the loopback and pass on what they learn, to outside
 * routers too: DH3855.
 *
 * @param device what to configure
 * @param options what follows from its hardware
 * @throws DH3840 when a link has no addresses, DH3841 for a server, DH3842 when packets are too large
 */
export function sonicConfigDb(device: DevicePlan, options: SonicOptions): SonicConfigDb {
  if (device.role === 'server') fail(sonicServer(device.name));
  if (device.mtu > MAXIMUM_MTU) fail(sonicMtu(device.name, device.mtu));
  for (const { local, peer } of device.links)
    if (FAMILIES.every((family) => local[family] === null)) fail(sonicUnnumbered(device.name, peer));
  const outside = (device.outside ?? []).map((each) => ({ ...each, peer: each.router, peerAsn: each.asn }));
  const ports = [...device.links.map((link) => ({ ...link, mtu: device.mtu })), ...outside].map((link) => ({
    link,
    name: sonicPortName(options.cage(link.port), link.lane),
  }));
  const tables = {
    DEVICE_METADATA: { localhost: metadata(device, options) },
    LOOPBACK_INTERFACE: interfaceRows('Loopback0', addresses(device.loopback, HOST_BITS)),
    PORT: Object.fromEntries(ports.map(({ link, name }) => [name, portRow(link, options.cage(link.port))])),
    INTERFACE: Object.assign(
      {},
      ...ports.map(({ link, name }) => interfaceRows(name, addresses(link.local, { v4: 31, v6: 127 }))),
    ) as Readonly<Record<string, SonicRow>>,
    DEVICE_NEIGHBOR: Object.fromEntries(
      ports.map(({ link, name }) => [
        name,
        { name: link.peer, local_port: name, ...('peerPort' in link ? { port: String(link.peerPort) } : {}) },
      ]),
    ),
    BGP_NEIGHBOR: Object.fromEntries(ports.flatMap(({ link }) => neighbors(link))),
    BGP_PEER_RANGE: peerRange(device),
  };
  return Object.fromEntries(Object.entries(tables).filter(([, rows]) => Object.keys(rows).length > 0));
}

/**
 * The name of a port. SONiC counts lanes: the second half of a cage of eight lanes that begins with `Ethernet8` is
 * `Ethernet12`.
 *
 * @param cage its cage
 * @param lane lane group of a broken out cage, from 0; null for a whole cage
 */
export function sonicPortName({ name, lanes, ports = 1 }: SonicCage, lane: number | null): string {
  const first = Number(name.replace(/^Ethernet/, ''));
  return `Ethernet${first + (lane ?? 0) * (lanes.length / ports)}`;
}

function metadata(device: DevicePlan, { hwsku, platform, mac }: SonicOptions): SonicRow {
  return {
    ...{ hostname: device.name, type: TYPES[device.role], bgp_asn: String(device.asn) },
    ...{ hwsku, platform, mac, bgp_router_id: device.routerId },
    ...{ default_bgp_status: 'up', docker_routing_config_mode: 'separated' },
  };
}

function addresses(pair: DevicePlan['loopback'], bits: Readonly<Record<Family, number>>): readonly string[] {
  return FAMILIES.flatMap((family) => (pair[family] === null ? [] : [`${pair[family]}/${bits[family]}`]));
}

/** An interface needs a row of its own beside those of its addresses. */
function interfaceRows(name: string, own: readonly string[]): Readonly<Record<string, SonicRow>> {
  return Object.fromEntries([[name, {}], ...own.map((address) => [`${name}|${address}`, {}] as const)]);
}

function portRow({ lane, bps, mtu, peer }: Cable, cage: SonicCage): SonicRow {
  const { lanes, index, ports = 1, alias = `etp${index}`, fec } = cage;
  const width = lanes.length / ports;
  const own = lanes.slice((lane ?? 0) * width, ((lane ?? 0) + 1) * width);
  return {
    alias: lane === null ? alias : `${alias}${String.fromCharCode(97 + lane)}`,
    ...{ lanes: own.join(','), speed: String(bps / 1e6), index: String(index), mtu: String(mtu) },
    ...(fec === undefined ? {} : { fec }),
    ...(lane === null ? {} : { subport: String(lane + 1) }),
    ...{ description: peer, admin_status: 'up' },
  };
}

function neighbors({ local, remote, peer, peerAsn }: Cable): readonly (readonly [string, SonicRow])[] {
  return FAMILIES.flatMap((family) => {
    const [mine, theirs] = [local[family], remote[family]];
    if (mine === null || theirs === null) return [];
    const timers = { keepalive: '3', holdtime: '9' };
    const flags = { admin_status: 'up', nhopself: '0', rrclient: '0' };
    return [[theirs, { asn: String(peerAsn), name: peer, local_addr: mine, ...timers, ...flags }] as const];
  });
}

/**
 * Kubernetes nodes tell their virtual IPs over sessions that the switch waits for. bgpcfgd has no way to say which
 * ports their addresses may be resolved by: when a node loses its cable to this leaf, the leaf goes on announcing its
 * virtual IPs until the session ends.
 */
function peerRange({ cluster, loopback }: DevicePlan): Readonly<Record<string, SonicRow>> {
  const source = loopback.v4 ?? loopback.v6;
  if (cluster === null || source === null) return {};
  const row = { name: 'CLUSTER', src_address: source, peer_asn: String(cluster.asn), ip_range: cluster.ranges };
  return { CLUSTER: row };
}
