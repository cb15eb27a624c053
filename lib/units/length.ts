import { checkAmount, Quantity } from './quantity';

/** A length. Base unit: metre. */
export class Length extends Quantity<Length> {
  protected override readonly unit = 'Length';

  /** Metres. @throws DH1001 */
  public static metres(amount: number): Length {
    return new Length(checkAmount('Length.metres', amount));
  }

  /** Kilometres. @throws DH1001 */
  public static kilometres(amount: number): Length {
    return new Length(checkAmount('Length.kilometres', amount) * 1e3);
  }

  protected override make(base: number): Length {
    return new Length(base);
  }

  /** Amount in metres. */
  public get metres(): number {
    return this.base;
  }

  /** Printed with the largest unit that gives at least one. */
  public override toString(): string {
    const [factor, symbol] = this.base >= 1e3 ? ([1e3, 'km'] as const) : ([1, 'm'] as const);
    return `${Number((this.base / factor).toFixed(3))} ${symbol}`;
  }
}
