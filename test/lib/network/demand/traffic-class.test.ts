import fc from 'fast-check';
import { perServer, TrafficClass } from '../../../../lib/network/demand/traffic-class';
import { Bandwidth } from '../../../../lib/units/bandwidth';
import { Bytes } from '../../../../lib/units/bytes';
import { Duration } from '../../../../lib/units/duration';

const steady = {
  from: 'storage',
  to: 'h100',
  data: Bytes.tb(1),
  within: Duration.days(1),
  peakFactor: 3,
  overhead: 0,
};

describe('TrafficClass', () => {
  it('is JSON: who sends to whom, how much at the peak', () => {
    const fact = TrafficClass.ingest(steady).toFact('images');
    expect(fact).toEqual({
      name: 'images',
      kind: 'ingest',
      from: 'storage',
      to: 'h100',
      bitsPerSecond: expect.closeTo(3 * 92.5926e6, -3) as number,
      per: 'group',
      pattern: 'even',
      burstBytes: 0,
    });
    expect(JSON.parse(JSON.stringify(fact))).toEqual(fact);
  });

  it.each([
    [TrafficClass.replication({ ...steady, burst: Bytes.mib(4) }), { kind: 'replication', burstBytes: 4 * 2 ** 20 }],
    [
      TrafficClass.checkpoint({ from: 'h100', to: 'storage', size: Bytes.tb(5.67), within: Duration.minutes(1) }),
      { kind: 'checkpoint', from: 'h100', bitsPerSecond: expect.closeTo(756e9, 0) as number, per: 'group' },
    ],
    [
      TrafficClass.inference({ from: 'edge', to: 'h100', peak: Bandwidth.gbps(5), per: 'group' }),
      { kind: 'inference', bitsPerSecond: 5e9 },
    ],
    [
      TrafficClass.custom({ from: 'a', to: 'b', peak: Bandwidth.gbps(5), per: 'sender' }),
      { kind: 'custom', per: 'sender' },
    ],
  ])('has a kind of its own: %#', (traffic, expected) => {
    expect(traffic.toFact('x')).toMatchObject(expected);
  });

  it('of an all-reduce is a ring that needs eight rails of 560.39 Gbit/s', () => {
    const options = { group: 'h100', gradients: Bytes.gb(141.2), servers: 128, within: Duration.seconds(0.5) };
    const fact = TrafficClass.allReduce(options).toFact('gradients');
    expect(fact).toMatchObject({ kind: 'all-reduce', from: 'h100', to: 'h100', per: 'sender', pattern: 'ring' });
    expect(fact.bitsPerSecond / 8e9).toBeCloseTo(560.39, 2);
  });

  it('refuses a peak below the mean: DH1005', () => {
    expect(() => TrafficClass.ingest({ ...steady, peakFactor: 0.1 })).toThrow('DH1005');
  });

  it('sends what is received', () => {
    const servers = fc.integer({ min: 1, max: 1000 });
    fc.assert(
      fc.property(servers, servers, fc.constantFrom('group' as const, 'sender' as const), (senders, receivers, per) => {
        const traffic = TrafficClass.custom({ from: 'a', to: 'b', peak: Bandwidth.gbps(5), per }).toFact('x');
        const { sent, received } = perServer(traffic, senders, receivers);
        expect((sent * senders) / (received * receivers)).toBeCloseTo(1, 12);
        expect(sent).toBeCloseTo(per === 'sender' ? 5e9 : 5e9 / senders, 3);
      }),
    );
  });
});
