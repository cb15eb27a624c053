import { fail } from '../../errors/datahall-error';
import type { SwitchModel } from '../../catalog/switch-model';
import { invalidOutsideLink } from '../../errors/outside';
import { invalidCount } from '../../errors/units';
import type { Bandwidth } from '../../units/bandwidth';
import type { Cidr } from '../../units/cidr';
import type { SwitchClass } from '../fabric/spec';
import { switchClass } from '../fabric/switch-class';
import { wholeNumber } from '../../units/ranges';

/** A cable to an outside router. */
export interface OutsideLink {
  /** Cage of the switch, from 0. No server or other switch of the fabric may be in it. */
  readonly port: number;
  /** Lane group, from 0, of a cage that is broken out. @default - the whole cage */
  readonly lane?: number;
  /** Networks of the link: a /31, a /127, or both. */
  readonly addresses: readonly Cidr[];
  /** Port of the router as its owner calls it, e.g. `et-0/0/1`: cabling tables name it. @default - not known */
  readonly peerPort?: string;
}

/** A router of somebody else that stands in a rack of the site. */
export interface OutsideDevice {
  /** Its class. */
  readonly model: SwitchModel;
  /** Name of the rack that it stands in. @default - no rack of the site */
  readonly rack?: string;
}

/** Settings of an outside router. */
export interface OutsideRouterOptions {
  /** Fabric that it is joined to. */
  readonly fabric: string;
  /** Its AS number. */
  readonly asn: number;
  /** Its links by the name of the switch. */
  readonly links: Readonly<Record<string, OutsideLink>>;
  /** What it gives: a default route, or these networks and no parts of them. @default 'default' */
  readonly gives?: 'default' | readonly Cidr[];
  /** Whether it is told the addresses of servers. @default false: it is told virtual IPs alone */
  readonly servers?: boolean;
  /**
   * Routes that it may give; with one more the session ends for five minutes.
   * @default - as many as it gives, and 16 more
   */
  readonly maxPrefixes?: number;
  /** Whether it has BFD, by which a loss is seen within a second. @default false: within nine seconds */
  readonly bfd?: boolean;
  /** Which address of a link is the site's. @default 'odd' */
  readonly siteEnd?: 'even' | 'odd';
  /** Size of the largest IP packet on its links, in bytes. @default 1500 */
  readonly mtu?: number;
  /** Speed of its links. @default - that of the cage */
  readonly speed?: Bandwidth;
  /** The router as a device of the site: its ports, units and power count. @default - it stands elsewhere */
  readonly device?: OutsideDevice;
}

/** An outside router as facts say it: plain JSON. */
export interface OutsideRouterSpec {
  /** Fabric that it is joined to. */
  readonly fabric: string;
  /** Its AS number. */
  readonly asn: number;
  /** Its links. */
  readonly links: readonly {
    readonly switch: string;
    readonly port: number;
    readonly lane: number | null;
    readonly addresses: readonly string[];
    readonly peerPort?: string;
  }[];
  /** Networks that it gives; null for a default route. */
  readonly gives: readonly string[] | null;
  /** Whether it is told the addresses of servers. */
  readonly servers: boolean;
  /** Routes that it may give. */
  readonly maxPrefixes: number;
  /** Whether it has BFD. */
  readonly bfd: boolean;
  /** Which address of a link is the site's. */
  readonly siteEnd: 'even' | 'odd';
  /** Size of the largest IP packet, in bytes. */
  readonly mtu: number;
  /** Speed of its links in bits per second; null for that of the cage. */
  readonly bps: number | null;
  /** The router as a device of the site. @default - it stands elsewhere */
  readonly device?: { readonly model: SwitchClass; readonly rack: string | null };
}

const LARGEST_ASN = 4_294_967_295;
const SPARE_PREFIXES = 16;
/** Smallest IP packet that IPv6 allows on a link (RFC 8200), and the largest that switches of the field pass. */
const MTU = { least: 1280, most: 9216, usual: 1500 } as const;

/**
 * A router that is not of the site: of a provider, or of the company's network. It gives a default route or certain
 * networks, and is told the addresses of load balancers. The site never carries traffic from one to another.
 *
 * @example
 * OutsideRouter.of({
 *   fabric: 'main',
 *   asn: 64496,
 *   links: {
 *     'oslo1-main-spine-001': { port: 60, addresses: [Cidr.of('192.0.2.0/31')] },
 *     'oslo1-main-spine-002': { port: 60, addresses: [Cidr.of('192.0.2.2/31')] },
 *   },
 * });
 */
export class OutsideRouter {
  private constructor(
    /** The router as a fact, without its name. */
    public readonly spec: OutsideRouterSpec,
  ) {}

  /**
   * Describes a router. What it names is checked when the site plans its devices.
   *
   * @param options fabric, links, and what it gives and is told
   * @throws DH3850 when a link has no valid addresses, DH1004 when a number is out of range
   */
  public static of(options: OutsideRouterOptions): OutsideRouter {
    const { fabric, asn, gives = 'default', servers = false, bfd = false, siteEnd = 'odd' } = options;
    const { mtu = MTU.usual, speed, maxPrefixes = (gives === 'default' ? 1 : gives.length) + SPARE_PREFIXES } = options;
    within('asn', asn, 1, LARGEST_ASN);
    within('mtu', mtu, MTU.least, MTU.most);
    within('maxPrefixes', maxPrefixes, 1, Number.MAX_SAFE_INTEGER);
    const links = Object.entries(options.links).map(([name, { port, lane, addresses, peerPort }]) => {
      within(`port of ${name}`, port, 0, Number.MAX_SAFE_INTEGER);
      within(`lane of ${name}`, lane ?? 0, 0, Number.MAX_SAFE_INTEGER);
      const kinds = addresses.map(({ version, prefix }) => `${version} ${prefix}`);
      const good = kinds.every((kind) => kind === '4 31' || kind === '6 127') && new Set(kinds).size === kinds.length;
      if (kinds.length === 0 || !good) fail(invalidOutsideLink(addresses.map(String)));
      const far = peerPort === undefined ? {} : { peerPort };
      return { switch: name, port, lane: lane ?? null, addresses: addresses.map(String), ...far };
    });
    if (links.length === 0) fail(invalidCount('links', 0, 1, Number.MAX_SAFE_INTEGER));
    const networks = gives === 'default' ? null : gives.map(String);
    const bps = speed?.bitsPerSecond ?? null;
    const { device } = options;
    return new OutsideRouter({
      ...{ fabric, asn, links, gives: networks, servers, maxPrefixes, bfd, siteEnd, mtu, bps },
      ...(device === undefined ? {} : { device: { model: switchClass(device.model), rack: device.rack ?? null } }),
    });
  }
}

function within(field: string, given: number, least: number, most: number): void {
  wholeNumber(field, given, least, most);
}
