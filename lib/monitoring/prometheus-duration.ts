import type { Duration } from '../units/duration';

const UNITS: readonly (readonly [seconds: number, unit: string])[] = [
  [86_400, 'd'],
  [3600, 'h'],
  [60, 'm'],
  [1, 's'],
];

/**
 * Writes a duration as Prometheus takes it, with the largest unit that keeps it exact, e.g. `30d`. Parts of a second
 * are rounded up.
 *
 * @param duration what to write
 */
export function prometheusDuration(duration: Duration): string {
  const seconds = Math.ceil(duration.seconds);
  const [size, unit] = UNITS.find(([each]) => seconds > 0 && seconds % each === 0) ?? [1, 's'];
  return `${seconds / size}${unit}`;
}
