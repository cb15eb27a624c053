import type { Bytes } from '../units/bytes';

const SUFFIXES = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi'] as const;

/**
 * Writes an amount as a Kubernetes quantity with the largest binary suffix that keeps it exact, e.g. `100Ti`. Parts
 * of a byte are rounded up: Kubernetes has none.
 *
 * @param amount what to write
 */
export function quantity(amount: Bytes): string {
  let number = Math.ceil(amount.bytes);
  let suffix = 0;
  while (number > 0 && number % 1024 === 0 && suffix < SUFFIXES.length - 1) {
    number /= 1024;
    suffix += 1;
  }
  return `${number}${SUFFIXES[suffix] ?? ''}`;
}
