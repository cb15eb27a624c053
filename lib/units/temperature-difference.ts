import { checkAmount, Quantity } from './quantity';

/** A difference of two temperatures, the warmer one less the colder one. Base unit: kelvin. */
export class TemperatureDifference extends Quantity<TemperatureDifference> {
  protected override readonly unit = 'TemperatureDifference';

  /** Kelvins, which are degrees Celsius of difference. @throws DH1001 */
  public static kelvins(amount: number): TemperatureDifference {
    return new TemperatureDifference(checkAmount('TemperatureDifference.kelvins', amount));
  }

  /** Degrees Fahrenheit of difference: 9 of them are 5 kelvins. @throws DH1001 */
  public static fahrenheit(amount: number): TemperatureDifference {
    return new TemperatureDifference((checkAmount('TemperatureDifference.fahrenheit', amount) * 5) / 9);
  }

  protected override make(base: number): TemperatureDifference {
    return new TemperatureDifference(base);
  }

  /** Amount in kelvins. */
  public get kelvins(): number {
    return this.base;
  }

  /** Printed in kelvins. */
  public override toString(): string {
    return `${Number(this.base.toFixed(3))} K`;
  }
}
