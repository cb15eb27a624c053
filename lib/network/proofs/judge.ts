import type { Code } from '../../errors/problem';
import type { Proof, ProofDetails } from '../../site/proof';

/** A value, and the limit that it is compared with: null when nothing was asked. */
export interface Measure {
  /** What was computed. */
  readonly value: number;
  /** The limit; null when nothing was asked. */
  readonly limit: number | null;
  /** Unit of both; empty for plain numbers. */
  readonly unit: string;
}

/** Names that a proof or a message lists. */
export const LISTED = 5;

/**
 * The first few names, and how many more there are.
 *
 * @param names all names
 * @param total how many there are, where only the first are given
 */
export function few(names: readonly string[], total = names.length): readonly string[] {
  const listed = names.slice(0, LISTED);
  return total > listed.length ? [...listed, `and ${total - listed.length} more`] : listed;
}

/**
 * Proves that a value is at most a limit; without one it describes.
 *
 * @param rule code of the rule
 * @param claim what is stated
 * @param measure value, limit and their unit
 * @param details what may be left out
 */
export function atMost(rule: Code, claim: string, measure: Measure, details: ProofDetails = {}): Proof {
  const { value, limit } = measure;
  const { exact = true, witness = [] } = details;
  return { rule, claim, ok: limit === null || value <= limit, ...measure, exact, witness };
}

/**
 * Proves that a value is at least a limit; without one it describes.
 *
 * @param rule code of the rule
 * @param claim what is stated
 * @param measure value, limit and their unit
 * @param details what may be left out
 */
export function atLeast(rule: Code, claim: string, measure: Measure, details: ProofDetails = {}): Proof {
  const { value, limit } = measure;
  const { exact = true, witness = [] } = details;
  return { rule, claim, ok: limit === null || value >= limit, ...measure, exact, witness };
}
