import type { DeviceRole } from '../fabric/fabric';

/** Addresses of one end or of one device, by IP version; null where the site has no such version. */
export interface AddressPair {
  /** IPv4 address, without a prefix length. */
  readonly v4: string | null;
  /** IPv6 address, without a prefix length. */
  readonly v6: string | null;
}

/** A BGP session over a cable to another device of the fabric. */
export interface DeviceLink {
  /** Port of this device, from 0: the cage of a switch, the NIC port of a server. */
  readonly port: number;
  /** Lane group of a broken out cage, from 0; null when the cage is one port. */
  readonly lane: number | null;
  /** Speed in bits per second. */
  readonly bps: number;
  /** Name of the device at the other end. */
  readonly peer: string;
  /** Role of the device at the other end. */
  readonly peerRole: DeviceRole;
  /** Port of the other device. */
  readonly peerPort: number;
  /** Lane group of the other device's cage. */
  readonly peerLane: number | null;
  /** AS number of the other device. */
  readonly peerAsn: number;
  /** Loopback of the other device: from a server, its leaf takes this address and no other. */
  readonly peerLoopback: AddressPair;
  /** Size of the largest IP packet, in bytes. @default - as the device says */
  readonly mtu?: number;
  /** Address of this end; null in both versions when the link is unnumbered (IPv6 link-local, RFC 5549). */
  readonly local: AddressPair;
  /** Address of the other end. */
  readonly remote: AddressPair;
}

/** Prefixes by IP version. */
export interface PrefixPair {
  /** IPv4 prefixes. */
  readonly v4: readonly string[];
  /** IPv6 prefixes. */
  readonly v6: readonly string[];
}

/** A BGP session over a cable to a router that is not of the site. */
export interface OutsideSession {
  /** Name of the router. */
  readonly router: string;
  /** Its AS number. */
  readonly asn: number;
  /** Port of this device, from 0. */
  readonly port: number;
  /** Lane group of a broken out cage, from 0; null when the cage is one port. */
  readonly lane: number | null;
  /** Speed in bits per second. */
  readonly bps: number;
  /** Size of the largest IP packet, in bytes. */
  readonly mtu: number;
  /** Address of this end. */
  readonly local: AddressPair;
  /** Address of the router. */
  readonly remote: AddressPair;
  /** Prefixes that it may give, and no parts of them. */
  readonly takes: PrefixPair;
  /** Ranges that it is told the addresses of. */
  readonly tells: PrefixPair;
  /** Routes that it may give. */
  readonly maxPrefixes: number;
  /** Whether it has BFD. */
  readonly bfd: boolean;
}

/** What a device is to be configured with: the same for every operating system. */
export interface DevicePlan {
  /** Name of the device. */
  readonly name: string;
  /** Name of its site. */
  readonly site: string;
  /** Name of its fabric. */
  readonly fabric: string;
  /** What it does. */
  readonly role: DeviceRole;
  /** Stable number among the devices of its role. */
  readonly id: number;
  /** Name of its catalogue class. */
  readonly model: string;
  /** Rack that it stands in. */
  readonly rack: string | null;
  /** Rail that it serves; null for other devices. */
  readonly rail: number | null;
  /** AS number. */
  readonly asn: number;
  /** BGP router id: an IPv4 address, even where the fabric carries only IPv6. */
  readonly routerId: string;
  /** The device's own address, announced as /32 and /128; both null for a device that is no router. */
  readonly loopback: AddressPair;
  /** Its own addresses in other fabrics, of a server that is joined to several. @default - none */
  readonly others?: readonly AddressPair[];
  /** Size of the largest IP packet on its links, in bytes, where a link does not say otherwise. */
  readonly mtu: number;
  /** Sessions to switches and, where hosts route, to servers; sorted by port and lane. */
  readonly links: readonly DeviceLink[];
  /** Ranges that it may announce, by IP version: loopbacks, servers, virtual IPs and pods of the site. */
  readonly announces: PrefixPair;
  /** Prefixes that outside routers of its fabric give, and no parts of them. @default - none */
  readonly beyond?: PrefixPair;
  /** Sessions to routers that are not of the site. @default - none */
  readonly outside?: readonly OutsideSession[];
  /**
   * Kubernetes nodes behind a leaf that tell it the addresses of load balancers: their AS number and the ranges that
   * their sessions come from; null when there are none.
   */
  readonly cluster: {
    readonly asn: number;
    readonly ranges: readonly string[];
    readonly virtualIps: readonly string[];
  } | null;
}
