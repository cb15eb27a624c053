import fc from 'fast-check';
import { Bandwidth, Bytes, DatahallError, Duration, Power } from 'datahall';
import { quantityNotFinite, wrongUnit } from '../../../lib/errors/units';
import { printProblem } from '../../../lib/errors/print';

const amount = fc.double({ min: 0, max: 1e15, noNaN: true });

describe('Quantity', () => {
  it.each([
    ['DH1001', () => Bytes.gib(-1)],
    ['DH1001', () => Power.kw(Number.NaN)],
    ['DH1001', () => Bandwidth.gbps(Number.POSITIVE_INFINITY)],
    ['DH1001', () => Duration.hours('1' as never)],
    ['DH1001', () => Bytes.gib(1).times(-2)],
  ])('refuses with %s what is no finite amount', (code, make) => {
    expect(make).toThrow(expect.objectContaining({ problem: expect.objectContaining({ code }) as object }) as Error);
  });

  it('says what was given, what is allowed and how to fix it', () => {
    expect(printProblem(quantityNotFinite('Bytes.gib', -1))).toBe(
      [
        'DH1001 Bytes.gib needs a finite number of at least zero',
        '  given    -1',
        '  allowed  a finite number >= 0',
        '  fix      write the amount as a plain number, for example Bytes.gib(1)',
      ].join('\n'),
    );
  });

  it('names the unit that stands in the place of another one: DH1002', () => {
    expect(printProblem(wrongUnit('feed', 'Power', Bytes.gib(1)))).toContain('given    1 GiB');
  });

  it('adds in any order', () => {
    fc.assert(
      fc.property(amount, amount, (a, b) => {
        expect(
          Bytes.of(a)
            .plus(Bytes.of(b))
            .compare(Bytes.of(b).plus(Bytes.of(a))),
        ).toBe(0);
      }),
    );
  });

  it('is at least what it was made from, and its own multiple divided by itself is the factor', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), fc.integer({ min: 1, max: 1e6 }), (base, factor) => {
        const one = Power.watts(base);
        expect(one.times(factor).atLeast(one)).toBe(true);
        expect(one.times(factor).dividedBy(one)).toBeCloseTo(factor, 6);
      }),
    );
  });

  it.each([
    [Bytes.gib(80), '80 GiB'],
    [Bytes.of(12), '12 B'],
    [Bandwidth.gbps(400), '400 Gbit/s'],
    [Power.kw(10.2), '10.2 kW'],
    [Duration.minutes(90), '1.5 h'],
    [Duration.seconds(0), '0 s'],
  ])('prints with a fitting unit: %s', (value, text) => {
    expect(value.toString()).toBe(text);
  });

  it('keeps binary and decimal prefixes apart', () => {
    expect(Bytes.tib(1).bytes).toBe(1_099_511_627_776);
    expect(Bytes.tb(1).bytes).toBe(1e12);
  });

  it('is recognised when two copies of the library are loaded', () => {
    expect(DatahallError.is(Object.assign(new Error('x'), { name: 'DatahallError', problem: {} }))).toBe(true);
    expect(DatahallError.is(new Error('x'))).toBe(false);
  });
});
