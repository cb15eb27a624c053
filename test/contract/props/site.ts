import {
  ChartSet,
  Cidr,
  type DatahallApp,
  Kubeconfig,
  type LeafSpineOptions,
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
const other = SwitchModel.custom({ ...SN5600.facts, name: 'other' });
const small = smallSite().options;

/** A program with one stage on a site that is the small one, but for some of it. */
function siteWith(app: DatahallApp, options: Partial<SiteOptions>): void {
  const release = new Release('2026.11.0', { charts: ChartSet.of('2026.11'), platform: () => undefined });
  const site = new Site('lab', { ...small, ...options }).share({ h100: 1 });
  new ReleaseTrain(app, 'platform').stage('dev', { release, site, cluster: Kubeconfig.context('dev') });
}

export const SITE: readonly PropsCase[] = [
  programPropsOf<SiteOptions>(
    'SiteOptions',
    small,
    {
      racks: { ...small.racks, gpu: Rack.row(3, { units: 48, feeds: 3, feed: Power.kw(23) }) },
      servers: { ...small.servers, control: ServerModel.CONTROL_1U.times(7, { row: 'core' }) },
      fabric: Topology.leafSpine({ leaf: SN5600, spine: SN5600, spines: 3 }),
      addresses: { ...small.addresses, underlay: Cidr.of('10.1.0.0/16') },
    },
    siteWith,
  ),
  programPropsOf<SiteAddresses>(
    'SiteAddresses',
    small.addresses,
    { underlay: Cidr.of('10.1.0.0/16'), virtualIps: Cidr.of('203.0.113.0/24') },
    (app, addresses) => siteWith(app, { addresses }),
  ),
  programPropsOf<RackOptions>(
    'RackOptions',
    { units: 48, feeds: 3, feed: Power.kw(23) },
    { units: 42, feeds: 4, feed: Power.kw(30) },
    (app, options) => siteWith(app, { racks: { ...small.racks, gpu: Rack.row(2, options) } }),
  ),
  programPropsOf<LeafSpineOptions>(
    'LeafSpineOptions',
    { leaf: SN5600, spine: SN5600, spines: 2 },
    { leaf: other, spine: other, spines: 3, homing: 1 },
    (app, options) => siteWith(app, { fabric: Topology.leafSpine(options) }),
  ),
];
