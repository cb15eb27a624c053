import { checkAmount, Quantity } from './quantity';
import { positive, share } from './ranges';

/** A three-phase circuit. */
export interface ThreePhaseOptions {
  /** Voltage between two phases, e.g. 415. */
  readonly volts: number;
  /** Rating of the breaker of each phase in amperes. */
  readonly amps: number;
  /** Real power over apparent power of the load, above 0 and at most 1. */
  readonly powerFactor: number;
  /** Whether the load lasts for three hours or more: the breaker may then carry 80 % of its rating. */
  readonly continuous: boolean;
}

/** NFPA 70 (NEC) 210.20(A): a breaker is rated for 125 % of the continuous load. */
const CONTINUOUS = 0.8;

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

  /**
   * What a three-phase circuit delivers: √3 · volts · amperes · power factor.
   *
   * @param circuit voltage between phases, rating, power factor, and whether the load is continuous
   * @throws DH1005 when a number is not above 0, or the power factor above 1
   */
  public static threePhase(circuit: ThreePhaseOptions): Power {
    const [volts, amps] = [positive('volts', circuit.volts), positive('amps', circuit.amps)];
    const powerFactor = share('powerFactor', positive('powerFactor', circuit.powerFactor));
    return new Power(Math.sqrt(3) * volts * amps * powerFactor * (circuit.continuous ? CONTINUOUS : 1));
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
