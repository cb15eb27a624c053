import fc from 'fast-check';
import { Topology, type ServerGroup } from 'datahall';
import { verdictOf } from '../../../../lib/site/proof';
import { riskSets } from '../../../../lib/network/proofs/risk-groups';
import { GroupFailures } from '../../../../lib/network/graph/group-failures';
import { QuickLosses } from '../../../../lib/network/proofs/quick-losses';
import { proofsOf, serverOf, subject, switchOf } from '../../../support/fabrics';

const model = switchOf(64);
const [single, dual] = [serverOf(1), serverOf(2)];
const leafSpine = (spines: number, homing: number, racksPerLeaf = homing) =>
  Topology.leafSpine({ leaf: model, spine: model, spines, homing, racksPerLeaf });
const star = Topology.star({ hub: model, leaf: model, racksPerLeaf: 1 });

function oneLoss(topology: Topology, racks: number, servers: ServerGroup) {
  const [bySwitch, byCable] = proofsOf('the loss of', topology, racks, servers);
  return { bySwitch: bySwitch!, byCable: byCable! };
}

describe('the loss of one switch or cable', () => {
  it('cuts off the servers of four leaves and eight cables when servers have one port', () => {
    const { bySwitch, byCable } = oneLoss(leafSpine(2, 1), 4, single.times(8));
    expect([bySwitch.ok, bySwitch.value, bySwitch.witness.length]).toEqual([false, 2, 4]);
    expect([byCable.value, byCable.witness.at(-1)]).toEqual([1, 'and 3 more']);
  });

  it('cuts off nobody when each server has two leaves and there are two spines', () => {
    const { bySwitch, byCable } = oneLoss(leafSpine(2, 2), 4, dual.times(8));
    expect([bySwitch.ok, bySwitch.value, byCable.ok, byCable.value]).toEqual([true, 0, true, 0]);
  });

  it('parts no server with eight rails from a leaf that is lost', () => {
    const rails = Topology.railOptimised({ leaf: model, spine: model, spines: 2, rails: 8 });
    expect(oneLoss(rails, 4, serverOf(8, 100, 'rdma').times(8)).bySwitch.value).toBe(0);
  });

  it('names the only spine first', () => {
    const { bySwitch } = oneLoss(leafSpine(1, 2), 4, dual.times(8));
    expect(bySwitch.witness).toEqual(['lab-f-spine-001']);
  });

  it('is only described for a network of management controllers', () => {
    const topology = Topology.star({ hub: model, leaf: model, racksPerLeaf: 1, carries: ['management'] });
    const { bySwitch } = oneLoss(topology, 4, serverOf(1, 100, 'management').times(8));
    expect([verdictOf(bySwitch), bySwitch.limit]).toEqual(['described', null]);
    expect(bySwitch.value).toBeGreaterThan(0);
    expect(bySwitch.claim).toBe("servers that the loss of one switch cuts off in the fabric 'f'");
  });

  it('always names the hub of a star, and never parts a ring with two leaves a server', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 6 }), fc.integer({ min: 6, max: 20 }), (half, servers) => {
        expect(oneLoss(star, 2 * half, single.times(servers)).bySwitch.witness[0]).toBe('lab-f-hub-001');
        const ring = Topology.ring({ switch: model, switches: 2 * half, homing: 2, racksPerLeaf: 2 });
        const { bySwitch, byCable } = oneLoss(ring, 2 * half, dual.times(servers));
        expect([bySwitch.value, byCable.value]).toEqual([0, 0]);
      }),
      { numRuns: 30 },
    );
  });
});

describe('any failures', () => {
  const survived = (topology: Topology, servers: ServerGroup) =>
    proofsOf('whichever they are', topology, 4, servers).map(({ value, exact }) => [value, exact]);

  it.each([
    ['one leaf a server', leafSpine(3, 1), single, 0, 0],
    ['two leaves a server', leafSpine(3, 2), dual, 1, 1],
    ['three leaves a server', leafSpine(3, 3), serverOf(3), 2, 2],
    ['three leaves a server and two spines', leafSpine(2, 3), serverOf(3), 1, 2],
  ])('of %s', (_, topology, server, switches, cables) => {
    expect(survived(topology, server.times(8))).toEqual([
      [switches, true],
      [cables, true],
    ]);
  });
});

describe('the loss of what fails together', () => {
  it('of a rack with both leaves parts the servers of the other racks', () => {
    const racks = { 'lab-a-01': ['x', 'y'], 'lab-a-02': ['x', 'y'] };
    const switches = { x: { model }, y: { model } };
    const topology = Topology.graph({ switches, links: [['x', 'y']], racks });
    const [proof] = riskSets(
      subject(topology, 2, dual.times(4)),
      'power feed',
      [
        { name: 'feed a', nodes: ['x', 'y', 'not of this fabric'], links: [] },
        { name: 'feed b', nodes: ['x'], links: [] },
      ],
      true,
    );
    expect([proof?.ok, proof?.value, proof?.witness]).toEqual([false, 3, ['feed a']]);
  });

  it('of cables between two devices is that of all of them', () => {
    const [proof] = riskSets(
      subject(star, 4, single.times(8)),
      'duct',
      [{ name: 'north', nodes: [], links: [['lab-f-hub-001', 'lab-f-leaf-001']] }],
      false,
    );
    expect([proof?.ok, proof?.value]).toEqual([true, 2]);
  });

  it('costs what a flood of the whole graph finds', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3 }), fc.infiniteStream(fc.nat()), (spines, numbers) => {
        const built = subject(leafSpine(spines, 2), 4, dual.times(9));
        const switches = built.fabric.nodes.length;
        const nodes = [...new Set(Array.from({ length: 5 }, () => Number(numbers.next().value) % switches))];
        const { separated } = new GroupFailures(built.graph, built.terminals).loss({ nodes });
        expect(new QuickLosses(built).separated(nodes)).toBe(separated);
      }),
      { numRuns: 200 },
    );
  });

  it('of a group of leaves costs the servers on it', () => {
    const [proof] = proofsOf('one whole group', leafSpine(2, 2), 4, dual.times(8));
    expect([proof?.value, proof?.witness[0]]).toEqual([4, 'lab-f-leaf-001 + lab-f-leaf-002']);
  });
});

it('servers that do not reach each other are one proof, and nothing that needs a way is proven', () => {
  const pairs = [
    [1, 2],
    [3, 4],
  ] as const;
  const apart = Topology.mesh({ switch: model, switches: 4, pairs });
  const proofs = proofsOf('', apart, 4, single.times(8));
  expect(proofs[0]).toMatchObject({ rule: 'DH3820', ok: false, value: 4 });
  expect(proofs.map(({ rule }) => rule)).not.toContain('DH3823');
});
