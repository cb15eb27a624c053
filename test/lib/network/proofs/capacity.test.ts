import fc from 'fast-check';
import { Bandwidth, Duration, Length, Bytes, SwitchModel, Topology, type ServerGroup } from 'datahall';
import type { TrafficDemand } from '../../../../lib/network/demand/facts';
import { proveFabric, proveSite } from '../../../../lib/network/proofs/prove-fabric';
import { demandsOn } from '../../../../lib/network/proofs/demands';
import { busiestCable, traffic } from '../../../../lib/network/proofs/traffic';
import { trafficBound } from '../../../../lib/network/proofs/traffic-bound';
import { trafficBounds } from '../../../../lib/network/proofs/traffic-cuts';

import { builtOf, proofsOf, serverOf, siteOf, subject, switchOf } from '../../../support/fabrics';

const model = switchOf(128);
const one = serverOf(1);

function values(words: string, topology: Topology, racks: number, servers: ServerGroup): readonly number[] {
  return proofsOf(words, topology, racks, servers).map(({ value }) => value);
}

describe('oversubscription', () => {
  it.each([
    ['48 × 25 over 6 × 100', 48, 25, 6, 100, 2],
    ['96 × 400 over 16 × 800', 96, 400, 16, 800, 3],
    ['32 × 400 over 32 × 400', 32, 400, 32, 400, 1],
    ['8 × 400 over 16 × 400', 8, 400, 16, 400, 0.5],
  ])('of %s', (_, down, slow, up, fast, expected) => {
    const ports = [
      { count: down, speed: Bandwidth.gbps(slow), lanes: 1, connector: 'OSFP' },
      { count: up, speed: Bandwidth.gbps(fast), lanes: 8, connector: 'OSFP' },
    ] as const;
    const own = slow === fast ? [{ ...ports[0], count: down + up }] : ports;
    const leaf = SwitchModel.custom({ name: 'leaf', ports: own, rackUnits: 1, source: 'test' });
    const topology = Topology.leafSpine({ leaf, spine: switchOf(8, fast), spines: up, homing: 1, racksPerLeaf: 2 });
    const servers = serverOf(1, slow).times(2 * down, { perRack: Math.ceil(down / 2) });
    expect(values('oversubscription', topology, 4, servers)[0]).toBeCloseTo(expected, 10);
  });

  it('rises by a third when one of four spines is lost', () => {
    const topology = Topology.leafSpine({ leaf: model, spine: model, spines: 4, homing: 1, racksPerLeaf: 1 });
    const [leaf, total, lost] = values('oversubscription', topology, 4, one.times(16, { perRack: 4 }));
    expect([leaf, total]).toEqual([1, 1]);
    expect(lost).toBeCloseTo(4 / 3, 10);
  });
});

describe('switches between two servers', () => {
  it.each([
    ['one leaf', Topology.leafSpine({ leaf: model, spine: model, spines: 2, homing: 1, racksPerLeaf: 4 }), 1],
    ['two tiers', Topology.leafSpine({ leaf: model, spine: model, spines: 2, homing: 1, racksPerLeaf: 1 }), 3],
    ['three tiers', Topology.fatTree({ switch: model, k: 4, racksPerLeaf: 1 }), 5],
    ['four neighbours in a ring', Topology.ring({ switch: model, switches: 8 }), 4],
    ['a mesh', Topology.mesh({ switch: model, switches: 4 }), 2],
  ])('of %s', (_, topology, expected) => {
    expect(values('switches between', topology, 4, one.times(8))).toEqual([expected]);
  });
});

it('the longest way of a ring has n/2 + 1 switches', () => {
  expect(values('switches between', Topology.ring({ switch: model, switches: 8 }), 8, one.times(8))).toEqual([5]);
});

it('latency is that of the longest way: 5 switches and 166 m', () => {
  const requirements = {
    latency: {
      within: Duration.microseconds(4),
      latency: { portToPort: Duration.nanoseconds(500), source: 'test' },
      cable: Length.metres(166),
      packet: Bytes.of(4096),
    },
  };
  const fast = switchOf(8, 400);
  const topology = Topology.fatTree({ switch: fast, k: 4, racksPerLeaf: 1, requirements });
  const [ns] = values('passes', topology, 8, serverOf(1, 400).times(8));
  expect(ns).toBeCloseTo(3821.52, 6);
});

it('path diversity counts the spines, and the leaves of a server', () => {
  const topology = Topology.leafSpine({ leaf: model, spine: model, spines: 4, racksPerLeaf: 2 });
  expect(values('paths between', topology, 4, serverOf(2).times(8))).toEqual([2, 2, 4]);
});

it('each tier has cages left', () => {
  const topology = Topology.leafSpine({ leaf: model, spine: model, spines: 4, homing: 1, racksPerLeaf: 1 });
  expect(values('cages left', topology, 4, one.times(8))).toEqual([128 - 4 - 2, 128 - 4]);
});

it('broken out cages count once', () => {
  const { SN5600 } = SwitchModel;
  const topology = Topology.leafSpine({ leaf: SN5600, spine: SN5600, spines: 1, homing: 1, racksPerLeaf: 4 });
  expect(values('cages left', topology, 1, serverOf(1, 200).times(8))).toEqual([64 - 1 - 2, 63]);
});

