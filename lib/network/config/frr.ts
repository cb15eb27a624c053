import type { DevicePlan } from '../addressing/device-plan';
import { outsideGroups, outsideLists, outsidePolicy } from './frr-outside';
import { clusterGroup, clusterPolicy, nextHopTracking } from './frr-cluster';
import { linuxPortName, type PortName } from './port-names';
import { ANY, HOST_BITS, ownAddresses, prefixLists, SELF, serverList, SITE } from './prefix-lists';
import { FAMILIES, familiesOf, type Family, type Session, sessionsOf } from './sessions';

/** How configurations of FRRouting are written. */
export interface FrrOptions {
  /** Names interfaces. @default - {@link linuxPortName}: `swp1`, `swp1s0`, and `eth0` on servers */
  readonly portName?: PortName;
  /** Time between BFD packets in milliseconds; a neighbour is lost after three of them. @default 300 */
  readonly bfdInterval?: number;
  /**
   * Whether numbered sessions refuse packets that came through a router (RFC 5082). Both ends must do so: SONiC's
   * bgpcfgd cannot, so false where the other end is SONiC. @default true
   */
  readonly ttlSecurity?: boolean;
  /** Whether the device asks its neighbours to take other ways (RFC 8326), before maintenance. @default false */
  readonly drained?: boolean;
}

const BFD_PROFILE = 'FABRIC';
const MAXIMUM_PATHS = 64;
const SERVER_PREFIXES = 16;

/**
 * The `frr.conf` of a device, for `vtysh -b` or `frr-reload.py`. Written for and tested with FRRouting 8.4.
 *
 * @param device what to configure
 * @param options how
 */
export function frrConfig(device: DevicePlan, options: FrrOptions = {}): string {
  const { portName = linuxPortName, bfdInterval = 300 } = options;
  const sessions = sessionsOf(device, portName);
  const blocks: readonly (readonly string[])[] = [
    [
      'frr defaults datacenter',
      `hostname ${device.name}`,
      'log syslog informational',
      // FRRouting 8.4 loses members of a next hop group in the kernel after a link flap, though it lists them (FRR
      // issue 15505). Single next hops come back.
      'no zebra nexthop kernel enable',
      'service integrated-vtysh-config',
    ],
    ...interfaces(device, portName),
    familiesOf(device).flatMap((family) => [...prefixLists(device, family), ...outsideLists(device, family)]),
    ...sources(device),
    ...nextHopTracking(device, portName),
    // Before `router bgp`, which refers to it.
    [
      'bfd',
      ` profile ${BFD_PROFILE}`,
      '  detect-multiplier 3',
      `  receive-interval ${bfdInterval}`,
      `  transmit-interval ${bfdInterval}`,
      ' exit',
      'exit',
    ],
    bgp(device, sessions, options),
  ];
  return `${blocks.map((lines) => [...lines, '!'].join('\n')).join('\n')}\n`;
}

function interfaces(device: DevicePlan, portName: PortName): readonly string[][] {
  const loopback = FAMILIES.flatMap((family) =>
    ownAddresses(device, family).flatMap((address) => addressLine(family, address, HOST_BITS[family])),
  );
  const ports = [...device.links, ...(device.outside ?? [])].flatMap((link) => {
    const lines = FAMILIES.flatMap((family) => addressLine(family, link.local[family], HOST_BITS[family] - 1));
    return lines.length === 0 ? [] : [[`interface ${portName(device.role, link.port, link.lane)}`, ...lines, 'exit']];
  });
  return [...(loopback.length === 0 ? [] : [['interface lo', ...loopback, 'exit']]), ...ports];
}

function addressLine(family: Family, address: string | null, prefix: number): readonly string[] {
  return address === null ? [] : [` ${family === 'v4' ? 'ip' : 'ipv6'} address ${address}/${prefix}`];
}

/** What a device sends comes from its loopback, so a connection lives on when the port that it began on is lost. */
function sources(device: DevicePlan): readonly string[][] {
  const words = { v4: ['SOURCE', 'ip'], v6: ['SOURCE-V6', 'ipv6'] } as const;
  return familiesOf(device).map((family) => {
    const [name, command] = words[family];
    const address = device.loopback[family] ?? '';
    return [
      `route-map ${name} permit 10`,
      ` set src ${address}`,
      'exit',
      '!',
      `${command} protocol bgp route-map ${name}`,
    ];
  });
}

