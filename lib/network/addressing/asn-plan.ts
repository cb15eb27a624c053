import { asnInUse } from '../../errors/fabric';
import type { DeviceRole } from '../fabric/fabric';
import { wholeNumber } from '../../units/ranges';

/** First and last private AS numbers of two and of four bytes (RFC 6996). */
const TWO_BYTE = { first: 64_512, last: 65_534 } as const;
const FOUR_BYTE = { first: 4_200_000_000, last: 4_294_967_294 } as const;

/** AS numbers as facts say them. */
export interface AsnSpec {
  /** Bytes of a number. */
  readonly bytes: 2 | 4;
  /** First number of the site. */
  readonly base: number;
  /** Numbers that somebody else uses. */
  readonly taken: readonly number[];
  /** What numbers of two bytes are kept for. @default - numbers of four bytes have room for anything */
  readonly room?: AsnRoom;
}

/** Fabrics and groups of servers take turns in the few numbers of two bytes. */
export interface AsnRoom {
  /** Fabrics that take turns. */
  readonly fabrics: number;
  /** Groups of servers that take turns. */
  readonly groups: number;
}

/** Settings of AS numbers. */
export interface AsnOptions {
  /** First number of the site. @default - the first private one of the size */
  readonly base?: number;
  /** Numbers that somebody else uses. @default - none */
  readonly taken?: readonly number[];
}

/** Settings of AS numbers of two bytes. */
export interface TwoByteAsnOptions extends AsnOptions {
  /** Fabrics that numbers are kept for. @default - those of the site: one more renumbers */
  readonly fabrics?: number;
  /** Groups of servers that numbers are kept for. @default - those of the site: one more renumbers */
  readonly groups?: number;
}

/** A device that gets an AS number. */
export interface AsnHolder {
  /** Place of its fabric among those of the site. */
  readonly fabric: number;
  /** What it does. */
  readonly role: DeviceRole;
  /** Stable number among those of its role. */
  readonly id: number;
  /** Spines and cores of one pod share a number; null for those that share one with all of their tier. */
  readonly pod: number | null;
  /** Of a server: place of its group among those of the site, and of the server in its group, from 0. */
  readonly member?: { readonly group: number; readonly index: number };
}

/**
 * AS numbers of a site: private ones, one for each leaf and each server; spines of a tier share one (RFC 7938).
 *
 * @example
 * AsnPlan.fourByte({ base: 4200000000 });
 */
export class AsnPlan {
  private constructor(
    /** The plan as a fact. */
    public readonly spec: AsnSpec,
  ) {}

  /**
   * Numbers of four bytes: room for nine fabrics of any size.
   *
   * @param options base and numbers that are taken
   * @throws DH1004 when the base is no private number of four bytes
   */
  public static fourByte(options: AsnOptions = {}): AsnPlan {
    return AsnPlan.make(4, FOUR_BYTE, options);
  }

  /**
   * Numbers of two bytes, for routers that know no others: room for 60 leaves in each fabric and, with one fabric, for
   * 943 servers, which groups share evenly.
   *
   * @param options base, numbers that are taken, and fabrics and groups that numbers are kept for
   * @throws DH1004 when the base is no private number of two bytes, or a count is none
   */
  public static twoByte(options: TwoByteAsnOptions = {}): AsnPlan {
    const { fabrics = 1, groups = 1 } = options;
    for (const [field, count] of Object.entries({ fabrics, groups })) wholeNumber(field, count, 1);
    const { spec } = AsnPlan.make(2, TWO_BYTE, options);
    return new AsnPlan({ ...spec, room: { fabrics, groups } });
  }

  private static make(bytes: 2 | 4, { first, last }: { first: number; last: number }, options: AsnOptions): AsnPlan {
    const { base = first, taken = [] } = options;
    wholeNumber('base', base, first, last);
    return new AsnPlan({ bytes, base, taken });
  }
}