// DGX SuperPOD: units of 32 servers with 8 ports of 400 Gbit/s; 4 units have 32 leaves and 16 spines, 2 cables a pair.
it.each([
  [1, 8, 4, 8, 256],
  [2, 16, 8, 4, 512],
  [3, 24, 16, 2, 768],
  [4, 32, 16, 2, 1024],
])(
  '%d scalable units of DGX H100 have %d leaves and %d spines, and full bisection',
  (units, leaves, spines, each, cables) => {
    const { QM9700 } = SwitchModel;
    const topology = Topology.railOptimised({
      leaf: QM9700,
      spine: QM9700,
      spines,
      rails: 8,
      linksPerPair: each,
      racksPerLeaf: 8,
    });
    const servers = serverOf(8, 400, 'rdma').times(32 * units, { perRack: 4 });
    const site = siteOf(topology, 8 * units, servers);
    const { fabric } = builtOf(site);
    expect(fabric.nodes.filter(({ role }) => role === 'leaf')).toHaveLength(leaves);
    expect([...fabric.links].filter(({ b }) => b.node >= fabric.servers)).toHaveLength(cables);
    const proofs = proveSite(site);
    const valueOf = (words: string) => proofs.find(({ claim }) => claim.includes(words))?.value;
    expect(valueOf('bandwidth between')).toBe(16 * units * 8 * 400);
    expect(valueOf('all tiers')).toBe(1);
  },
);

describe('declared traffic', () => {
  const demand = (change: Partial<TrafficDemand>): TrafficDemand => {
    const base = { name: 'requests', kind: 'inference', from: 's', to: 's', per: 'sender', burstBytes: 0 } as const;
    return { ...base, bitsPerSecond: 80e9, pattern: 'even', ...change };
  };
  const topology = Topology.leafSpine({ leaf: model, spine: model, spines: 1, homing: 1, racksPerLeaf: 1 });
  const two = subject(topology, 2, one.times(4));

  it('of two servers a leaf fills the one uplink with two thirds of what each sends', () => {
    const [proof] = traffic(two, [], [demand({})]);
    expect(proof).toMatchObject({ ok: false, exact: true });
    expect(proof?.value).toBeCloseTo((2 * 80 * 2) / 3, 6);
    expect(proof?.witness[0]).toMatch(/lab-f-spine-001 port \d+ to lab-f-leaf-00\d port \d+/);
  });

  it('of a ring goes to the next server only', () => {
    expect(traffic(two, [], [demand({ pattern: 'ring', bitsPerSecond: 40e9 })])[0]?.value).toBeCloseTo(80, 6);
  });

  it('of all senders together is spread over them', () => {
    expect(traffic(two, [], [demand({ per: 'group', bitsPerSecond: 120e9 })])[0]?.value).toBeCloseTo(40, 6);
  });

  it('runs only over the fabric that carries its kind', () => {
    const storage = subject(topology, 2, one.times(4));
    expect(traffic({ ...storage, roles: ['storage'] }, [], [demand({})])).toEqual([]);
  });

  it('has a bound that is not below what was routed', () => {
    const routed = demandsOn(two, [], [demand({})]);
    const [bound, exact] = [trafficBound(two, routed), busiestCable(two, routed)];
    expect(bound?.bps).toBeGreaterThanOrEqual(exact.bps);
  });

  const shapes: readonly [string, Topology][] = [
    ['ring', Topology.ring({ switch: model, switches: 8 })],
    ['mesh', Topology.mesh({ switch: model, switches: 8 })],
    ['ring with two switches a server', Topology.ring({ switch: model, switches: 16, homing: 2 })],
  ];
  it.each(shapes)('of a %s has bounds on both sides of what was routed', (_, shape) => {
    fc.assert(
      fc.property(
        fc.integer({ min: 8, max: 24 }),
        fc.constantFrom('even' as const, 'ring' as const),
        fc.constantFrom('group' as const, 'sender' as const),
        (servers, pattern, per) => {
          const on = subject(shape, 8, serverOf(2).times(servers));
          const routed = demandsOn(on, [], [demand({ pattern, per })]);
          const { least, most } = trafficBounds(on, routed);
          const { link, bps } = busiestCable(on, routed);
          const share = bps / on.fabric.links.bps[link]!;
          expect(least).toBeLessThanOrEqual(share * (1 + 1e-9));
          expect(most).toBeGreaterThanOrEqual(share * (1 - 1e-9));
        },
      ),
      { numRuns: 15 },
    );
  });

  it('that does not fit a large ring is found by a narrow cut, and named as a bound', () => {
    const wide = switchOf(64, 800);
    const ring = Topology.ring({ switch: wide, switches: 2000 });
    const large = subject(ring, 2000, serverOf(1, 800).times(16_000));
    const peak = demand({ bitsPerSecond: 900e12, per: 'group' });
    const routed = demandsOn(large, [], [peak]);
    const { bps, bound, cut } = busiestCable(large, routed);
    // Half of the servers send half of it to the others, over two cables.
    expect([bound, cut?.length]).toEqual(['at least', 2]);
    expect(bps).toBeGreaterThan(100e12);
    expect(traffic(large, [], [peak])[0]).toMatchObject({ ok: false, exact: false, limit: 100 });
    const [open] = traffic(large, [], [demand({ bitsPerSecond: 4e12, per: 'group' })]);
    expect(open).toMatchObject({ ok: true, limit: null });
    expect(open?.claim).toContain('not proven to fit');
    const [small] = traffic(large, [], [demand({ bitsPerSecond: 100e9, per: 'group' })]);
    expect(small).toMatchObject({ ok: true, limit: 100, exact: false });
  });
});

it('the proofs of a fabric are made once', () => {
  const site = siteOf(Topology.ring({ switch: model, switches: 3 }), 3, one.times(3));
  expect(proveFabric(site, builtOf(site))).toBe(proveFabric(site, builtOf(site)));
});
