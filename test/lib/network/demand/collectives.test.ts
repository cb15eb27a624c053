import fc from 'fast-check';
import {
  busFactor,
  type Collective,
  collectiveBandwidth,
  collectiveTime,
} from '../../../../lib/network/demand/collectives';
import { Bandwidth } from '../../../../lib/units/bandwidth';
import { Bytes } from '../../../../lib/units/bytes';
import { Duration } from '../../../../lib/units/duration';

/** Gradients of 70.6 billion parameters in bf16. */
const data = Bytes.gb(141.2);
const collective = 'all-reduce';

describe('a collective', () => {
  it.each<[Collective, number]>([
    ['all-reduce', 175],
    ['reduce-scatter', 87.5],
    ['all-gather', 87.5],
    ['broadcast', 100],
  ])('%s of 8 ranks at 100 GB/s keeps the network busy with %d GB/s', (each, expected) => {
    expect(100 * busFactor(each, 8)).toBe(expected);
  });

  it('takes 5.6425 s in one ring of 1024 ranks at 50 GB/s', () => {
    expect(collectiveTime({ collective, data, ranks: 1024 }, Bandwidth.gbps(400)).seconds).toBeCloseTo(5.6425, 4);
  });

  it('takes 0.70048 s on 8 rails of 128 ranks', () => {
    const rails = { collective, data, ranks: 128, rails: 8 } as const;
    expect(collectiveTime(rails, Bandwidth.gbps(400)).seconds).toBeCloseTo(0.70048, 5);
    expect(collectiveBandwidth(rails, Duration.seconds(0.5)).bitsPerSecond / 1e9).toBeCloseTo(560.39, 2);
  });

  it.each([
    ['DH1004', () => busFactor('all-reduce', 1)],
    ['DH1004', () => collectiveTime({ collective, data, ranks: 8, rails: 0 }, Bandwidth.gbps(1))],
    ['DH1005', () => collectiveTime({ collective, data, ranks: 8 }, Bandwidth.gbps(0))],
    ['DH1005', () => collectiveBandwidth({ collective, data, ranks: 8 }, Duration.seconds(0))],
  ])('refuses with %s what makes no sense', (code, make) => {
    expect(make).toThrow(code);
  });

  it('all-reduce is a reduce-scatter and an all-gather', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 1e6 }), (ranks) => {
        expect(busFactor('all-reduce', ranks)).toBe(
          busFactor('reduce-scatter', ranks) + busFactor('all-gather', ranks),
        );
        expect(busFactor('all-reduce', ranks)).toBeLessThan(2);
      }),
    );
  });
});
