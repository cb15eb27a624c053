import { Bandwidth, SwitchModel, Topology } from 'datahall';
import { cuts } from '../../../../lib/network/graph/cuts';
import { maxFlow } from '../../../../lib/network/graph/max-flow';
import { cutsOf } from '../../../../lib/network/proofs/single-failures';
import { diameter } from '../../../../lib/network/graph/diameter';
import type { Subject } from '../../../../lib/network/proofs/subject';
import { proofsOf, serverOf, subject, switchOf } from '../../../support/fabrics';
import { fatTree } from '../../../support/graphs';

const [model, one] = [switchOf(64), serverOf(1)];

/** Switches and cables that part servers, and cables between the two servers that are farthest apart. */
function shape(on: Subject) {
  const { separatedByNode, separatedByEdge } = cutsOf(on);
  return {
    trunks: [...on.fabric.links].filter(({ b }) => b.node >= on.fabric.servers).length,
    cuts: separatedByNode.filter((each) => each > 0).length,
    bridges: separatedByEdge.filter((each) => each > 0).length,
    diameter: diameter(on.graph, on.servers, { searches: 100 }).atMost,
  };
}

const bisection = (...parts: Parameters<typeof subject>) => proofsOf('bandwidth between', ...parts)[0]?.value;

/**
 * Figures of textbooks for one server a switch, whose ports carry 100 Gbit/s; each server adds a cable at both ends.
 */
describe('worked numbers', () => {
  it.each([
    [4, 2],
    [5, 2],
    [6, 3],
    [8, 4],
  ])('a ring of %i has as many cables, no switch that parts others, and half as many hops', (n, hops) => {
    const on = subject(Topology.ring({ switch: model, switches: n }), n, one.times(n));
    // Each switch parts its own server alone.
    expect(shape(on)).toEqual({ trunks: n, cuts: n, bridges: n, diameter: hops + 2 });
  });

  it.each([
    [4, 200],
    [5, 200],
    [6, 300],
  ])('a star of %i has a bridge each way, and %i Gbit/s between halves', (n, gbps) => {
    const topology = Topology.star({ hub: model, leaf: model, racksPerLeaf: 1 });
    const on = subject(topology, n, one.times(n));
    expect(shape(on)).toEqual({ trunks: n, cuts: n + 1, bridges: 2 * n, diameter: 4 });
    expect(bisection(topology, n, one.times(n))).toBe(gbps);
  });

  it.each([
    [4, 6],
    [5, 10],
    [6, 15],
  ])('a mesh of %i has %i cables and one hop', (n, cables) => {
    const on = subject(Topology.mesh({ switch: model, switches: n }), n, one.times(n));
    expect(shape(on)).toEqual({ trunks: cables, cuts: n, bridges: n, diameter: 3 });
  });

  it('leaf-spine with 4 leaves parts at each leaf with one port a server, and nowhere with two', () => {
    const topology = (homing: number) =>
      Topology.leafSpine({ leaf: model, spine: model, spines: 2, homing, racksPerLeaf: homing });
    expect(shape(subject(topology(1), 4, one.times(8)))).toEqual({ trunks: 8, cuts: 4, bridges: 8, diameter: 4 });
    expect(shape(subject(topology(2), 4, serverOf(2).times(8)))).toMatchObject({ cuts: 0, bridges: 0 });
    expect(bisection(topology(1), 4, one.times(8))).toBe(400);
  });

  it('a fat-tree of k = 4 has 16 servers, 48 cables, 8 switches and 16 cables that part, and 8 ports of bisection', () => {
    const topology = Topology.fatTree({ switch: switchOf(4), k: 4, racksPerLeaf: 1 });
    const on = subject(topology, 8, one.times(16));
    expect([on.fabric.nodes.length, on.fabric.links.length]).toEqual([36, 48]);
    expect(shape(on)).toEqual({ trunks: 32, cuts: 8, bridges: 16, diameter: 6 });
    expect(bisection(topology, 8, one.times(16))).toBe(800);
  });

  it('a fat-tree of k = 48 has 27,648 servers, 2,880 switches, as many cuts, and 13,824 ports of bisection', () => {
    const { graph, terminals, mask } = fatTree(48);
    expect([terminals.length, graph.nodeCount - terminals.length, graph.edgeCount]).toEqual([27_648, 2880, 82_944]);
    const { vertices, bridges } = cuts(graph, mask);
    expect([vertices.length, bridges.length]).toEqual([48 ** 2 / 2, 48 ** 3 / 4]);
    const half = terminals.length / 2;
    expect(maxFlow(graph, terminals.slice(0, half), terminals.slice(half)).value).toBe(13_824);
  });

  it.each([
    ['ring', 4, 200],
    ['ring', 5, 200],
    ['ring', 6, 200],
    ['ring', 8, 200],
    ['mesh', 4, 400],
    ['mesh', 5, 600],
    ['mesh', 6, 900],
  ] as const)('a %s of %i has %i Gbit/s between halves of its switches', (kind, n, gbps) => {
    // Servers with many ports, so that the cables between switches are what counts.
    const options = { switch: model, switches: n };
    const topology = kind === 'ring' ? Topology.ring(options) : Topology.mesh(options);
    expect(bisection(topology, n, serverOf(16).times(n))).toBe(gbps);
  });

  it('leaf-spine with servers of 1 Tbit/s has what its uplinks carry: 1,600 Gbit/s', () => {
    const at = (server: number, uplink: number) => {
      const port = (count: number, gbps: number) =>
        ({ count, speed: Bandwidth.gbps(gbps), lanes: 1, connector: 'OSFP' }) as const;
      const facts = { rackUnits: 1, source: 'test' };
      const spine = SwitchModel.custom({ ...facts, name: 'spine', ports: [port(8, uplink)] });
      const leaf = SwitchModel.custom({ ...facts, name: 'leaf', ports: [port(8, server), port(8, uplink)] });
      const topology = Topology.leafSpine({ leaf, spine, spines: 2, homing: 1, racksPerLeaf: 1 });
      return bisection(topology, 4, serverOf(1, server).times(8));
    };
    expect([at(100, 400), at(1000, 400)]).toEqual([400, 1600]);
  });

  it('four servers on four rails have 3,200 Gbit/s between halves, and no switch parts any', () => {
    const rails = Topology.railOptimised({ leaf: switchOf(64, 400), spine: switchOf(64, 400), spines: 4, rails: 4 });
    const servers = serverOf(4, 400, 'rdma').times(4);
    expect(bisection(rails, 2, servers)).toBe(3200);
    expect(shape(subject(rails, 2, servers))).toMatchObject({ cuts: 0, bridges: 0 });
  });
});
