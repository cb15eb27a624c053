import type { Quantity } from '../units/quantity';

/** What can be compared: a count, or a quantity with its unit. */
export type Measure = number | Quantity<unknown>;

/** What is no measure: a word of a closed list, or several, e.g. the roles of a NIC. */
export type Words = string | readonly string[];

/** How a fact is compared with what is asked for. */
export type NeedKind = 'at least' | 'at most' | 'exactly' | 'in total' | 'one of' | 'all of';

/** What is asked of one fact. A need in one unit cannot be asked of a fact in another one. */
export class Need<M extends Measure | readonly string[]> {
  private constructor(
    /** How the fact is compared. */
    public readonly kind: NeedKind,
    /** What is asked for. */
    public readonly amount: M,
  ) {}

  /** This much or more. */
  public static atLeast<M extends Measure>(amount: M): Need<M> {
    return new Need('at least', amount);
  }

  /** This much or less. */
  public static atMost<M extends Measure>(amount: M): Need<M> {
    return new Need('at most', amount);
  }

  /** Just this much. */
  public static exactly<M extends Measure>(amount: M): Need<M> {
    return new Need('exactly', amount);
  }

  /** This much or more, of as many candidates together as it takes. */
  public static inTotal<M extends Measure>(amount: M): Need<M> {
    return new Need('in total', amount);
  }

  /** At least one of these words. */
  public static oneOf<W extends string>(...words: readonly W[]): Need<readonly W[]> {
    return new Need('one of', words);
  }

  /** Each of these words. */
  public static allOf<W extends string>(...words: readonly W[]): Need<readonly W[]> {
    return new Need('all of', words);
  }
}

/**
 * A measure in its base unit.
 *
 * @param measure count or quantity
 */
export function baseOf(measure: Measure): number {
  return typeof measure === 'number' ? measure : measure.toJSON();
}

/**
 * Prints a measure with its unit.
 *
 * @param measure count or quantity
 */
export function printMeasure(measure: Measure): string {
  // Each quantity prints itself; its base class does not say so.
  return typeof measure === 'number' ? String(measure) : (measure as { toString(): string }).toString();
}

/**
 * Prints words.
 *
 * @param words one, or several
 */
export function printWords(words: Words): string {
  return typeof words === 'string' ? words : words.length === 0 ? 'none' : words.join(', ');
}

/**
 * Whether a fact or an amount is words, no measure.
 *
 * @param value the fact or the amount
 */
export function areWords(value: Measure | Words): value is Words {
  return typeof value === 'string' || Array.isArray(value);
}
