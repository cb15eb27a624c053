import {
  AsnPlan,
  Bandwidth,
  Bytes,
  Cidr,
  type AsnOptions,
  type DatahallApp,
  type FabricOptions,
  type FabricRoom,
  type FabricRequirements,
  type FatTreeOptions,
  type GivenCable,
  type GivenEnd,
  type GraphOptions,
  type GraphSwitch,
  type AddedPlacement,
  type GroupPlacement,
  Duration,
  Kubeconfig,
  type LatencyRequirement,
  type LeafSpineOptions,
  Length,
  type MeshOptions,
  ChartSet,
  Power,
  Rack,
  type RailOptimisedOptions,
  type RdmaSettings,
  Release,
  ReleaseTrain,
  type RingOptions,
  ServerModel,
  Site,
  type SiteOptions,
  type SpinePlacement,
  type StarOptions,
  SwitchModel,
  Topology,
  type TwoByteAsnOptions,
} from 'datahall';
import { smallSite } from '../../support/small-site';
import { programPropsOf, type PropsCase } from './table';

const { SN5600 } = SwitchModel;
const other = SwitchModel.custom({ ...SN5600.facts, name: 'other' });
const plain = smallSite().options;
/** Room and power for all that is tried. */
const small: SiteOptions = {
  ...plain,
  racks: {
    gpu: Rack.row(2, { units: 48, feeds: 3, feed: Power.kw(40) }),
    core: Rack.row(2, { units: 48, feeds: 3, feed: Power.kw(40) }),
  },
  addresses: { ...plain.addresses, underlay: Cidr.of('10.0.0.0/12') },
};

/** A program with one stage on a site that is the small one, but for some of it. */
function siteWith(app: DatahallApp, options: Partial<SiteOptions>): void {
  const release = new Release('2026.11.0', { charts: ChartSet.of('2026.11'), platform: () => undefined });
  const site = new Site('lab', { ...small, ...options }).share({ h100: 1 });
  new ReleaseTrain(app, 'platform').stage('dev', { release, site, cluster: Kubeconfig.context('dev') });
}

const latency: LatencyRequirement = {
  within: Duration.milliseconds(1),
  latency: { portToPort: Duration.nanoseconds(500), source: 'test' },
  cable: Length.metres(60),
  packet: Bytes.of(4096),
};
const onFabric = (app: DatahallApp, topology: Topology) => siteWith(app, { fabrics: { main: topology } });

/** Racks of the first row came twice. */
const delivered = { racks: { ...small.racks, gpu: small.racks['gpu']!.plus(1) } };
const common: Required<FabricOptions> = {
  carries: ['frontend', 'storage'],
  racksPerLeaf: 1,
  rows: 4,
  mtu: 1500,
  numbered: true,
  requirements: { oversubscription: 100 },
};
const spines: Required<SpinePlacement> = { switchRow: 'core' };
const clos = { leaf: SN5600, spine: SN5600, spines: 2 } as const;
const peers = { ...common, rows: 5, switches: 9, homing: 2, switch: other };

const [leaf, spine] = ['lab-main-leaf-001', 'lab-main-spine-001'];
const uplink: GivenCable = { from: end(spine, 9), to: end(leaf, 40) };

