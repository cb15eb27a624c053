import fc from 'fast-check';
import {
  Bandwidth,
  Cidr,
  type GraphOptions,
  Power,
  Rack,
  type ServerGroup,
  ServerModel,
  Site,
  SwitchModel,
  Topology,
} from 'datahall';
import type { Fabric, FabricEnd } from '../../../../lib/network/fabric/fabric';
import { fabricsOf } from '../../../../lib/site/fabrics';

const { SN5600, SN2201, SN4600C, QM9700 } = SwitchModel;
const addresses = { underlay: Cidr.of('10.0.0.0/16'), virtualIps: Cidr.of('198.51.100.0/24') };
const settings = { units: 48, feeds: 3, feed: Power.kw(23) };
const plain = ServerModel.custom({
  ...ServerModel.CONTROL_1U.facts,
  name: 'plain',
  nics: [{ roles: ['frontend'], ports: 1, speed: Bandwidth.gbps(800) }],
});

interface Parts {
  readonly racks?: Rack;
  readonly servers?: ServerGroup;
}

function site(topology: Topology, { racks = Rack.row(4, settings), servers = plain.times(8) }: Parts = {}) {
  return new Site('lab', { racks: { a: racks }, servers: { s: servers }, fabrics: { f: topology }, addresses });
}

function build(topology: Topology, parts?: Parts): Fabric {
  const { fabrics, problems } = fabricsOf(site(topology, parts).toFact());
  expect(problems).toEqual([]);
  return fabrics[0]!.fabric;
}

function codes(topology: Topology, parts?: Parts): readonly string[] {
  return fabricsOf(site(topology, parts).toFact()).problems.map(({ code }) => code);
}

const trunks = ({ links, servers }: Fabric) => [...links].filter(({ b }) => b.node >= servers);

/** Each end of each cable by name, so that two fabrics can be compared. */
function cables({ nodes, links }: Fabric): ReadonlySet<string> {
  const end = ({ node, port, lane }: FabricEnd) => `${nodes[node]?.name} ${port}/${lane}`;
  return new Set([...links].map(({ a, b }) => `${end(a)} - ${end(b)}`));
}

const topologies: readonly [string, Topology, { readonly switches: number; readonly trunks: number }][] = [
  ['ring', Topology.ring({ switch: SN5600, switches: 4 }), { switches: 4, trunks: 4 }],
  ['full mesh', Topology.mesh({ switch: SN5600, switches: 5 }), { switches: 5, trunks: 10 }],
  [
    'partial mesh',
    Topology.mesh({
      switch: SN5600,
      switches: 4,
      pairs: [
        [1, 2],
        [2, 3],
        [3, 4],
      ],
    }),
    { switches: 4, trunks: 3 },
  ],
  ['star', Topology.star({ hub: SN5600, leaf: SN5600, racksPerLeaf: 1 }), { switches: 5, trunks: 4 }],
  [
    'leaf-spine',
    Topology.leafSpine({ leaf: SN5600, spine: SN5600, spines: 3, racksPerLeaf: 2 }),
    { switches: 7, trunks: 12 },
  ],
  ['fat-tree', Topology.fatTree({ switch: SN5600, k: 4 }), { switches: 20, trunks: 32 }],
  [
    'rails',
    Topology.railOptimised({ leaf: SN5600, spine: SN5600, spines: 2, rails: 8, carries: ['frontend'] }),
    { switches: 10, trunks: 16 },
  ],
];

