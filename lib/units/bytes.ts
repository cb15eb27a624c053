import { checkAmount, Quantity } from './quantity';

/**
 * An amount of data or memory. Base unit: byte. Binary prefixes (KiB, MiB, GiB, TiB) and decimal ones (GB, TB, PB) are
 * different factories, because vendors use the latter for disks and the former for memory.
 */
export class Bytes extends Quantity<Bytes> {
  protected override readonly unit = 'Bytes';

  /** Plain bytes. @throws DH1001 */
  public static of(amount: number): Bytes {
    return new Bytes(checkAmount('Bytes.of', amount));
  }

  /** Mebibytes, 2^20 bytes. @throws DH1001 */
  public static mib(amount: number): Bytes {
    return new Bytes(checkAmount('Bytes.mib', amount) * 2 ** 20);
  }

  /** Gibibytes, 2^30 bytes. @throws DH1001 */
  public static gib(amount: number): Bytes {
    return new Bytes(checkAmount('Bytes.gib', amount) * 2 ** 30);
  }

  /** Tebibytes, 2^40 bytes. @throws DH1001 */
  public static tib(amount: number): Bytes {
    return new Bytes(checkAmount('Bytes.tib', amount) * 2 ** 40);
  }

  /** Gigabytes, 10^9 bytes. @throws DH1001 */
  public static gb(amount: number): Bytes {
    return new Bytes(checkAmount('Bytes.gb', amount) * 1e9);
  }

  /** Terabytes, 10^12 bytes. @throws DH1001 */
  public static tb(amount: number): Bytes {
    return new Bytes(checkAmount('Bytes.tb', amount) * 1e12);
  }

  protected override make(base: number): Bytes {
    return new Bytes(base);
  }

  /** Amount in bytes. */
  public get bytes(): number {
    return this.base;
  }

  /** Printed with the largest unit that gives at least one. */
  public override toString(): string {
    const [factor, symbol] = SYMBOLS.find(([size]) => this.base >= size) ?? [1, 'B'];
    return `${Number((this.base / factor).toFixed(3))} ${symbol}`;
  }
}

const SYMBOLS: readonly (readonly [number, string])[] = [
  [2 ** 40, 'TiB'],
  [2 ** 30, 'GiB'],
  [2 ** 20, 'MiB'],
  [2 ** 10, 'KiB'],
];
