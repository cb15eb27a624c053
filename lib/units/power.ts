import { checkAmount, Quantity } from './quantity';

/** Electrical power. Base unit: watt. */
export class Power extends Quantity<Power> {
  protected override readonly unit = 'Power';

  /** Watts. @throws DH1001 */
  public static watts(amount: number): Power {
    return new Power(checkAmount('Power.watts', amount));
  }

  /** Kilowatts. @throws DH1001 */
  public static kw(amount: number): Power {
    return new Power(checkAmount('Power.kw', amount) * 1e3);
  }

  /** Megawatts. @throws DH1001 */
  public static mw(amount: number): Power {
    return new Power(checkAmount('Power.mw', amount) * 1e6);
  }

  protected override make(base: number): Power {
    return new Power(base);
  }

  /** Amount in watts. */
  public get watts(): number {
    return this.base;
  }

  /** Printed with the largest unit that gives at least one. */
  public override toString(): string {
    const [factor, symbol] = SYMBOLS.find(([size]) => this.base >= size) ?? [1, 'W'];
    return `${Number((this.base / factor).toFixed(3))} ${symbol}`;
  }
}

const SYMBOLS: readonly (readonly [number, string])[] = [
  [1e6, 'MW'],
  [1e3, 'kW'],
];
