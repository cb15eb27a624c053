import fc from 'fast-check';
import { Availability, clusterMtbf, majority, quorumTolerance } from '../../../lib/site/availability';
import { Duration } from '../../../lib/units/duration';

const hours = (amount: number): Duration => Duration.hours(amount);
const minutes = (availability: Availability): number => availability.downtimePerYear.seconds / 60;

const psu = Availability.repaired({ mtbf: hours(200_000), mttr: hours(24) });
const tor = Availability.repaired({ mtbf: hours(300_000), mttr: hours(4) });
const link = Availability.repaired({ mtbf: hours(500_000), mttr: hours(2) });
const ratio = fc.double({ min: 0, max: 1, noNaN: true });

describe('Availability', () => {
  it('of a power supply is MTBF / (MTBF + MTTR)', () => {
    expect(psu.ratio).toBeCloseTo(0.9998800144, 10);
  });

  it.each([
    [1, 2, 0.9999999856, 10],
    [4, 6, 0.9999999999655, 13],
    [5, 6, 0.9999997841, 10],
    [6, 6, 0.9992803023, 10],
  ])('of %d of %d power supplies is %d', (needed, count, expected, digits) => {
    expect(Availability.kOfN(needed, count, psu).ratio).toBeCloseTo(expected, digits);
  });

  it('of six needed power supplies costs 378.53 minutes a year', () => {
    expect(minutes(Availability.kOfN(6, 6, psu))).toBeCloseTo(378.53, 2);
  });

  it('of one leaf and its link, and of two', () => {
    const single = Availability.series([tor, link]);
    expect(single.ratio).toBeCloseTo(0.9999826669, 10);
    expect(minutes(single)).toBeCloseTo(9.1165, 4);
    const dual = Availability.kOfN(1, 2, single);
    expect(dual.ratio).toBeCloseTo(0.9999999997, 10);
    expect(minutes(dual)).toBeCloseTo(0.000158, 6);
  });

  it.each([
    [3, 2, 1, 0.999997002],
    [5, 3, 2, 0.99999999001],
  ])('of a quorum of %d needs %d, tolerates %d', (members, needed, lost, expected) => {
    expect(Availability.quorum(members, Availability.of(0.999)).ratio).toBeCloseTo(expected, 10);
    expect([majority(members), quorumTolerance(members)]).toEqual([needed, lost]);
  });

  it('of a fourth member of a quorum adds nothing, a seventh one tolerates three', () => {
    expect([quorumTolerance(4), quorumTolerance(7)]).toEqual([1, 3]);
  });

  it.each([
    [16_384, 3.093],
    [4096, 12.37],
    [1024, 49.49],
    [256, 197.96],
  ])('of %d GPUs, with the failures that were seen on 16,384: %d h', (units, expected) => {
    const fleet = { units: 16_384, time: Duration.days(54), failures: 419 };
    const digits = units === 16_384 ? 3 : 2;
    expect(clusterMtbf(fleet, units).seconds / 3600).toBeCloseTo(expected, digits);
  });

  it('prints percent and downtime', () => {
    expect(Availability.of(0.999).toString()).toBe('99.9 % (down for 8.766 h a year)');
    expect(JSON.stringify({ a: Availability.of(0.5) })).toBe('{"a":0.5}');
  });

  it.each([
    ['DH1005', () => Availability.of(99.9)],
    ['DH1005', () => Availability.unavailable(-0.1)],
    ['DH1005', () => Availability.repaired({ mtbf: hours(0), mttr: hours(1) })],
    ['DH1004', () => Availability.kOfN(3, 2, psu)],
    ['DH1004', () => Availability.kOfN(0, 2, psu)],
    ['DH1004', () => Availability.kOfN(1, 1.5, psu)],
    ['DH1005', () => clusterMtbf({ units: 1, time: hours(1), failures: 0 }, 1)],
  ])('refuses with %s what makes no sense', (code, make) => {
    expect(make).toThrow(code);
  });

  it('of k of n equals the binomial sum', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 12 }), ratio, (a, b, up) => {
        const [k, n] = [Math.min(a, b), Math.max(a, b)];
        let [sum, choose] = [0, 1];
        for (let i = 0; i <= n; i += 1) {
          if (i >= k) sum += choose * up ** i * (1 - up) ** (n - i);
          choose = (choose * (n - i)) / (i + 1);
        }
        expect(Availability.kOfN(k, n, Availability.of(up)).ratio).toBeCloseTo(sum, 9);
      }),
    );
  });

  it('falls in series and rises with redundancy', () => {
    fc.assert(
      fc.property(ratio, ratio, (a, b) => {
        const both = [Availability.of(a), Availability.of(b)] as const;
        const [all, any] = [Availability.series(both), Availability.atLeast(1, both)];
        for (const part of both) {
          expect(all.unavailability).toBeGreaterThanOrEqual(part.unavailability - 1e-15);
          expect(any.unavailability).toBeLessThanOrEqual(part.unavailability + 1e-15);
        }
      }),
    );
  });
});
