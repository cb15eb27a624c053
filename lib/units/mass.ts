import { checkAmount, Quantity } from './quantity';

/** Mass. Base unit: kilogram. */
export class Mass extends Quantity<Mass> {
  protected override readonly unit = 'Mass';

  /** Kilograms. @throws DH1001 */
  public static kg(amount: number): Mass {
    return new Mass(checkAmount('Mass.kg', amount));
  }

  /** Metric tons, 1000 kg. @throws DH1001 */
  public static tonnes(amount: number): Mass {
    return new Mass(checkAmount('Mass.tonnes', amount) * 1e3);
  }

  protected override make(base: number): Mass {
    return new Mass(base);
  }

  /** Amount in kilograms. */
  public get kilograms(): number {
    return this.base;
  }

  /** Printed with the largest unit that gives at least one. */
  public override toString(): string {
    const [factor, symbol] = this.base >= 1e3 ? ([1e3, 't'] as const) : ([1, 'kg'] as const);
    return `${Number((this.base / factor).toFixed(3))} ${symbol}`;
  }
}
