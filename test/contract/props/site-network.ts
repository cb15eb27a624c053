import {
  type AnsibleRolloutOptions,
  Backend,
  type ClusterRouting,
  Cidr,
  type DatahallApp,
  type FabricConfigurationProps,
  FabricRollout,
  type FrrOptions,
  NetworkSystem,
  ReleaseTrain,
  Site,
  type SiteNetworkProps,
  type SonicCage,
  type SonicOptions,
  type SonicSystemOptions,
  SwitchModel,
  Topology,
  TopologyLabels,
} from 'datahall';
import { smallSite } from '../../support/small-site';
import { programPropsOf, type PropsCase } from './table';

const { SN5600 } = SwitchModel;
const small = smallSite();
const numbered = new Site('lab', {
  ...small.options,
  fabrics: { main: Topology.leafSpine({ leaf: SN5600, spine: SN5600, spines: 2, numbered: true }) },
});

const configured = (app: DatahallApp, props: SiteNetworkProps, site = numbered) =>
  void new ReleaseTrain(app, 'platform').network(site, props);

const lanes = (port: number) => Array.from({ length: 8 }, (_, lane) => port * 8 + lane);
const cage = (port: number): SonicCage => ({ name: `Ethernet${port * 8}`, index: port, lanes: lanes(port), ports: 2 });
const hardware: SonicOptions = { hwsku: 'sku', platform: 'x86_64', mac: '02:00:00:00:00:01', cage };
const sonic = (options: SonicOptions): NetworkSystem => NetworkSystem.sonic({ hardware: () => options });
const fabric = {
  system: NetworkSystem.frr({ bfdInterval: 400 }),
  cluster: small.routing,
  rollout: FabricRollout.ansible(),
  documents: false,
  host: () => '192.0.2.1',
  topologyLabels: TopologyLabels.of('topograph'),
};
const network: Required<SiteNetworkProps> = { ...fabric, backend: Backend.local('elsewhere') };

export const SITE_NETWORK: readonly PropsCase[] = [
  programPropsOf<SiteNetworkProps>('SiteNetworkProps', {}, network, configured),
  programPropsOf<FabricConfigurationProps>(
    'FabricConfigurationProps',
    { site: small },
    { ...fabric, site: numbered },
    (app, { site, ...rest }) => configured(app, rest, site),
  ),
  programPropsOf<ClusterRouting>(
    'ClusterRouting',
    small.routing,
    { asn: 4_200_009_998, virtualIps: [Cidr.of('198.51.100.0/25')] },
    (app, cluster) => configured(app, { cluster }),
  ),
  programPropsOf<AnsibleRolloutOptions>('AnsibleRolloutOptions', {}, { results: 'done' }, (app, options) =>
    configured(app, { rollout: FabricRollout.ansible(options) }),
  ),
  programPropsOf<FrrOptions>(
    'FrrOptions',
    {},
    { portName: (role, port) => `${role}${port}`, bfdInterval: 400, ttlSecurity: false, drained: true },
    (app, options) => configured(app, { system: NetworkSystem.frr(options) }),
  ),
  programPropsOf<SonicSystemOptions>(
    'SonicSystemOptions',
    { hardware: () => hardware },
    { hardware: () => ({ ...hardware, hwsku: 'other' }), servers: { bfdInterval: 400 } },
    (app, options) => configured(app, { system: NetworkSystem.sonic(options) }),
  ),
  programPropsOf<SonicOptions>(
    'SonicOptions',
    hardware,
    { hwsku: 'other', platform: 'arm64', mac: '02:00:00:00:00:02', cage: (port) => cage(port + 1) },
    (app, options) => configured(app, { system: sonic(options) }),
  ),
  programPropsOf<SonicCage>(
    'SonicCage',
    cage(0),
    { name: 'Ethernet512', lanes: lanes(64), index: 65, alias: 'panel65', ports: 1, fec: 'rs' },
    (app, first) =>
      configured(app, { system: sonic({ ...hardware, cage: (port) => (port === 0 ? first : cage(port)) }) }),
  ),
];
