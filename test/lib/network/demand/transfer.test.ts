import fc from 'fast-check';
import {
  ADAM_CHECKPOINT_BYTES,
  checkpointBandwidth,
  checkpointInterval,
  checkpointSize,
} from '../../../../lib/network/demand/checkpoint';
import { bandwidthFor, transferTime } from '../../../../lib/network/demand/transfer';
import { Bandwidth } from '../../../../lib/units/bandwidth';
import { Bytes } from '../../../../lib/units/bytes';
import { Duration } from '../../../../lib/units/duration';

const daily = { data: Bytes.tb(1), within: Duration.days(1), peakFactor: 1, overhead: 0 };

describe('the bandwidth of a transfer', () => {
  it('of 1 TB a day is 92.6 Mbit/s, not 42.9 Gbit/s', () => {
    expect(bandwidthFor(daily).bitsPerSecond / 1e6).toBeCloseTo(92.593, 3);
  });

  it('grows with peak factor and overhead', () => {
    const mbps = bandwidthFor({ ...daily, peakFactor: 3, overhead: 0.05 }).bitsPerSecond / 1e6;
    expect(mbps).toBeCloseTo(92.593 * 3 * 1.05, 2);
  });

  it('makes 1 TB take 800 s at 10 Gbit/s', () => {
    expect(transferTime(Bytes.tb(1), Bandwidth.gbps(10), 0).seconds).toBe(800);
  });

  it('is such that the transfer takes just its time', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1e15 }),
        fc.integer({ min: 1, max: 1e6 }),
        fc.double({ min: 0, max: 2, noNaN: true }),
        (bytes, seconds, overhead) => {
          const data = Bytes.of(bytes);
          const needed = bandwidthFor({ data, within: Duration.seconds(seconds), peakFactor: 1, overhead });
          expect(transferTime(data, needed, overhead).seconds / seconds).toBeCloseTo(1, 9);
        },
      ),
    );
  });

  it.each([{ peakFactor: 0.5 }, { overhead: -0.1 }, { within: Duration.seconds(0) }])(
    'refuses %j: DH1005',
    (change) => {
      expect(() => bandwidthFor({ ...daily, ...change })).toThrow('DH1005');
    },
  );

  it('takes no plain number for data: DH1001', () => {
    expect(() => bandwidthFor({ ...daily, data: 1 as never })).toThrow('DH1001');
  });
});

describe('a checkpoint', () => {
  it('of 405 billion parameters is 5.67 TB, and 94.5 GB/s writes it in a minute', () => {
    const size = checkpointSize(405e9, ADAM_CHECKPOINT_BYTES);
    expect(size.bytes / 1e12).toBeCloseTo(5.67, 12);
    expect(checkpointBandwidth(size, Duration.minutes(1)).bitsPerSecond / 8e9).toBeCloseTo(94.5, 9);
  });

  it('of weights alone is 0.81 TB', () => {
    expect(checkpointSize(405e9, 2).bytes / 1e12).toBeCloseTo(0.81, 12);
  });

  it.each([
    ['DH1004', () => checkpointSize(0.5, 2)],
    ['DH1005', () => checkpointSize(1, 0)],
    ['DH1005', () => checkpointBandwidth(Bytes.gb(1), Duration.seconds(0))],
  ])('refuses with %s what makes no sense', (code, make) => {
    expect(make).toThrow(code);
  });

  it.each([
    [10, 0, 471.91, 0.04238],
    [60, 0, 1155.95, 0.10381],
    [300, 0, 2584.77, 0.2321],
    [60, 300, 1155.95, 0.13075],
  ])('that takes %d s, with restarts of %d s, is written every %d s, and wastes %d', (write, restart, every, waste) => {
    const times = { write: Duration.seconds(write), mtbf: Duration.seconds(11_135.08) };
    const interval = checkpointInterval({ ...times, restart: Duration.seconds(restart) });
    expect(interval.every.seconds).toBeCloseTo(every, 2);
    expect(interval.waste).toBeCloseTo(waste, waste === 0.2321 ? 4 : 5);
    if (restart === 0) expect(checkpointInterval(times)).toEqual(interval);
  });

  it('has no interval when a write takes a tenth of the time between failures: DH1005', () => {
    const mtbf = Duration.seconds(600);
    expect(() => checkpointInterval({ write: Duration.seconds(60), mtbf })).toThrow('below a tenth of mtbf');
    expect(checkpointInterval({ write: Duration.seconds(59), mtbf }).waste).toBeGreaterThan(0.4);
  });
});
