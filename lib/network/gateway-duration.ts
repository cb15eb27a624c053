import type { Duration } from '../units/duration';

/**
 * Writes a duration as the Gateway API takes it: hours, minutes and seconds of at most five digits, e.g. `1h30m`.
 * Parts of a second are rounded up: a timeout of nothing would be none at all.
 *
 * @param duration at most 99,999 hours
 */
export function gatewayDuration(duration: Duration): string {
  const all = Math.ceil(duration.seconds);
  const parts = [
    [Math.floor(all / 3600), 'h'],
    [Math.floor(all / 60) % 60, 'm'],
    [all % 60, 's'],
  ] as const;
  const text = parts.filter(([amount]) => amount > 0).map(([amount, unit]) => `${amount}${unit}`);
  return text.length === 0 ? '0s' : text.join('');
}