describe('buildFabric', () => {
  it.each(topologies)('makes the switches and cables of a %s', (_, topology, expected) => {
    const fabric = build(topology);
    expect(fabric.nodes.length - fabric.servers).toBe(expected.switches);
    expect(trunks(fabric)).toHaveLength(expected.trunks);
    expect(fabric.links.length - expected.trunks).toBe(8);
  });

  it.each(topologies)('uses each port of a %s once', (_, topology) => {
    const fabric = build(topology);
    const ends = [...fabric.links].flatMap(({ a, b }) => [a, b]);
    expect(new Set(ends.map(({ node, port, lane }) => `${node} ${port} ${lane}`)).size).toBe(ends.length);
    const whole = new Set(ends.filter(({ lane }) => lane === null).map(({ node, port }) => `${node} ${port}`));
    expect(ends.filter(({ node, port, lane }) => lane !== null && whole.has(`${node} ${port}`))).toEqual([]);
  });

  it.each(topologies)('says of a %s which devices are joined, without its cables', (_, topology) => {
    const { links } = build(topology);
    const pairs = (links.blocks ?? []).flatMap(({ uppers, lowers }) =>
      uppers.flatMap((upper) => lowers.map((lower) => `${upper} ${lower}`)),
    );
    expect(new Set(pairs).size).toBe(pairs.length);
    expect(new Set(pairs)).toEqual(new Set([...links].map(({ a, b }) => `${a.node} ${b.node}`)));
  });

  it('joins a server with two NIC ports to two leaves, which stand in two racks', () => {
    const fabric = build(Topology.leafSpine({ leaf: SN5600, spine: SN5600, spines: 2 }), {
      servers: ServerModel.NVME_2U.times(4),
    });
    const leaves = [...fabric.links].filter(({ b }) => b.node === 0).map(({ a }) => fabric.nodes[a.node]);
    expect(leaves.map((leaf) => leaf?.name)).toEqual(['lab-f-leaf-001', 'lab-f-leaf-002']);
    expect(new Set(leaves.map((leaf) => leaf?.rack)).size).toBe(2);
  });

  it('gives each RDMA NIC of a server a rail', () => {
    const topology = Topology.railOptimised({ leaf: SN5600, spine: SN5600, spines: 4, rails: 8 });
    const fabric = build(topology, { servers: ServerModel.DGX_H100.times(8) });
    const rails = [...fabric.links]
      .filter(({ b }) => b.node === 3)
      .map(({ a, b }) => [fabric.nodes[a.node]?.rail, b.port]);
    expect(rails).toEqual(Array.from({ length: 8 }, (_, rail) => [rail, rail]));
  });

  it('breaks out cages for slower NICs', () => {
    const fabric = build(Topology.leafSpine({ leaf: SN5600, spine: SN5600, spines: 2 }), {
      servers: ServerModel.NVME_2U.times(8),
    });
    const [first] = fabric.links;
    expect([first?.bps, first?.a.lane]).toEqual([200e9, 0]);
  });

  it('draws a free graph', () => {
    const racks = { 'lab-a-01': ['x'], 'lab-a-02': ['x'], 'lab-a-03': ['y'], 'lab-a-04': ['y'] };
    const switches = { x: { model: SN5600 }, y: { model: SN5600 }, core: { model: SN5600, role: 'spine' } } as const;
    const fabric = build(
      Topology.graph({
        switches,
        links: [
          ['x', 'core', 2],
          ['y', 'core'],
        ],
        racks,
      }),
    );
    expect(trunks(fabric)).toHaveLength(3);
    expect(fabric.nodes.slice(fabric.servers).map(({ name }) => name)).toEqual(['x', 'y', 'core']);
  });

  it('says once how many racks a group must serve, when there are too few: DH3810', () => {
    const ring = (racksPerLeaf?: number) =>
      Topology.ring({
        switch: SN5600,
        switches: 4,
        homing: 2,
        ...(racksPerLeaf === undefined ? {} : { racksPerLeaf }),
      });
    const parts = { racks: Rack.row(9, settings), servers: plain.times(9) };
    const { problems } = fabricsOf(site(ring(), parts).toFact());
    expect(problems.map(({ code, fix }) => [code, fix])).toEqual([
      ['DH3810', 'set racksPerLeaf to 5, add switches, or take a topology that grows with the racks'],
    ]);
    expect(problems[0]?.what).toContain('lab-a-03, lab-a-04, lab-a-05 and 4 more');
    expect(codes(ring(4), parts)).toEqual(['DH3810']);
    expect(codes(ring(5), parts)).toEqual([]);
  });

  it('says what makes fewer cables: at a leaf fewer spines, at a hub fewer leaves', () => {
    const fixes = (topology: Topology, parts?: Parts) =>
      fabricsOf(site(topology, parts).toFact()).problems.map(({ fix }) => fix);
    const [leaf] = fixes(Topology.leafSpine({ leaf: SN5600, spine: SN5600, spines: 65 }));
    expect(leaf).toContain('lower the number of switches that it is joined to');
    const star = Topology.star({ hub: SN2201, leaf: SN4600C, racksPerLeaf: 1, carries: ['storage'] });
    const parts = { racks: Rack.row(9, settings), servers: slow().times(9) };
    expect(fixes(star, parts)).toEqual([expect.stringContaining('raise racksPerLeaf')]);
  });

  it.each<[string, Topology, string]>([
    ['a Clos', Topology.leafSpine({ leaf: SN5600, spine: SN5600, spines: 60, racksPerLeaf: 4 }), 'or spines,'],
    ['a mesh', Topology.mesh({ switch: SN5600, switches: 62, racksPerLeaf: 4 }), 'name fewer pairs,'],
  ])('says what %s can leave out where servers meet its links: DH3802', (_, topology, fix) => {
    const { problems } = fabricsOf(site(topology).toFact());
    expect(problems.map((problem) => problem.code)).toEqual(['DH3802']);
    expect(problems[0]?.fix).toContain(fix);
  });

  it.each<[string, string, Topology, Parts?]>([
    ['a rack without a switch', 'DH3810', Topology.ring({ switch: SN5600, switches: 3 })],
    ['more cables than ports', 'DH3802', Topology.leafSpine({ leaf: SN5600, spine: SN5600, spines: 65 })],
    [
      'servers that meet the uplinks',
      'DH3802',
      Topology.leafSpine({ leaf: SN5600, spine: SN5600, spines: 60, racksPerLeaf: 4 }),
    ],
    ['NICs of another speed', 'DH3803', Topology.ring({ switch: SN2201, switches: 4 })],
    ['switches without a common speed', 'DH3803', Topology.leafSpine({ leaf: SN5600, spine: SN4600C, spines: 2 })],
    [
      'a hub with too few ports',
      'DH3802',
      Topology.star({ hub: SN2201, leaf: SN4600C, racksPerLeaf: 1, carries: ['storage'] }),
      { racks: Rack.row(9, settings), servers: slow().times(9) },
    ],
    ['a row that is not there', 'DH3805', Topology.star({ hub: SN5600, leaf: SN5600, switchRow: 'b' })],
    [
      'a switch to place that is not there',
      'DH3805',
      Topology.ring({ switch: SN5600, switches: 4 }).placed({ x: 'lab-a-01' }),
    ],
    [
      'a rack for a switch that is not there',
      'DH3805',
      Topology.ring({ switch: SN5600, switches: 4 }).placed({ 'lab-f-switch-001': 'lab-b-01' }),
    ],
    [
      'a switch that is not there',
      'DH3805',
      Topology.graph({ switches: { x: { model: SN5600 } }, links: [['x', 'y']], racks: {} }),
    ],
  ])('reports %s', (_, code, topology, ...[parts]) => {
    expect(codes(topology, parts)).toContain(code);
  });

  const one = { x: { model: SN5600 } };
  it.each<[string, string, () => Topology]>([
    ['a name that leaves its folder', 'DH1101', () => graphOf({ '../../../../evil': one.x })],
    ['a name with a line of configuration', 'DH1101', () => graphOf({ 'x\n password y': one.x })],
    ['no switch', 'DH3804', () => graphOf({})],
    ['no leaf', 'DH3804', () => graphOf({ x: { model: SN5600, role: 'spine' } })],
    ['a cable from a switch to itself', 'DH3872', () => graphOf(one, [['x', 'x']])],
    ...[-1, 0, 1.5, NaN, Infinity].map((count): [string, string, () => Topology] => [
      `${count} cables`,
      'DH1004',
      () => graphOf({ ...one, y: one.x }, [['x', 'y', count]]),
    ]),
  ])('refuses a graph with %s: %s', (_, code, make) => {
    expect(make).toThrow(new RegExp(`^${code} `));
  });

  it('joins racks of a graph to leaves alone: DH3805', () => {
    const switches = { x: { model: SN5600 }, up: { model: SN5600, role: 'spine' } } as const;
    const topology = Topology.graph({ switches, links: [['x', 'up']], racks: { 'lab-a-01': ['up'] } });
    expect(fabricsOf(site(topology).toFact()).problems.map(({ what }) => what)).toContain(
      "the fabric 'f' names a leaf that is not there",
    );
  });

  it('has no two devices of one name in a site: DH3871', () => {
    const draw = (carries: 'frontend' | 'storage', name: string) =>
      Topology.graph({
        switches: { [name]: { model: SN5600 } },
        links: [],
        racks: { 'lab-a-01': [name] },
        carries: [carries],
      });
    const taken = (fabrics: Record<string, Topology>, servers: Record<string, ServerGroup> = { s: plain.times(1) }) => {
      const racks = { a: Rack.row(1, settings) };
      const { problems } = fabricsOf(new Site('lab', { racks, servers, fabrics, addresses }).toFact());
      return problems.filter(({ code }) => code === 'DH3871').map(({ got }) => got);
    };
    expect(taken({ a: draw('frontend', 'north'), b: draw('storage', 'south') })).toEqual([]);
    expect(taken({ a: draw('frontend', 'north'), b: draw('storage', 'north') })).toEqual([
      "a switch of the fabric 'a' and a switch of the fabric 'b'",
    ]);
    expect(taken({ a: draw('frontend', 'lab-s-001') })).toEqual([
      "a server of the group 's' and a switch of the fabric 'a'",
    ]);
    const main = Topology.star({ hub: SN5600, leaf: SN5600 });
    expect(taken({ main }, { 'main-leaf': plain.times(1) })).toEqual([
      "a server of the group 'main-leaf' and a switch of the fabric 'main'",
    ]);
  });

  it('reports two fabrics that want one NIC: DH3807', () => {
    const fabrics = {
      a: Topology.ring({ switch: SN5600, switches: 4, carries: ['frontend'] }),
      b: Topology.ring({ switch: QM9700, switches: 4, carries: ['storage'] }),
    };
    const options = {
      racks: { a: Rack.row(4, settings) },
      servers: { s: ServerModel.NVME_2U.times(4) },
      fabrics,
      addresses,
    };
    expect(fabricsOf(new Site('lab', options).toFact()).problems.map(({ code }) => code)).toContain('DH3807');
  });

  it('renumbers no port when racks with servers, servers or spines are added', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: 0, max: 2 }),
        (racks, more, spines) => {
          const topology = (count: number) => Topology.leafSpine({ leaf: SN5600, spine: SN5600, spines: count });
          const small = {
            racks: Rack.row(racks, settings),
            servers: ServerModel.NVME_2U.times(racks * 2, { perRack: 4 }),
          };
          const large = { racks: small.racks.plus(more), servers: small.servers.plus(more) };
          const [before, after] = [cables(build(topology(2), small)), cables(build(topology(2 + spines), large))];
          expect([...before].filter((cable) => !after.has(cable))).toEqual([]);
        },
      ),
      { numRuns: 40 },
    );
  });
});

function graphOf(switches: GraphOptions['switches'], links: GraphOptions['links'] = []): Topology {
  return Topology.graph({ switches, links, racks: {} });
}

function slow(): ServerModel {
  const nics = [{ roles: ['storage'], ports: 1, speed: Bandwidth.gbps(100) }] as const;
  return ServerModel.custom({ ...ServerModel.CONTROL_1U.facts, name: 'slow', nics });
}
