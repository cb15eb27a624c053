import { TopologyLabels } from '../../../../lib/network/config/topology-labels';

const place = { zone: 'oslo1', block: 'b1', rack: 'r01', rail: null };

describe('TopologyLabels', () => {
  it('labels a node by where it is', () => {
    expect(TopologyLabels.of().of(place)).toEqual({
      ...{ 'topology.kubernetes.io/zone': 'oslo1', 'datahall.dev/block': 'b1', 'datahall.dev/rack': 'r01' },
    });
  });

  it('writes the names of others', () => {
    expect(TopologyLabels.of('topograph').of(place)).toHaveProperty(['fabric.topograph.run/tier-0'], 'r01');
    expect(TopologyLabels.of('topograph', { rack: 'example.com/rack' }).of(place)).toHaveProperty(
      ['example.com/rack'],
      'r01',
    );
  });

  it("lists Kueue's levels widest first, and ends at the host", () => {
    expect(TopologyLabels.of('topograph').levels).toEqual([
      'topology.kubernetes.io/zone',
      'fabric.topograph.run/tier-1',
      'fabric.topograph.run/tier-0',
      'kubernetes.io/hostname',
    ]);
  });

  it.each(['', 'a/b/c', '-a', 'Example.com/rack', 'a'.repeat(64), '/rack'])('takes no key %j: DH3843', (rack) => {
    expect(() => TopologyLabels.of('datahall', { rack })).toThrow('DH3843');
  });

  it('takes no value that is none: DH1102', () => {
    expect(() => TopologyLabels.of().of({ ...place, rack: 'row 1' })).toThrow('DH1102');
  });
});