/** Distances between the numbers of roles, of four bytes: spines first, then aggregation switches by pod. */
const FOUR = { nodes: 9_999, leaf: 10_000, leaves: 990_000, server: 1_000_000, fabric: 10_000_000 } as const;
/** Of two bytes, for each fabric: tiers and pods, then leaves. */
const TWO = { tiers: 19, leaves: 60, all: TWO_BYTE.last - TWO_BYTE.first + 1 } as const;

/**
 * Room for what a site has, and for what it keeps.
 *
 * @param spec numbers of the site
 * @param site fabrics and groups of servers that it has
 */
export function withRoom(spec: AsnSpec, site: AsnRoom): AsnSpec {
  const { room } = spec;
  if (room === undefined) return spec;
  const most = (what: keyof AsnRoom) => Math.max(1, room[what], site[what]);
  return { ...spec, room: { fabrics: most('fabrics'), groups: most('groups') } };
}

/**
 * The AS number of a device.
 *
 * @param spec numbers of the site
 * @param holder the device
 * @returns the number, or undefined when there are none left
 */
export function asnOf(spec: AsnSpec, holder: AsnHolder): number | undefined {
  const within = spec.bytes === 2 ? twoByte(spec, holder) : fourByte(holder);
  const last = spec.bytes === 2 ? TWO_BYTE.last : FOUR_BYTE.last;
  return within === undefined || spec.base + within > last ? undefined : spec.base + within;
}

function fourByte({ fabric, role, id, pod }: AsnHolder): number | undefined {
  // A server is one router, however many fabrics it is joined to.
  if (role === 'server') return FOUR.server + id < FOUR.fabric ? FOUR.server + id : undefined;
  const first = fabric * FOUR.fabric;
  if (role === 'leaf') return id < FOUR.leaves ? first + FOUR.leaf + id : undefined;
  const tier = pod === null ? 0 : pod + 1;
  return tier < FOUR.nodes ? first + tier : undefined;
}

/** Fabrics take turns, and so do groups of servers: each has numbers left as long as there are any. */
function twoByte({ room = { fabrics: 1, groups: 1 } }: AsnSpec, holder: AsnHolder): number | undefined {
  const { fabric, role, id, pod, member = { group: 0, index: id } } = holder;
  const leaves = TWO.tiers * room.fabrics + 1;
  const servers = leaves + TWO.leaves * room.fabrics;
  if (role === 'server') {
    const within = servers + member.index * room.groups + member.group;
    return within < TWO.all ? within : undefined;
  }
  if (role === 'leaf') return id < TWO.leaves ? leaves + id * room.fabrics + fabric : undefined;
  const tier = pod === null ? 0 : pod + 1;
  return tier < TWO.tiers ? tier * room.fabrics + fabric : undefined;
}

/**
 * The AS number of all Kubernetes nodes of a site: they tell leaves about load balancers, and nobody else.
 *
 * @param spec numbers of the site
 */
export function nodeAsn({ bytes, base, room }: AsnSpec): number {
  return base + (bytes === 2 ? TWO.tiers * (room?.fabrics ?? 1) : FOUR.nodes);
}

/**
 * First and last number that a site may use.
 *
 * @param spec numbers of the site
 * @param site fabrics that it has, and servers of its largest group
 */
export function asnSpan(
  { bytes, base, room = { fabrics: 1, groups: 1 } }: AsnSpec,
  site: { readonly fabrics: number; readonly servers: number },
): readonly [first: number, last: number] {
  if (bytes === 4) return [base, base + Math.max(1, site.fabrics) * FOUR.fabric - 1];
  return [base, base + (TWO.tiers + TWO.leaves) * room.fabrics + room.groups * site.servers];
}

/**
 * Whether a number is one that somebody else uses.
 *
 * @param spec numbers of the site
 * @param asn the number
 * @param device who would get it
 */
export function checkAsn(spec: AsnSpec, asn: number, device: string) {
  return spec.taken.includes(asn) ? asnInUse(asn, [device, 'somebody outside of the site']) : undefined;
}
