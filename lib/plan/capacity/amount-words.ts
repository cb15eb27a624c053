import { Bytes } from '../../units/bytes';
import type { CapacityChange } from './amounts';

/**
 * An amount in words, with its unit.
 *
 * @param value the amount
 * @param unit its unit. @default - pieces
 */
export function amountWords(value: number, unit: CapacityChange['unit']): string {
  if (unit === 'W') return `${(value / 1000).toFixed(1)} kW`;
  if (unit === 'B') return Bytes.of(value).toString();
  return unit === 'U' ? `${value} U` : String(value);
}

/**
 * How much an amount grows or shrinks.
 *
 * @param change the amount before and after
 */
export function deltaWords({ before, after, unit }: CapacityChange): string {
  return `${after > before ? '+' : '−'}${amountWords(Math.abs(after - before), unit)}`;
}
