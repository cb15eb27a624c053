import { checkAmount, Quantity } from './quantity';

/** A data rate in one direction, decimal as network equipment counts it. Base unit: bit per second. */
export class Bandwidth extends Quantity<Bandwidth> {
  protected override readonly unit = 'Bandwidth';

  /** Bits per second. @throws DH1001 */
  public static bps(amount: number): Bandwidth {
    return new Bandwidth(checkAmount('Bandwidth.bps', amount));
  }

  /** Megabits per second. @throws DH1001 */
  public static mbps(amount: number): Bandwidth {
    return new Bandwidth(checkAmount('Bandwidth.mbps', amount) * 1e6);
  }

  /** Gigabits per second. @throws DH1001 */
  public static gbps(amount: number): Bandwidth {
    return new Bandwidth(checkAmount('Bandwidth.gbps', amount) * 1e9);
  }

  /** Terabits per second. @throws DH1001 */
  public static tbps(amount: number): Bandwidth {
    return new Bandwidth(checkAmount('Bandwidth.tbps', amount) * 1e12);
  }

  protected override make(base: number): Bandwidth {
    return new Bandwidth(base);
  }

  /** Amount in bits per second. */
  public get bitsPerSecond(): number {
    return this.base;
  }

  /** Printed with the largest unit that gives at least one. */
  public override toString(): string {
    const [factor, symbol] = SYMBOLS.find(([size]) => this.base >= size) ?? [1, 'bit/s'];
    return `${Number((this.base / factor).toFixed(3))} ${symbol}`;
  }
}

const SYMBOLS: readonly (readonly [number, string])[] = [
  [1e12, 'Tbit/s'],
  [1e9, 'Gbit/s'],
  [1e6, 'Mbit/s'],
  [1e3, 'kbit/s'],
];
