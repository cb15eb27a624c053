import type { SecurityChange } from '../security-change';
import { TooLarge } from './too-large';

/**
 * Says that something is too large to compare, instead of a guess.
 *
 * @param subject what it is
 */
export function tooLarge(subject: string): SecurityChange {
  return { direction: 'changed', subject, what: 'too large to compare', detail: 'read it yourself', severity: 'high' };
}

/**
 * Runs a comparison that may be too large, so that one such does not hide the others.
 *
 * @param subject what is compared
 * @param compare the comparison
 */
export function sized(subject: string, compare: () => readonly SecurityChange[]): readonly SecurityChange[] {
  try {
    return compare();
  } catch (error) {
    if (error instanceof TooLarge) return [tooLarge(subject)];
    throw error;
  }
}
