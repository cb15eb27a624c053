import { fail } from '../errors/datahall-error';
import { wrongUnit } from '../errors/units';
import type { Mass } from '../units/mass';
import { Power } from '../units/power';
import { wholeNumber } from '../units/ranges';

/** Settings of equal racks. */
export interface RackOptions {
  /** Height of one rack in units. */
  readonly units: number;
  /** Independent power feeds of one rack. */
  readonly feeds: number;
  /** What one feed delivers without a break. */
  readonly feed: Power;
  /** Weight of devices that rack and floor carry. @default - not known: weights are not proven */
  readonly load?: Mass;
}

/** Equal racks side by side. */
export class Rack {
  private constructor(
    /** How many racks came at a time. */
    public readonly batches: readonly number[],
    /** Settings of each. */
    public readonly options: RackOptions,
  ) {}

  /**
   * A row of equal racks.
   *
   * @param count how many, at least one
   * @param options settings of each
   * @throws DH1002 and DH1004
   */
  public static row(count: number, options: RackOptions): Rack {
    const counts: [string, number][] = [
      ['count', count],
      ['units', options.units],
      ['feeds', options.feeds],
    ];
    for (const [field, given] of counts) wholeNumber(field, given, 1);
    if (!(options.feed instanceof Power)) fail(wrongUnit('feed', 'Power', options.feed));
    return new Rack([count], options);
  }

  /**
   * Adds racks to the row. Servers that stand in the row stay where they are, with their addresses and ports.
   *
   * @param count how many, at least one
   * @throws DH1004
   */
  public plus(count: number): Rack {
    wholeNumber('count', count, 1);
    return new Rack([...this.batches, count], this.options);
  }

  /** How many racks. */
  public get count(): number {
    return this.batches.reduce((sum, count) => sum + count, 0);
  }

  /** Rack units of the row. */
  public get units(): number {
    return this.count * this.options.units;
  }

  /** What the row has when each rack loses one feed. */
  public get powerWithOneFeedLost(): Power {
    return this.options.feed.times(this.count * (this.options.feeds - 1));
  }
}
