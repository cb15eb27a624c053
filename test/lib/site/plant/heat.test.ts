import { airflow, btuPerHour, yearlyEnergy } from '../../../../lib/site/plant/heat';
import { Power } from '../../../../lib/units/power';
import { TemperatureDifference } from '../../../../lib/units/temperature-difference';

const dgx = Power.kw(10.2);

describe('heat', () => {
  it('of a DGX H100 is 34,804 BTU/h', () => {
    expect(Math.round(btuPerHour(dgx))).toBe(34_804);
  });

  it('of a DGX H100 needs 1,611 CFM at 20 °F: the 3.16 · W / °F of the rule of thumb, before it was rounded', () => {
    const { cubicFeetPerMinute, cubicMetresPerHour } = airflow(dgx, TemperatureDifference.fahrenheit(20));
    expect(((cubicFeetPerMinute * 20) / dgx.watts).toFixed(2)).toBe('3.16');
    expect(cubicFeetPerMinute).toBeCloseTo(1611.3, 1);
    expect(cubicMetresPerHour / cubicFeetPerMinute).toBeCloseTo(1.699, 3);
  });

  it('needs half the air at twice the difference', () => {
    const [small, large] = [10, 20].map((rise) => airflow(dgx, TemperatureDifference.kelvins(rise)).cubicMetresPerHour);
    expect((small ?? 0) / (large ?? 1)).toBeCloseTo(2, 12);
  });

  it('is not carried away by air that gets no warmer: DH1005', () => {
    expect(() => airflow(dgx, TemperatureDifference.kelvins(0))).toThrow('DH1005');
  });
});

describe('the energy of a year', () => {
  const load = dgx.times(32);

  it.each([
    [1, 3717.04],
    [0.7, 2601.93],
  ])('of 32 DGX H100 at a utilisation of %d and PUE 1.3 is %d MWh', (utilisation, mwh) => {
    expect(yearlyEnergy({ load, utilisation, pue: 1.3 }).wattHours / 1e6).toBeCloseTo(mwh, 2);
  });

  it.each([
    { utilisation: 70, pue: 1.3 },
    { utilisation: 1, pue: 0.9 },
  ])('is refused for %j: DH1005', (given) => {
    expect(() => yearlyEnergy({ load, ...given })).toThrow('DH1005');
  });
});
