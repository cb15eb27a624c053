import { fail } from '../errors/datahall-error';
import type { Problem } from '../errors/problem';
import { unresolvedToken } from '../errors/names';
import { quantityNotFinite, wrongUnit } from '../errors/units';
import { isTokenLike } from './tokens';

/**
 * An amount of one unit, kept in its base unit. Two quantities of different units cannot be mixed: each subclass
 * has a brand of its own. Amounts are finite and not negative, because everything that is counted here is.
 */
export abstract class Quantity<Self> {
  /** Keeps units apart: an object literal with the same fields is not a quantity. */
  protected abstract readonly unit: string;

  /** @param base amount in the base unit */
  protected constructor(protected readonly base: number) {}

  /** Makes another quantity of the same unit. */
  protected abstract make(base: number): Self;

  private other(value: Self): number {
    return (value as unknown as Quantity<Self>).base;
  }

  /** Sum of this and `other`. */
  public plus(other: Self): Self {
    return this.make(this.base + this.other(other));
  }

  /** This, `factor` times. @throws DH1001 when the factor is negative or not finite */
  public times(factor: number): Self {
    return this.make(checkAmount(`${this.unit}.times`, factor) * this.base);
  }

  /** How many times `other` goes into this; a plain number without unit. */
  public dividedBy(other: Self): number {
    return this.base / this.other(other);
  }

  /** Negative, zero or positive as this is smaller than, equal to or larger than `other`. */
  public compare(other: Self): number {
    return this.base - this.other(other);
  }

  /** Whether this is `other` or more. */
  public atLeast(other: Self): boolean {
    return this.compare(other) >= 0;
  }

  /** The amount in the base unit, for facts. */
  public toJSON(): number {
    return this.base;
  }
}

/**
 * Checks that a value is a quantity of a certain unit, for programs that no compiler checked.
 *
 * @param field what is checked, for the message
 * @param given the value
 * @param example a quantity of the unit
 * @returns DH1002, or nothing
 */
export function checkUnit(field: string, given: unknown, example: Quantity<unknown>): Problem | undefined {
  const [is, must] = [unitOf(given), unitOf(example) ?? ''];
  return is === must ? undefined : wrongUnit(field, must, given);
}

/** By name, not by class: two copies of the library may be loaded. */
function unitOf(value: unknown): string | undefined {
  return typeof value === 'object' && value !== null ? (value as { unit?: string }).unit : undefined;
}

/**
 * Checks an amount that a factory was given.
 *
 * @param factory name of the factory for the message, e.g. `Bytes.gib`
 * @param amount what it was given
 * @throws DH1001 when it is not a finite number of at least zero; DH1104 when it is not known at synth
 */
export function checkAmount(factory: string, amount: number): number {
  if (isTokenLike(amount)) fail(unresolvedToken(factory));
  if (typeof amount !== 'number' || !Number.isFinite(amount) || amount < 0) fail(quantityNotFinite(factory, amount));
  return amount;
}
