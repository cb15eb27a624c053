import type { Quantity } from '../units/quantity';

/** What can be compared: a count, or a quantity with its unit. */
export type Measure = number | Quantity<unknown>;

/** How a fact is compared with what is asked for. */
export type NeedKind = 'at least' | 'at most' | 'exactly' | 'in total';

/** What is asked of one fact. A need in one unit cannot be asked of a fact in another one. */
export class Need<M extends Measure> {
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
