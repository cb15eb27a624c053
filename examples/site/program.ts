import {
  AsnPlan,
  Availability,
  AvailabilityGoal,
  Bandwidth,
  Bytes,
  CableMedium,
  Cidr,
  type DatahallApp,
  Duration,
  Growth,
  Length,
  Mass,
  Plant,
  Power,
  Rack,
  ReleaseTrain,
  ServerModel,
  Site,
  SwitchModel,
  Topology,
  TrafficClass,
  Wan,
} from 'datahall';

const { SN5600 } = SwitchModel;

/** Two UPS groups and three feeds: the loss of any one part leaves enough for all racks. */
const plant = Plant.of({
  utilities: { grid: { capacity: Power.mw(2), redundancy: '2N' } },
  generators: { diesel: { capacity: Power.kw(500), modules: 3 } },
  ups: {
    a: { capacity: Power.kw(250), modules: 2, from: ['grid', 'diesel'], redundancy: '2N' },
    b: { capacity: Power.kw(250), modules: 2, from: ['grid', 'diesel'], redundancy: '2N' },
    c: { capacity: Power.kw(250), modules: 2, from: ['grid', 'diesel'], redundancy: '2N' },
  },
  feeds: { gpu: ['a', 'b', 'c'], core: ['a', 'b'] },
  cooling: {
    hall: { rows: ['gpu', 'core'], units: { crah: { capacity: Power.kw(100), modules: 6, from: ['a', 'b'] } } },
  },
});

/** A way to a server is a leaf and a cable; two of them stand in different racks. */
const way = (leaf: string) => ({
  part: leaf,
  availability: Availability.of(0.9999826669), // 300,000 h and 4 h for a leaf, 500,000 h and 2 h for a cable
});

/** The physical site: racks, servers, three networks, plant, traffic, growth. */
export function bergen(): Site {
  return new Site('bergen1', {
    racks: {
      gpu: Rack.row(4, { units: 48, feeds: 3, feed: Power.kw(23) }).plus(2), // the second delivery
      core: Rack.row(3, { units: 48, feeds: 2, feed: Power.kw(17), load: Mass.kg(1200) }),
    },
    servers: {
      h100: ServerModel.DGX_H100.times(8, { row: 'gpu' }).plus(4),
      storage: weighed(ServerModel.NVME_2U, 35).times(9, { row: 'core', perRack: 4 }),
      control: weighed(ServerModel.CONTROL_1U, 18).times(3, { row: 'core' }),
    },
    fabrics: {
      rdma: Topology.railOptimised({
        leaf: SN5600,
        spine: SN5600,
        spines: 4,
        linksPerPair: 2,
        rails: 8,
        requirements: { survives: 1, oversubscription: 1, switchHops: 3 },
      }),
      main: Topology.leafSpine({
        leaf: SN5600,
        spine: SN5600,
        spines: 2,
        switchRow: 'core',
        requirements: { survives: 1, bisection: Bandwidth.tbps(1) },
      }),
    },
    addresses: {
      underlay: Cidr.of('10.0.0.0/12'),
      ipv6: Cidr.of('fd00:20::/48'),
      virtualIps: Cidr.of('203.0.113.0/24'),
    },
    asns: AsnPlan.fourByte({ base: 4_200_000_000 }),
    plant,
    availability: {
      'server-network': AvailabilityGoal.of(Availability.of(0.999999), { atLeast: 1, of: [way('a'), way('b')] }),
    },
    cabling: {
      media: CableMedium.known, // copper where it reaches, then multimode, then single-mode fibre
      rackPitch: Length.metres(0.8),
      rowPitch: Length.metres(3),
      slack: Length.metres(1),
      spares: 0.05,
    },
    growth: Growth.of({ start: '2026-11', months: 12, growth: Growth.compound(0.1) }),
    traffic: {
      checkpoints: TrafficClass.checkpoint({
        from: 'h100',
        to: 'storage',
        size: Bytes.tb(1),
        within: Duration.minutes(2),
      }),
      gradients: TrafficClass.allReduce({
        group: 'h100',
        gradients: Bytes.gb(141.2),
        servers: 12,
        within: Duration.seconds(2),
      }),
    },
  });
}

/** The site's network in a stack of its own, and the line to the other site. */
export function network(app: DatahallApp): void {
  const train = new ReleaseTrain(app, 'platform');
  const site = bergen();
  train.network(site, { cluster: site.routing });
  train.join(
    Wan.of({
      links: [
        Wan.link({
          name: 'north',
          between: ['bergen1', 'oslo1'],
          bandwidth: Bandwidth.gbps(100),
          latency: Duration.milliseconds(4),
        }),
        Wan.link({
          name: 'south',
          between: ['bergen1', 'oslo1'],
          bandwidth: Bandwidth.gbps(100),
          latency: Duration.milliseconds(6),
        }),
      ],
      charges: {
        backup: { kind: 'backup', from: 'bergen1', to: 'oslo1', bandwidth: Bandwidth.gbps(20), peakFactor: 2 },
        mirror: { kind: 'mirroring', from: 'oslo1', to: 'bergen1', bandwidth: Bandwidth.gbps(10), peakFactor: 3 },
      },
      fitAfterLoss: true,
      elsewhere: ['oslo1'], // another program describes it
    }),
  );
}

/** The reference classes have no weight of their own: yours is on its label. */
function weighed({ facts }: ServerModel, kilograms: number): ServerModel {
  return ServerModel.custom({ ...facts, weight: Mass.kg(kilograms) });
}
