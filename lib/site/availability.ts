import { Duration } from '../units/duration';
import { fail } from '../errors/datahall-error';
import { numberOutOfRange } from '../errors/units';
import { positive, share, wholeNumber } from '../units/ranges';

/** A mean year of 365.25 days. */
const YEAR = Duration.days(365.25);

/** How often something fails, and how long it then takes to be back. */
export interface RepairOptions {
  /** Mean time between failures. */
  readonly mtbf: Duration;
  /** Mean time to repair: notice, spare part and work. */
  readonly mttr: Duration;
}

/**
 * The share of time in which something works. It is kept as its complement, so that eleven nines are as exact as two.
 *
 * All formulas take for granted that parts fail independently. Two power supplies on one feed do not: describe shared
 * feeds as parts of their own with an {@link AvailabilityGoal}, which counts each part once wherever it stands.
 */
export class Availability {
  private constructor(
    /** The share of time in which it does not work. */
    public readonly unavailability: number,
  ) {}

  /**
   * A known share of time.
   *
   * @param ratio from 0 to 1, e.g. 0.9998
   * @throws DH1005
   */
  public static of(ratio: number): Availability {
    return new Availability(1 - share('availability', ratio));
  }

  /**
   * A known share of time in which it does not work, where `of` would lose digits.
   *
   * @param ratio from 0 to 1, e.g. 2e-4
   * @throws DH1005
   */
  public static unavailable(ratio: number): Availability {
    return new Availability(share('unavailability', ratio));
  }

  /**
   * A part that fails and is repaired: MTBF / (MTBF + MTTR).
   *
   * @param times how often it fails and how long a repair takes
   * @throws DH1005 when the MTBF is zero
   */
  public static repaired(times: RepairOptions): Availability {
    const [mtbf, mttr] = [positive('mtbf', times.mtbf.seconds), times.mttr.seconds];
    return new Availability(mttr / (mtbf + mttr));
  }

  /**
   * All parts are needed.
   *
   * @param parts what fails independently
   */
  public static series(parts: readonly Availability[]): Availability {
    // 1 - (1 - a)(1 - b) = a + b(1 - a): no digits are lost.
    return new Availability(parts.reduce((down, part) => down + part.unavailability * (1 - down), 0));
  }

  /**
   * Some of several parts are needed; they may differ.
   *
   * @param needed how many, at least 1
   * @param parts what fails independently
   * @throws DH1004
   */
  public static atLeast(needed: number, parts: readonly Availability[]): Availability {
    wholeNumber('needed', needed, 1, parts.length);
    // ways[i]: probability that i parts work.
    let ways = [1];
    for (const { unavailability: down } of parts)
      ways = [...ways, 0].map((all, working) => all * down + (ways[working - 1] ?? 0) * (1 - down));
    return new Availability(
      Math.min(
        1,
        ways.slice(0, needed).reduce((sum, way) => sum + way, 0),
      ),
    );
  }

  /**
   * Some of several equal parts are needed: k of n.
   *
   * @param needed k, at least 1
   * @param count n, at least k
   * @param part one of them
   * @throws DH1004
   */
  public static kOfN(needed: number, count: number, part: Availability): Availability {
    wholeNumber('count', count, 1);
    return Availability.atLeast(
      needed,
      Array.from({ length: count }, () => part),
    );
  }

  /**
   * Members that decide by majority, such as monitors or brokers: more than half of them are needed.
   *
   * @param members how many there are
   * @param member one of them
   * @throws DH1004
   */
  public static quorum(members: number, member: Availability): Availability {
    return Availability.kOfN(majority(members), members, member);
  }

  /** The share of time in which it works. */
  public get ratio(): number {
    return 1 - this.unavailability;
  }

  /** Time in a year of 365.25 days in which it does not work. */
  public get downtimePerYear(): Duration {
    return YEAR.times(this.unavailability);
  }

  /** Whether this is `other` or more. */
  public isAtLeast(other: Availability): boolean {
    return this.unavailability <= other.unavailability;
  }

  /** The share of time, for facts. */
  public toJSON(): number {
    return this.ratio;
  }

  /** Printed in percent with the downtime of a year. */
  public toString(): string {
    return `${Number((this.ratio * 100).toPrecision(12))} % (down for ${this.downtimePerYear.toString()} a year)`;
  }
}

/**
 * Members of a quorum that must work.
 *
 * @param members how many there are
 */
export function majority(members: number): number {
  return Math.floor(members / 2) + 1;
}

/**
 * Members of a quorum that may fail: an even member adds nothing.
 *
 * @param members how many there are
 */
export function quorumTolerance(members: number): number {
  return Math.floor((members - 1) / 2);
}

/**
 * Mean time between failures of a cluster in which each failure counts, from what a fleet went through.
 *
 * @param fleet units and time that were watched, and failures that were seen
 * @param units units of the cluster
 * @throws DH1005
 */
export function clusterMtbf(
  fleet: { readonly units: number; readonly time: Duration; readonly failures: number },
  units: number,
): Duration {
  if (!(fleet.failures > 0)) fail(numberOutOfRange('failures', fleet.failures, 'above 0'));
  return fleet.time.times(positive('units of the fleet', fleet.units) / fleet.failures / positive('units', units));
}
