import {
  AsnPlan,
  Availability,
  AvailabilityGoal,
  Bandwidth,
  CableMedium,
  type CablingOptions,
  Growth,
  Length,
  Mass,
  type OutsideDevice,
  type OutsideLink,
  OutsideRouter,
  type OutsideRouterOptions,
  Plant,
  TrafficClass,
  ChartSet,
  Cidr,
  type DatahallApp,
  Kubeconfig,
  PodNetwork,
  Power,
  Rack,
  type RackOptions,
  Release,
  ReleaseTrain,
  ServerModel,
  Site,
  type SiteAddresses,
  type SiteOptions,
  SwitchModel,
  Topology,
} from 'datahall';
import { smallSite } from '../../support/small-site';
import { type PropsCase, programPropsOf } from './table';

const { SN5600 } = SwitchModel;
const small = smallSite().options;
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
    hall: { rows: ['gpu', 'core'], units: { crah: { capacity: Power.kw(100), modules: 5, from: ['a', 'b'] } } },
  },
});
const spine = 'lab-main-spine-001';
const outside: OutsideRouterOptions = {
  fabric: 'main',
  asn: 64_496,
  links: { [spine]: { port: 60, addresses: [Cidr.of('192.0.2.0/31')] } },
};
const cabling: CablingOptions = {
  media: CableMedium.known,
  rackPitch: Length.metres(0.6),
  rowPitch: Length.metres(2.4),
  slack: Length.metres(1),
};
const pods = Cidr.of('10.244.0.0/16');

/** A program with one stage on a site that is the small one, but for some of it. */
function siteWith(app: DatahallApp, options: Partial<SiteOptions>): void {
  const release = new Release('2026.11.0', { charts: ChartSet.of('2026.11'), platform: () => undefined });
  const site = new Site('lab', { ...small, ...options }).share({ h100: 1 });
  new ReleaseTrain(app, 'platform').stage('dev', { release, site, cluster: Kubeconfig.context('dev') });
}

/** A site with two fabrics, whose switches have the same names but for that of the fabric, and a router outside. */
function withOutside(app: DatahallApp, options: OutsideRouterOptions): void {
  const links = Object.entries(options.links).map(([name, link]) => [name.replace('main', options.fabric), link]);
  const router = OutsideRouter.of({ ...options, links: Object.fromEntries(links) as typeof options.links });
  const clos = { leaf: SN5600, spine: SN5600, spines: 2 };
  const second = Topology.leafSpine({ ...clos, carries: ['rdma'], numbered: false });
  const main = Topology.leafSpine({ ...clos, carries: ['frontend', 'storage'] });
  const racks = Rack.row(2, { units: 48, feeds: 3, feed: Power.kw(40) });
  siteWith(app, { racks: { gpu: racks, core: racks }, outside: { isp: router }, fabrics: { main, second } });
}

export const SITE: readonly PropsCase[] = [
  programPropsOf<SiteOptions>(
    'SiteOptions',
    { ...small, addresses: { ...small.addresses, pods } },
    {
      racks: { ...small.racks, gpu: Rack.row(3, { units: 48, feeds: 3, feed: Power.kw(23) }) },
      servers: { ...small.servers, control: ServerModel.CONTROL_1U.times(7, { row: 'core' }) },
      fabrics: { main: Topology.leafSpine({ leaf: SN5600, spine: SN5600, spines: 3 }) },
      addresses: { ...small.addresses, pods, underlay: Cidr.of('10.1.0.0/16') },
      outside: { isp: OutsideRouter.of(outside) },
      podNetwork: PodNetwork.overlay(),
      asns: AsnPlan.fourByte({ base: 4_200_000_001 }),
      plant,
      availability: {
        feeds: AvailabilityGoal.of(Availability.of(0.9), { part: 'feed', availability: Availability.of(0.99) }),
      },
      growth: Growth.of({ start: '2026-11', months: 2, growth: Growth.compound(0.01) }),
      traffic: { answers: TrafficClass.inference({ from: 'h100', to: 'h100', peak: Bandwidth.gbps(1), per: 'group' }) },
      cabling,
    },
    siteWith,
  ),
  programPropsOf<SiteAddresses>(
    'SiteAddresses',
    { ...small.addresses, pods: Cidr.of('10.245.0.0/16') },
    {
      underlay: Cidr.of('10.1.0.0/16'),
      ipv6: Cidr.of('fd00:10::/48'),
      fabrics: { main: Cidr.of('10.0.64.0/18') },
      nodePodPrefix: 25,
      virtualIps: Cidr.of('203.0.113.0/24'),
      pods,
      services: Cidr.of('10.96.0.0/12'),
    },
    (app, addresses) => siteWith(app, { addresses }),
  ),
  programPropsOf<CablingOptions>(
    'CablingOptions',
    cabling,
    {
      media: CableMedium.known.slice(6),
      rackPitch: Length.metres(0.8),
      rowPitch: Length.metres(3),
      slack: Length.metres(2),
      vertical: Length.metres(1.5),
      spares: 0.1,
    },
    (app, options) => siteWith(app, { cabling: options }),
  ),
  programPropsOf<RackOptions>(
    'RackOptions',
    { units: 48, feeds: 3, feed: Power.kw(23) },
    { units: 42, feeds: 4, feed: Power.kw(30), load: Mass.kg(1000) },
    (app, options) => {
      const model = ServerModel.custom({ ...ServerModel.DGX_H100.facts, weight: Mass.kg(150) });
      const racks = { ...small.racks, gpu: Rack.row(2, options) };
      siteWith(app, { racks, servers: { ...small.servers, h100: model.times(4, { row: 'gpu' }) } });
    },
  ),
  programPropsOf<OutsideRouterOptions>(
    'OutsideRouterOptions',
    outside,
    {
      fabric: 'second',
      asn: 64_497,
      links: { 'lab-main-spine-002': { port: 60, addresses: [Cidr.of('192.0.2.0/31')] } },
      gives: [Cidr.of('172.16.0.0/12')],
      servers: true,
      maxPrefixes: 2,
      bfd: true,
      siteEnd: 'even',
      mtu: 9000,
      speed: Bandwidth.gbps(800),
      device: { model: SwitchModel.SN5600, rack: 'lab-core-01' },
    },
    (app, options) => withOutside(app, options),
  ),
  programPropsOf<OutsideLink>(
    'OutsideLink',
    { port: 60, addresses: [Cidr.of('192.0.2.0/31')] },
    { port: 61, lane: 1, addresses: [Cidr.of('192.0.2.2/31')], peerPort: 'et-0/0/1' },
    (app, link) => withOutside(app, { ...outside, links: { [spine]: link } }),
  ),
  programPropsOf<OutsideDevice>(
    'OutsideDevice',
    { model: SwitchModel.SN5600 },
    { model: SwitchModel.custom({ ...SwitchModel.SN5600.facts, name: 'other' }), rack: 'lab-core-01' },
    (app, device) => withOutside(app, { ...outside, device }),
  ),
];
