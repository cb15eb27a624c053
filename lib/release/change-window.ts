import { fail } from '../errors/datahall-error';
import { invalidClock, invalidTimeZone, invalidWeekday, windowEmpty } from '../errors/release';

/** Days of a week. */
export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

/** A day of a week. */
export type Weekday = (typeof WEEKDAYS)[number];

/** Settings of a weekly window. */
export interface WeeklyWindowOptions {
  /** Days on which it opens. */
  readonly days: readonly Weekday[];
  /** When it opens, `HH:MM`. */
  readonly from: string;
  /** When it closes, `HH:MM`, on the same day; `24:00` is its end. */
  readonly to: string;
  /** Time zone of these times, by its IANA name; summer time is minded. @default 'UTC' */
  readonly timeZone?: string;
}

/** A change window as a fact. */
export type ChangeWindowFact = Required<WeeklyWindowOptions>;

const CLOCK = /^([01]\d|2[0-3]):[0-5]\d$|^24:00$/;

/** A time in which a stage may change. */
export class ChangeWindow {
  private constructor(private readonly fact: ChangeWindowFact) {}

  /**
   * A window that opens each week.
   *
   * @param options days and times
   * @throws DH4110, DH4111, DH4112, DH4113
   */
  public static weekly(options: WeeklyWindowOptions): ChangeWindow {
    const { days, from, to, timeZone = 'UTC' } = options;
    const wrong = days.find((day) => !WEEKDAYS.includes(day));
    if (wrong !== undefined || days.length === 0) fail(invalidWeekday(wrong ?? days, WEEKDAYS));
    for (const [field, clock] of [
      ['from', from],
      ['to', to],
    ] as const)
      if (!CLOCK.test(clock)) fail(invalidClock(field, clock));
    if (from >= to) fail(windowEmpty(from, to));
    if (!isTimeZone(timeZone)) fail(invalidTimeZone(timeZone));
    return new ChangeWindow({ days, from, to, timeZone });
  }

  /** The window as a fact. */
  public toFact(): ChangeWindowFact {
    return this.fact;
  }
}

/**
 * Whether a window is open.
 *
 * @param window the window
 * @param now the time
 */
export function isOpen(window: ChangeWindowFact, now: Date): boolean {
  const { weekday, clock } = localTime(now, window.timeZone);
  return window.days.includes(weekday) && clock >= window.from && clock < window.to;
}

/**
 * A window as people write it.
 *
 * @param window the window
 */
export function printWindow({ days, from, to, timeZone }: ChangeWindowFact): string {
  return `${days.join(', ')} ${from} to ${to} ${timeZone}`;
}

function localTime(now: Date, timeZone: string): { readonly weekday: Weekday; readonly clock: string } {
  const format = { timeZone, weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  const parts = new Intl.DateTimeFormat('en-GB', format).formatToParts(now);
  const part = (type: string): string => parts.find((each) => each.type === type)?.value ?? '';
  return { weekday: part('weekday').toLowerCase() as Weekday, clock: `${part('hour')}:${part('minute')}` };
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en-GB', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
