import { checkAmount, Quantity } from './quantity';

/** Energy. Base unit: watt-hour. */
export class Energy extends Quantity<Energy> {
  protected override readonly unit = 'Energy';

  /** Watt-hours. @throws DH1001 */
  public static wh(amount: number): Energy {
    return new Energy(checkAmount('Energy.wh', amount));
  }

  /** Kilowatt-hours. @throws DH1001 */
  public static kwh(amount: number): Energy {
    return new Energy(checkAmount('Energy.kwh', amount) * 1e3);
  }

  /** Megawatt-hours. @throws DH1001 */
  public static mwh(amount: number): Energy {
    return new Energy(checkAmount('Energy.mwh', amount) * 1e6);
  }

  protected override make(base: number): Energy {
    return new Energy(base);
  }

  /** Amount in watt-hours. */
  public get wattHours(): number {
    return this.base;
  }

  /** Printed with the largest unit that gives at least one. */
  public override toString(): string {
    const [factor, symbol] = SYMBOLS.find(([size]) => this.base >= size) ?? [1, 'Wh'];
    return `${Number((this.base / factor).toFixed(3))} ${symbol}`;
  }
}

const SYMBOLS: readonly (readonly [number, string])[] = [
  [1e9, 'GWh'],
  [1e6, 'MWh'],
  [1e3, 'kWh'],
];
