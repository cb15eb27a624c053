import fc from 'fast-check';
import { Topology, type ServerGroup } from 'datahall';
import { bisection as search } from '../../../../lib/network/graph/bisection';
import { bisection } from '../../../../lib/network/proofs/bisection';
import { regularity } from '../../../../lib/network/proofs/regularity';
import { serverOf, subject, switchOf } from '../../../support/fabrics';

const model = switchOf(64);
const [one, wide] = [serverOf(1), serverOf(8)];

function bisectionOf(topology: Topology, racks: number, servers: ServerGroup) {
  const [proof] = bisection(subject(topology, racks, servers));
  return [proof?.value, proof?.exact];
}

const rails = { leaf: model, spine: model, rails: 4, racksPerLeaf: 2 };
const leafSpine = (spines: number, racksPerLeaf = 1, homing = 1) =>
  Topology.leafSpine({ leaf: model, spine: model, spines, homing, racksPerLeaf });

describe('bisection bandwidth', () => {
  // Vectors with links of 100 Gbit/s; servers have ports enough to be no bottleneck.
  it.each([
    ['ring', 4, 200],
    ['ring', 5, 200],
    ['ring', 6, 200],
    ['ring', 8, 200],
    ['star', 4, 200],
    ['star', 5, 200],
    ['star', 6, 300],
    ['mesh', 4, 400],
    ['mesh', 5, 600],
    ['mesh', 6, 900],
  ])('of a %s of %d is %d Gbit/s', (kind, n, expected) => {
    const topology =
      kind === 'ring'
        ? Topology.ring({ switch: model, switches: n })
        : kind === 'star'
          ? Topology.star({ hub: model, leaf: model, racksPerLeaf: 1 })
          : Topology.mesh({ switch: model, switches: n });
    expect(bisectionOf(topology, n, wide.times(n))).toEqual([expected, true]);
  });

  it('of four leaves and two spines is that of the servers, or of the uplinks', () => {
    const fast = switchOf(64, 400);
    const slow = serverOf(1, 400);
    expect(bisectionOf(leafSpine(2), 4, one.times(8))).toEqual([400, true]);
    const topology = Topology.leafSpine({ leaf: fast, spine: fast, spines: 2, homing: 1, racksPerLeaf: 1 });
    expect(bisectionOf(topology, 4, slow.times(16, { perRack: 4 }))).toEqual([1600, true]);
  });

  it.each([4, 6])('of a fat-tree with k = %d is k³/8 links', (k) => {
    const topology = Topology.fatTree({ switch: model, k, racksPerLeaf: 1 });
    expect(bisectionOf(topology, k ** 2 / 2, one.times(k ** 3 / 4))).toEqual([(k ** 3 / 8) * 100, true]);
  });

  it('of four servers with four rails is that of half of their ports', () => {
    const topology = Topology.railOptimised({
      leaf: switchOf(64, 400),
      spine: switchOf(64, 400),
      spines: 2,
      rails: 4,
      racksPerLeaf: 4,
    });
    expect(bisectionOf(topology, 4, serverOf(4, 400, 'rdma').times(4))).toEqual([3200, true]);
  });

  it('is what all splits of small fabrics give', () => {
    const shape = fc.record({
      kind: fc.constantFrom('leaf-spine', 'dual', 'mesh', 'ring', 'fat-tree', 'rails'),
      racks: fc.integer({ min: 3, max: 5 }),
      servers: fc.integer({ min: 2, max: 9 }),
      ports: fc.constantFrom(1, 2, 4),
      spines: fc.integer({ min: 1, max: 3 }),
    });
    fc.assert(
      fc.property(shape, ({ kind, racks, servers, ports, spines }) => {
        const topology = {
          'leaf-spine': leafSpine(spines),
          dual: leafSpine(spines, 2, 2),
          mesh: Topology.mesh({ switch: model, switches: racks }),
          ring: Topology.ring({ switch: model, switches: racks }),
          'fat-tree': Topology.fatTree({ switch: model, k: 4, racksPerLeaf: 1 }),
          rails: Topology.railOptimised({ ...rails, spines, carries: ['frontend'] }),
        }[kind];
        const built = subject(topology, racks, serverOf(ports).times(servers, { perRack: 4 }));
        const [proof] = bisection(built);
        const { value, exact } = search(built.graph, built.servers);
        expect([proof?.exact, exact]).toEqual([true, true]);
        expect(proof?.value).toBeCloseTo(value / 1e9, 6);
      }),
      { numRuns: 100 },
    );
  });

  it('is never lower with one spine more', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 6 }),
        fc.integer({ min: 2, max: 40 }),
        fc.integer({ min: 1, max: 5 }),
        (racks, servers, spines) => {
          const value = (count: number) =>
            Number(bisectionOf(leafSpine(count), racks, one.times(servers, { perRack: 30 }))[0]);
          expect(value(spines + 1)).toBeGreaterThanOrEqual(value(spines));
        },
      ),
      { numRuns: 40 },
    );
  });

  it('of a Clos network is at least that of the ports, scaled down by the worst leaf', () => {
    const shape = fc.record({
      racks: fc.integer({ min: 2, max: 5 }),
      servers: fc.integer({ min: 2, max: 9 }),
      ports: fc.constantFrom(1, 3, 8),
      isTree: fc.boolean(),
    });
    fc.assert(
      fc.property(shape, ({ racks, servers, ports, isTree }) => {
        const tree = Topology.fatTree({ switch: model, k: 4, racksPerLeaf: 1 });
        const built = subject(isTree ? tree : leafSpine(2), racks, serverOf(ports).times(servers, { perRack: 6 }));
        const ratio = Math.max(1, regularity(built).oversubscription ?? Infinity);
        const least = (Math.floor(servers / 2) * ports * 100e9) / ratio;
        expect(search(built.graph, built.servers).value).toBeGreaterThanOrEqual(least * (1 - 1e-9));
      }),
      { numRuns: 60 },
    );
  });

  it('is a lower bound where leaves are unequally full and oversubscribed, and says so', () => {
    const topology = Topology.fatTree({ switch: model, k: 4, racksPerLeaf: 1 });
    const [proof] = bisection(subject(topology, 8, one.times(37, { perRack: 8 })));
    expect(proof?.exact).toBe(false);
    expect(proof?.claim).toContain('at least');
  });
});
