import { fail } from '../../errors/datahall-error';
import { asnInUse } from '../../errors/fabric';
import { invalidCount } from '../../errors/units';
import { checkCount } from '../../units/names';
import type { DeviceRole } from '../fabric/fabric';

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
}

/** Settings of AS numbers. */
export interface AsnOptions {
  /** First number of the site. @default - the first private one of the size */
  readonly base?: number;
  /** Numbers that somebody else uses. @default - none */
  readonly taken?: readonly number[];
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
   * Numbers of two bytes, for routers that know no others: room for 60 leaves and 400 servers in one fabric.
   *
   * @param options base and numbers that are taken
   * @throws DH1004 when the base is no private number of two bytes
   */
  public static twoByte(options: AsnOptions = {}): AsnPlan {
    return AsnPlan.make(2, TWO_BYTE, options);
  }

  private static make(bytes: 2 | 4, { first, last }: { first: number; last: number }, options: AsnOptions): AsnPlan {
    const { base = first, taken = [] } = options;
    if (checkCount('base', base, first, last) !== undefined) fail(invalidCount('base', base, first, last));
    return new AsnPlan({ bytes, base, taken });
  }
}

/** Distances between the numbers of roles, by size: spines first, then aggregation switches by pod. */
const OFFSETS = {
  2: { pod: 1, nodes: 19, leaf: 20, leaves: 60, server: 80, fabric: 1023 },
  4: { pod: 1, nodes: 9_999, leaf: 10_000, leaves: 990_000, server: 1_000_000, fabric: 10_000_000 },
} as const;

/**
 * The AS number of a device.
 *
 * @param spec numbers of the site
 * @param holder the device
 * @returns the number, or undefined when there are none left
 */
export function asnOf({ bytes, base }: AsnSpec, { fabric, role, id, pod }: AsnHolder): number | undefined {
  const offsets = OFFSETS[bytes];
  const last = bytes === 2 ? TWO_BYTE.last : FOUR_BYTE.last;
  // A server is one router, however many fabrics it is joined to.
  const first = base + (role === 'server' ? 0 : fabric * offsets.fabric);
  const within = {
    core: pod === null ? 0 : offsets.pod + pod,
    spine: pod === null ? 0 : offsets.pod + pod,
    leaf: id < offsets.leaves ? offsets.leaf + id : offsets.fabric,
    server: offsets.server + id,
  }[role];
  const asn = first + within;
  const reserved = (role === 'spine' || role === 'core') && within >= offsets.nodes;
  return !reserved && within < offsets.fabric && asn <= last ? asn : undefined;
}

/**
 * The AS number of all Kubernetes nodes of a site: they tell leaves about load balancers, and nobody else.
 *
 * @param spec numbers of the site
 */
export function nodeAsn({ bytes, base }: AsnSpec): number {
  return base + OFFSETS[bytes].nodes;
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
