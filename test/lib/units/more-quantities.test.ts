import fc from 'fast-check';
import { Energy } from '../../../lib/units/energy';
import { Duration } from '../../../lib/units/duration';
import { Length } from '../../../lib/units/length';
import { Mass } from '../../../lib/units/mass';
import { Power } from '../../../lib/units/power';
import { atLeastNumber, positive, share } from '../../../lib/units/ranges';
import { TemperatureDifference } from '../../../lib/units/temperature-difference';

const code = (value: string): Error =>
  expect.objectContaining({ problem: expect.objectContaining({ code: value }) as object }) as Error;

describe('quantities', () => {
  it.each([
    [Mass.kg(142.4), '142.4 kg'],
    [Mass.tonnes(1.5), '1.5 t'],
    [Length.metres(66), '66 m'],
    [Length.kilometres(80), '80 km'],
    [Energy.wh(12), '12 Wh'],
    [Energy.kwh(12), '12 kWh'],
    [Energy.mwh(3717.04), '3.717 GWh'],
    [TemperatureDifference.fahrenheit(20), '11.111 K'],
    [Duration.nanoseconds(500), '500 ns'],
    [Duration.microseconds(1), '1 µs'],
    [Duration.milliseconds(12.5), '12.5 ms'],
    [Duration.seconds(0), '0 s'],
  ])('print with a fitting unit: %s', (value, text) => {
    expect(value.toString()).toBe(text);
  });

  it.each([
    ['Mass', () => Mass.kg(-1)],
    ['Length', () => Length.metres(Number.NaN)],
    ['Energy', () => Energy.wh(Number.POSITIVE_INFINITY)],
    ['TemperatureDifference', () => TemperatureDifference.kelvins(-1)],
    ['Duration', () => Duration.nanoseconds(-1)],
  ])('%s refuses what is no finite amount: DH1001', (_, make) => {
    expect(make).toThrow(code('DH1001'));
  });

  it('give back what they were made from', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1e9, noNaN: true }), (amount) => {
        expect(Mass.kg(amount).kilograms).toBe(amount);
        expect(Length.metres(amount).metres).toBe(amount);
        expect(Energy.wh(amount).wattHours).toBe(amount);
        expect(TemperatureDifference.kelvins(amount).kelvins).toBe(amount);
        expect(Mass.tonnes(amount).dividedBy(Mass.kg(1))).toBe(amount * 1000);
        expect(Length.kilometres(1).times(amount).metres).toBe(amount * 1000);
        expect(Energy.kwh(1).times(2).plus(Energy.wh(1)).wattHours).toBe(2001);
        expect(TemperatureDifference.kelvins(1).times(amount).toJSON()).toBe(amount);
      }),
    );
  });
});

describe('Power.threePhase', () => {
  // Worked numbers: √3 · V · A, and 80 % of it for continuous loads.
  it.each([
    [415, 32, 23.0, 18.4],
    [415, 60, 43.13, 34.5],
    [400, 32, 22.17, 17.74],
    [400, 63, 43.65, 34.92],
    [208, 60, 21.62, 17.29],
  ])('at %d V and %d A is %d kW, %d kW of it continuous', (volts, amps, kw, continuousKw) => {
    const circuit = { volts, amps, powerFactor: 1 };
    expect(Power.threePhase({ ...circuit, continuous: false }).watts / 1000).toBeCloseTo(kw, 2);
    expect(Power.threePhase({ ...circuit, continuous: true }).watts / 1000).toBeCloseTo(continuousKw, 2);
  });

  it('is less with a power factor below 1', () => {
    const circuit = { volts: 400, amps: 32, continuous: true };
    const [whole, part] = [1, 0.95].map((powerFactor) => Power.threePhase({ ...circuit, powerFactor }));
    expect(part?.dividedBy(whole ?? Power.watts(1))).toBeCloseTo(0.95, 12);
  });

  it.each([
    [{ volts: -400 }, 'volts'],
    [{ amps: 0 }, 'amps'],
    [{ powerFactor: 1.1 }, 'powerFactor'],
    [{ powerFactor: Number.NaN }, 'powerFactor'],
  ])('refuses %j: DH1005', (change, field) => {
    const make = (): Power => Power.threePhase({ volts: 400, amps: 32, powerFactor: 1, continuous: true, ...change });
    expect(make).toThrow(code('DH1005'));
    expect(make).toThrow(`'${field}'`);
  });
});

describe('ranges', () => {
  it('give back what lies inside, and refuse what lies outside: DH1005', () => {
    expect([positive('a', 2), atLeastNumber('a', 1, 1), share('a', 0), share('a', 1)]).toEqual([2, 1, 0, 1]);
    for (const make of [() => positive('a', 0), () => atLeastNumber('a', 0.9, 1), () => share('a', 1.1)])
      expect(make).toThrow(code('DH1005'));
    expect(() => share('a', '1' as never)).toThrow(code('DH1005'));
  });
});
