import { checkAmount, Quantity } from './quantity';

/** A span of time. Base unit: second. */
export class Duration extends Quantity<Duration> {
  protected override readonly unit = 'Duration';

  /** Nanoseconds. @throws DH1001 */
  public static nanoseconds(amount: number): Duration {
    return new Duration(checkAmount('Duration.nanoseconds', amount) / 1e9);
  }

  /** Microseconds. @throws DH1001 */
  public static microseconds(amount: number): Duration {
    return new Duration(checkAmount('Duration.microseconds', amount) / 1e6);
  }

  /** Milliseconds. @throws DH1001 */
  public static milliseconds(amount: number): Duration {
    return new Duration(checkAmount('Duration.milliseconds', amount) / 1e3);
  }

  /** Seconds. @throws DH1001 */
  public static seconds(amount: number): Duration {
    return new Duration(checkAmount('Duration.seconds', amount));
  }

  /** Minutes. @throws DH1001 */
  public static minutes(amount: number): Duration {
    return new Duration(checkAmount('Duration.minutes', amount) * 60);
  }

  /** Hours. @throws DH1001 */
  public static hours(amount: number): Duration {
    return new Duration(checkAmount('Duration.hours', amount) * 3600);
  }

  /** Days of 24 hours. @throws DH1001 */
  public static days(amount: number): Duration {
    return new Duration(checkAmount('Duration.days', amount) * 86_400);
  }

  protected override make(base: number): Duration {
    return new Duration(base);
  }

  /** Amount in seconds. */
  public get seconds(): number {
    return this.base;
  }

  /** Printed with the largest unit that gives at least one. */
  public override toString(): string {
    const [factor, symbol] = SYMBOLS.find(([size]) => this.base >= size) ?? [1, 's'];
    return `${Number((this.base / factor).toFixed(3))} ${symbol}`;
  }
}

const SYMBOLS: readonly (readonly [number, string])[] = [
  [86_400, 'd'],
  [3600, 'h'],
  [60, 'min'],
  [1, 's'],
  [1e-3, 'ms'],
  [1e-6, 'µs'],
  [1e-9, 'ns'],
];
