import { fail } from '../errors/datahall-error';
import { freezeBackwards } from '../errors/release';
import { invalidDate } from '../errors/model';
import { isDate } from '../model/date';

/** A freeze as a fact. */
export interface FreezeFact {
  /** First day, `YYYY-MM-DD` in UTC. */
  readonly from: string;
  /** Last day, `YYYY-MM-DD` in UTC. */
  readonly until: string;
  /** Why. */
  readonly reason: string;
}

/** Days on which a stage does not change. */
export class Freeze {
  private constructor(private readonly fact: FreezeFact) {}

  /**
   * A freeze of whole days, the last one included, in UTC.
   *
   * @param from first day, `YYYY-MM-DD`
   * @param until last day, `YYYY-MM-DD`
   * @param reason why, for those who meet it
   * @throws DH1203, DH4114
   */
  public static between(from: string, until: string, reason: string): Freeze {
    for (const [field, day] of [
      ['from', from],
      ['until', until],
    ] as const)
      if (!isDate(day)) fail(invalidDate(field, day));
    if (from > until) fail(freezeBackwards(from, until));
    return new Freeze({ from, until, reason });
  }

  /** The freeze as a fact. */
  public toFact(): FreezeFact {
    return this.fact;
  }
}

/**
 * Whether a freeze holds.
 *
 * @param freeze the freeze
 * @param now the time
 */
export function isFrozen({ from, until }: FreezeFact, now: Date): boolean {
  const day = now.toISOString().slice(0, 10);
  return from <= day && day <= until;
}
