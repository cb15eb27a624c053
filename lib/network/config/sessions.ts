import type { DeviceLink, DevicePlan } from '../addressing/device-plan';
import type { DeviceRole } from '../fabric/fabric';
import type { PortName } from './port-names';

/** IP version. */
export type Family = 'v4' | 'v6';

/** Both IP versions. */
export const FAMILIES: readonly Family[] = ['v4', 'v6'];

/** A BGP session of a device over one of its links. */
export interface Session {
  /** What the session is made to: an interface, or the address of the other end. */
  readonly neighbor: string;
  /** Whether {@link neighbor} is an interface. */
  readonly unnumbered: boolean;
  /** Peer group: sessions with the same policy. */
  readonly group: string;
  /** Versions whose routes it carries. */
  readonly families: readonly Family[];
  /** Its link. */
  readonly link: DeviceLink;
}

const GROUPS = { server: 'SERVERS', leaf: 'LEAVES', spine: 'SPINES', core: 'CORES' } as const satisfies Record<
  DeviceRole,
  string
>;

/**
 * Versions that a device routes: those of its own address.
 *
 * @param device the device
 */
export function familiesOf({ loopback }: DevicePlan): readonly Family[] {
  return FAMILIES.filter((family) => loopback[family] !== null);
}

/**
 * The sessions of a device, in the order of its links. An unnumbered link has one session for both versions. A
 * numbered one has a session for each version that it has addresses of, and IPv6 also carries the IPv4 of a link
 * that has no address of it (RFC 8950).
 *
 * @param device the device
 * @param portName names its interfaces
 */
export function sessionsOf(device: DevicePlan, portName: PortName): readonly Session[] {
  const routed = familiesOf(device);
  return device.links.flatMap((link): readonly Session[] => {
    const group = GROUPS[link.peerRole];
    const numbered = FAMILIES.filter((family) => link.remote[family] !== null);
    if (numbered.length === 0) {
      const neighbor = portName(device.role, link.port, link.lane);
      return [{ neighbor, unnumbered: true, group, families: routed, link }];
    }
    return numbered.map((family) => {
      const families = routed.filter((carried) => carried === family || !numbered.includes(carried));
      const name = `${group}-${families.length === 2 ? 'DUAL' : family.toUpperCase()}`;
      return { neighbor: link.remote[family] ?? '', unnumbered: false, group: name, families, link };
    });
  });
}