function bgp(device: DevicePlan, sessions: readonly Session[], options: FrrOptions): readonly string[] {
  const groups = new Map(sessions.map((session) => [session.group, session] as const));
  return [
    `router bgp ${device.asn}`,
    ` bgp router-id ${device.routerId}`,
    // A session without a policy carries nothing; frr defaults datacenter would let everything through.
    ' bgp ebgp-requires-policy',
    // Ways through neighbours of different AS numbers count as equal.
    ' bgp bestpath as-path multipath-relax',
    ' no bgp default ipv4-unicast',
    ...(options.drained === true ? [' bgp graceful-shutdown'] : []),
    ...[...groups].flatMap(([name, session]) => groupLines(name, session, options)),
    ...sessions.flatMap(sessionLines),
    ...clusterGroup(device),
    ...outsideGroups(device, BFD_PROFILE),
    ...familiesOf(device).flatMap((family) => addressFamily(device, family, sessions, groups)),
    'exit',
  ];
}

function groupLines(name: string, session: Session, { ttlSecurity = true }: FrrOptions): readonly string[] {
  return [
    ` neighbor ${name} peer-group`,
    ` neighbor ${name} bfd`,
    ` neighbor ${name} bfd profile ${BFD_PROFILE}`,
    // Link-local addresses are never routed: an unnumbered session needs no look at the TTL.
    ...(!session.unnumbered && ttlSecurity ? [` neighbor ${name} ttl-security hops 1`] : []),
    ...(!session.unnumbered && session.families.length === 2 ? [` neighbor ${name} capability extended-nexthop`] : []),
  ];
}

/**
 * The exact AS number of each neighbour: a session over a cable in a wrong port does not come up. Lines are written as
 * `show running-config` writes them: what is written otherwise, `frr-reload.py` takes out and puts in again, and the
 * session with it.
 */
function sessionLines({ neighbor, unnumbered, group, link }: Session): readonly string[] {
  return [
    ...(unnumbered
      ? [
          ` neighbor ${neighbor} interface v6only peer-group ${group}`,
          ` neighbor ${neighbor} remote-as ${link.peerAsn}`,
        ]
      : [` neighbor ${neighbor} remote-as ${link.peerAsn}`, ` neighbor ${neighbor} peer-group ${group}`]),
    ` neighbor ${neighbor} description ${link.peer}`,
  ];
}

function addressFamily(
  device: DevicePlan,
  family: Family,
  sessions: readonly Session[],
  groups: ReadonlyMap<string, Session>,
): readonly string[] {
  const carried = (session: Session): boolean => session.families.includes(family);
  return [
    ' !',
    ` address-family ${family === 'v4' ? 'ipv4' : 'ipv6'} unicast`,
    ...ownAddresses(device, family).map((own) => `  network ${own}/${HOST_BITS[family]}`),
    `  maximum-paths ${MAXIMUM_PATHS}`,
    ...[...groups]
      .filter(([, session]) => carried(session))
      .flatMap(([name, { link }]) => policy(device, name, link.peerRole)),
    ...sessions
      .filter((session) => carried(session) && session.link.peerRole === 'server')
      .map(({ neighbor, link }) => `  neighbor ${neighbor} prefix-list ${serverList(link.peer)} in`),
    ...clusterPolicy(device, family),
    ...outsidePolicy(device, family),
    ' exit-address-family',
  ];
}

function policy(device: DevicePlan, group: string, peer: DevicePlan['role']): readonly string[] {
  const isServer = device.role === 'server';
  return [
    `  neighbor ${group} activate`,
    // From a server: its own list, on the session.
    ...(peer === 'server'
      ? [`  neighbor ${group} maximum-prefix ${SERVER_PREFIXES} restart 5 force`]
      : [`  neighbor ${group} prefix-list ${isServer ? ANY : SITE} in`]),
    `  neighbor ${group} prefix-list ${isServer ? SELF : SITE} out`,
  ];
}
