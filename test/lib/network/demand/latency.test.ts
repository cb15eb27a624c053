import { type LatencyOptions, oneWayLatency } from '../../../../lib/network/demand/latency';
import { Bandwidth } from '../../../../lib/units/bandwidth';
import { Bytes } from '../../../../lib/units/bytes';
import { Duration } from '../../../../lib/units/duration';
import { Length } from '../../../../lib/units/length';

const way: LatencyOptions = {
  switches: 1,
  latency: { portToPort: Duration.nanoseconds(500), source: 'an example' },
  cable: Length.metres(6),
  packet: Bytes.of(4096),
  speed: Bandwidth.gbps(400),
  forwarding: 'cut-through',
};

describe('the latency of a packet', () => {
  it.each([
    [1, 6, 611.92, 693.84],
    [3, 66, 1911.92, 2157.68],
    [5, 166, 3411.92, 3821.52],
  ])('over %d switches and %d m is %d ns, stored and forwarded %d ns', (switches, metres, through, stored) => {
    const each = { ...way, switches, cable: Length.metres(metres) };
    expect(oneWayLatency(each).seconds * 1e9).toBeCloseTo(through, 6);
    expect(oneWayLatency({ ...each, forwarding: 'store-and-forward' }).seconds * 1e9).toBeCloseTo(stored, 6);
  });

  it('without switches and cable is the time on the wire: 720 ns for 9000 B at 100 Gbit/s', () => {
    const direct = { ...way, switches: 0, cable: Length.metres(0), packet: Bytes.of(9000), speed: Bandwidth.gbps(100) };
    expect(oneWayLatency(direct).seconds * 1e9).toBeCloseTo(720, 9);
  });

  it.each([
    ['DH1004', { switches: -1 }],
    ['DH1005', { speed: Bandwidth.gbps(0) }],
  ])('refuses with %s what makes no sense', (code, change) => {
    expect(() => oneWayLatency({ ...way, ...change })).toThrow(code);
  });
});
