import fc from 'fast-check';
import { Bandwidth, Cidr, Power, Rack, ServerModel, Site, SwitchModel, Topology } from 'datahall';
import { fabricsOf, type SiteFabric } from '../../lib/site/fabrics';
import type { SiteFact } from '../../lib/site/facts';

const { SN5600, QM9700 } = SwitchModel;

/** A server of one unit with NIC ports of one speed. */
export function server(ports: number, gbps: number, name = 'plain'): ServerModel {
  const nics = [{ roles: ['frontend'], ports, speed: Bandwidth.gbps(gbps) }] as const;
  return ServerModel.custom({ ...ServerModel.CONTROL_1U.facts, name, nics });
}

/** What a site of one row and one fabric is made of. */
export interface ReportParts {
  readonly racks?: number;
  readonly servers?: number;
  readonly model?: ServerModel;
  readonly topology?: Topology;
  readonly units?: number;
  readonly perRack?: number;
}

/** A site of one row and one fabric. */
export function reportSite(parts: ReportParts = {}): SiteFact {
  const { racks = 4, servers = 8, model = server(2, 200), topology = leafSpine(), units = 48, perRack } = parts;
  return new Site('lab', {
    racks: { a: Rack.row(racks, { units, feeds: 3, feed: Power.kw(23) }) },
    servers: { s: model.times(servers, perRack === undefined ? {} : { perRack }) },
    fabrics: { main: topology },
    addresses: { underlay: Cidr.of('10.0.0.0/8'), virtualIps: Cidr.of('198.51.100.0/24') },
  }).toFact();
}

/** Two rows, two fabrics, switches of unknown power. */
export function twoFabrics(): SiteFact {
  return new Site('lab', {
    racks: {
      gpu: Rack.row(4, { units: 48, feeds: 3, feed: Power.kw(23) }),
      core: Rack.row(3, { units: 42, feeds: 2, feed: Power.kw(17) }),
    },
    servers: {
      control: ServerModel.CONTROL_1U.times(9, { row: 'core' }),
      h100: ServerModel.DGX_H100.times(10, { row: 'gpu' }),
      storage: ServerModel.NVME_2U.times(14, { row: 'core' }),
    },
    fabrics: {
      rdma: Topology.railOptimised({ leaf: QM9700, spine: QM9700, spines: 4, rails: 8 }),
      main: Topology.leafSpine({ leaf: SN5600, spine: SN5600, spines: 2, switchRow: 'core' }),
    },
    addresses: {
      underlay: Cidr.of('10.0.0.0/12'),
      ipv6: Cidr.of('fd00:1::/40'),
      virtualIps: Cidr.of('198.51.100.0/24'),
    },
  }).toFact();
}

/** Leaves in pairs. */
export function leafSpine(spines = 2, racksPerLeaf = 2): Topology {
  return Topology.leafSpine({ leaf: SN5600, spine: SN5600, spines, racksPerLeaf });
}

/** The only fabric of a site. */
export function fabricOf(site: SiteFact): SiteFabric {
  return fabricsOf(site).fabrics[0]!;
}

/** A free graph whose switches have names of a user's choice. */
export function graphOf(first: string, second: string): Topology {
  return Topology.graph({
    switches: { [first]: { model: SN5600 }, [second]: { model: SN5600, role: 'spine' } },
    links: [[first, second, 2]],
    racks: { 'lab-a-01': [first] },
  });
}

/** Shapes of free graphs. */
export const GRAPHS = ['line', 'grid', 'tree', 'cliques', 'random', 'dense'] as const;

/** A free graph of switches `s0`, `s1` …, the first of which serve a rack each. */
export function freeGraph(shape: (typeof GRAPHS)[number], switches: number, racks: number): Topology {
  const ports = [{ count: 512, speed: Bandwidth.gbps(800), lanes: 8, connector: 'OSFP' }] as const;
  const model = SwitchModel.custom({ name: 'many-ports', ports, rackUnits: 1, source: 'test' });
  const all = Array.from({ length: switches }, (_, at) => at);
  const width = Math.ceil(Math.sqrt(switches));
  const before: Record<typeof shape, (at: number) => readonly number[]> = {
    line: (at) => [at - 1],
    grid: (at) => [at % width === 0 ? -1 : at - 1, at - width],
    tree: (at) => [Math.floor((at - 1) / 4)],
    // Of ten, each joined to the first of the one before.
    cliques: (at) => (at % 10 === 0 ? [at - 10] : all.slice(at - (at % 10), at)),
    random: (at) => [at - 1, (at * 7919) % Math.max(1, at - 1)],
    // Of a large number, the bits that each prime leaves: five others for each, without a pattern.
    dense: (at) => [3, 5, 7, 11, 13].map((prime) => (Math.imul(at, 2_654_435_761) >>> prime) % Math.max(1, at)),
  };
  const links = all.flatMap((at) =>
    [...new Set(before[shape](at))].filter((other) => other >= 0 && other < at).map((other) => [at, other]),
  );
  return Topology.graph({
    switches: Object.fromEntries(all.map((at) => [`s${at}`, { model }])),
    links: links.map(([a, b]) => [`s${a}`, `s${b}`, 1] as const),
    racks: Object.fromEntries(
      all.slice(0, racks).map((at) => [`lab-a-${String(at + 1).padStart(2, '0')}`, [`s${at}`]]),
    ),
  });
}

/** One of each topology for racks that each need a switch. */
export function topologiesFor(racks: number): readonly Topology[] {
  return [
    leafSpine(),
    leafSpine(3, 1),
    Topology.star({ hub: SN5600, leaf: SN5600, racksPerLeaf: 1 }),
    Topology.ring({ switch: SN5600, switches: Math.max(3, racks) }),
    Topology.ring({ switch: SN5600, switches: 2 * Math.max(2, racks), homing: 2 }),
    Topology.mesh({ switch: SN5600, switches: Math.max(2, racks) }),
    Topology.fatTree({ switch: SN5600, k: 4 }),
    Topology.railOptimised({ leaf: SN5600, spine: SN5600, spines: 2, rails: 2, carries: ['frontend'] }),
    Topology.leafSpine({ leaf: SN5600, spine: QM9700, spines: 2, racksPerLeaf: 2 }),
  ];
}

/** Sites of any topology. */
export const anySite: fc.Arbitrary<SiteFact> = fc
  .record({
    racks: fc.integer({ min: 1, max: 8 }),
    servers: fc.integer({ min: 1, max: 60 }),
    kind: fc.nat(8),
    model: fc.constantFrom(server(2, 200), server(1, 800), server(4, 400)),
  })
  .map(({ racks, servers, kind, model }) =>
    reportSite({ racks, servers, model, topology: topologiesFor(racks)[kind]! }),
  );