export const TOPOLOGY: readonly PropsCase[] = [
  programPropsOf<LeafSpineOptions>(
    'LeafSpineOptions',
    clos,
    { ...common, ...spines, leaf: other, spine: other, spines: 3, homing: 1, linksPerPair: 2 },
    (app, options) => onFabric(app, Topology.leafSpine(options)),
  ),
  programPropsOf<RailOptimisedOptions>(
    'RailOptimisedOptions',
    { ...clos, rails: 8, carries: ['rdma'] },
    { ...common, ...spines, numbered: false, leaf: other, spine: other, spines: 3, rails: 4, linksPerPair: 2 },
    (app, options) => onFabric(app, Topology.railOptimised(options)),
  ),
  programPropsOf<RdmaSettings>(
    'RdmaSettings',
    { gidIndex: 3, trafficClass: 106 },
    { gidIndex: null, trafficClass: 41, serviceLevel: 1, timeout: 20 },
    (app, rdma) => onFabric(app, Topology.leafSpine(clos).withRdma(rdma)),
  ),
  programPropsOf<FabricRoom>('FabricRoom', { cagesPerRack: 12 }, { cagesPerRack: 13 }, (app, room) =>
    onFabric(app, Topology.leafSpine({ ...clos, racksPerLeaf: 2 }).keeping(room)),
  ),
  programPropsOf<StarOptions>(
    'StarOptions',
    { hub: SN5600, leaf: SN5600 },
    { ...common, ...spines, hub: other, leaf: other },
    (app, options) => onFabric(app, Topology.star(options)),
  ),
  programPropsOf<FatTreeOptions>(
    'FatTreeOptions',
    { switch: SN5600, k: 4 },
    { ...common, racksPerLeaf: 2, ...spines, switch: other, k: 6, homing: 2 },
    (app, options) => onFabric(app, Topology.fatTree(options)),
  ),
  programPropsOf<RingOptions>(
    'RingOptions',
    { switch: SN5600, switches: 8 },
    { ...peers, racksPerLeaf: 2, rows: 3 },
    (app, options) => onFabric(app, Topology.ring(options)),
  ),
  programPropsOf<MeshOptions>(
    'MeshOptions',
    { switch: SN5600, switches: 8 },
    {
      ...peers,
      racksPerLeaf: 2,
      rows: 3,
      pairs: [
        [1, 2],
        [2, 3],
        [3, 4],
        [4, 1],
      ],
    },
    (app, options) => onFabric(app, Topology.mesh(options)),
  ),
  programPropsOf<GraphOptions>(
    'GraphOptions',
    graphOf({}),
    {
      ...common,
      racksPerLeaf: 2,
      switches: { ...graphOf({}).switches, third: { model: SN5600 } },
      links: [['one', 'two', 2]],
      racks: { ...graphOf({}).racks, 'lab-gpu-01': ['two'] },
    },
    (app, options) => onFabric(app, Topology.graph(options)),
  ),
  programPropsOf<GraphSwitch>(
    'GraphSwitch',
    { model: SN5600 },
    { model: other, role: 'spine', rack: 'lab-gpu-02' },
    (app, two) => onFabric(app, Topology.graph(graphOf({ two }))),
  ),
  programPropsOf<GivenCable>('GivenCable', uplink, { from: end(spine, 10), to: end(leaf, 41) }, (app, cable) =>
    onFabric(app, Topology.leafSpine(clos).cabled([cable])),
  ),
  programPropsOf<GivenEnd>(
    'GivenEnd',
    { device: leaf, port: 40, lane: 0 },
    { device: 'lab-main-leaf-002', port: 41, lane: 1 },
    (app, from) => onFabric(app, Topology.leafSpine(clos).cabled([{ from, to: end('lab-storage-001', 0) }])),
  ),
  programPropsOf<FabricOptions>('FabricOptions', {}, common, (app, options) =>
    onFabric(app, Topology.leafSpine({ ...clos, ...options })),
  ),
  programPropsOf<FabricRequirements>(
    'FabricRequirements',
    {},
    {
      survives: 1,
      survivesRack: true,
      oversubscription: 100,
      bisection: Bandwidth.mbps(1),
      switchHops: 9,
      latency,
    },
    (app, requirements) => onFabric(app, Topology.leafSpine({ ...clos, racksPerLeaf: 2, requirements })),
  ),
  programPropsOf<LatencyRequirement>(
    'LatencyRequirement',
    latency,
    {
      within: Duration.milliseconds(2),
      latency: { portToPort: Duration.nanoseconds(600), source: 'test' },
      cable: Length.metres(90),
      packet: Bytes.of(8192),
      forwarding: 'cut-through',
    },
    (app, asked) => onFabric(app, Topology.leafSpine({ ...clos, requirements: { latency: asked } })),
  ),
  programPropsOf<SpinePlacement>('SpinePlacement', {}, spines, (app, options) =>
    onFabric(app, Topology.leafSpine({ ...clos, ...options })),
  ),
  programPropsOf<TwoByteAsnOptions>(
    'TwoByteAsnOptions',
    {},
    { base: 64_600, taken: [64_550], fabrics: 2, groups: 7 },
    (app, options) => siteWith(app, { asns: AsnPlan.twoByte(options) }),
  ),
  programPropsOf<AsnOptions>('AsnOptions', {}, { base: 4_200_000_001, taken: [4_200_000_500] }, (app, options) =>
    siteWith(app, { asns: AsnPlan.fourByte(options) }),
  ),
  programPropsOf<GroupPlacement>(
    'GroupPlacement',
    { row: 'gpu' },
    { row: 'core', perRack: 4, delivery: 2, at: ['lab-gpu-01', 'lab-gpu-01'] },
    (app, placement) =>
      siteWith(app, { ...delivered, servers: { ...small.servers, h100: ServerModel.DGX_H100.times(2, placement) } }),
  ),
  programPropsOf<AddedPlacement>('AddedPlacement', {}, { delivery: 1 }, (app, placement) => {
    const h100 = ServerModel.DGX_H100.times(2, { row: 'gpu' }).plus(2, placement);
    siteWith(app, { ...delivered, servers: { ...small.servers, h100 } });
  }),
];

/** An end of a cable. */
function end(device: string, port: number): GivenEnd {
  return { device, port };
}

/** Two switches, each with half of the racks. */
function graphOf(switches: Readonly<Record<string, GraphSwitch>>): GraphOptions {
  return {
    switches: { one: { model: SN5600 }, two: { model: SN5600 }, ...switches },
    links: [['one', 'two']],
    racks: { 'lab-gpu-01': ['one'], 'lab-gpu-02': ['one'], 'lab-core-01': ['one'], 'lab-core-02': ['one'] },
  };
}
