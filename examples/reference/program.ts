import {
  type Backend,
  Bytes,
  CephCluster,
  type ChartSource,
  ChartSet,
  Cidr,
  type DatahallApp,
  Kubeconfig,
  KubernetesCluster,
  Power,
  Rack,
  Release,
  ReleaseTrain,
  ServerModel,
  Site,
  SwitchModel,
  Topology,
} from 'datahall';

/** What differs from machine to machine: where charts, clusters and state are. */
export interface ReferenceOptions {
  readonly charts?: ChartSource;
  readonly cluster?: (stage: string) => Kubeconfig;
  readonly backend?: Backend;
  readonly destroyable?: boolean;
  /** How many times the reference's number of servers. */
  readonly scale?: number;
}

/** A datacenter with three stages on one site. */
export function reference(app: DatahallApp, options: ReferenceOptions = {}): void {
  const { scale = 1, cluster = (stage: string) => Kubeconfig.context(stage), ...rest } = options;

  const oslo1 = new Site('oslo1', {
    racks: {
      gpu: Rack.row(8 * scale, { units: 48, feeds: 3, feed: Power.kw(23) }),
      core: Rack.row(3 * scale, { units: 48, feeds: 2, feed: Power.kw(17) }),
    },
    servers: {
      control: ServerModel.CONTROL_1U.times(9, { row: 'core' }),
      h100: ServerModel.DGX_H100.times(16 * scale, { row: 'gpu' }),
      storage: ServerModel.NVME_2U.times(12 * scale, { row: 'core' }),
    },
    fabric: Topology.leafSpine({ leaf: SwitchModel.SN5600, spine: SwitchModel.SN5600, spines: 4 }),
    addresses: { underlay: Cidr.of('10.0.0.0/16'), virtualIps: Cidr.of('198.51.100.0/24') },
  });
  const small = { control: 3, h100: 2 * scale, storage: 4 * scale };

  const release = new Release('2026.11.0', {
    charts: ChartSet.of('2026.11'),
    platform: (stage) => {
      const kubernetes = new KubernetesCluster(stage.cluster, 'kubernetes', { site: stage.site });
      const h100 = kubernetes.addGpuPool('h100', { servers: 'h100' });
      h100.addQueue('training', { gpus: 8 });
      const ceph = new CephCluster(stage.storage, 'ceph', { hosts: stage.site.servers('storage') });
      const weights = ceph.addFilesystem('models', { size: Bytes.tib(100) });
      return { h100, weights };
    },
  });

  const train = new ReleaseTrain(app, 'platform');
  const dev = train.stage('dev', { release, site: oslo1.share(small), cluster: cluster('dev'), ...rest });
  const staging = train.stage('staging', {
    release,
    site: oslo1.share(small),
    cluster: cluster('staging'),
    after: [dev],
    ...rest,
  });
  train.stage('production', {
    release,
    site: oslo1.share({ control: 3, h100: 12 * scale, storage: 4 * scale }),
    cluster: cluster('production'),
    after: [staging],
    ...rest,
  });
}
