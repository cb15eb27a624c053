import {
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

export function reference(app: DatahallApp): void {
  const oslo1 = new Site('oslo1', {
    racks: {
      gpu: Rack.row(8, { units: 48, feeds: 3, feed: Power.kw(23) }),
      core: Rack.row(3, { units: 48, feeds: 2, feed: Power.kw(17) }),
    },
    servers: {
      control: ServerModel.CONTROL_1U.times(9, { row: 'core' }),
      h100: ServerModel.DGX_H100.times(16, { row: 'gpu' }),
      storage: ServerModel.NVME_2U.times(12, { row: 'core' }),
    },
    fabric: Topology.leafSpine({ leaf: SwitchModel.SN5600, spine: SwitchModel.SN5600, spines: 4, homing: 2 }),
    addresses: { underlay: Cidr.of('10.0.0.0/16'), virtualIps: Cidr.of('198.51.100.0/24') },
  });
  const release = new Release('2026.11.0', {
    charts: ChartSet.of('2026.11'),
    platform: (stage) => {
      const cluster = new KubernetesCluster(stage.cluster, 'kubernetes', { site: stage.site });
      const h100 = cluster.addGpuPool('h100', { servers: 'h100' });
      h100.addQueue('training');
      return { h100 };
    },
  });
  const train = new ReleaseTrain(app, 'platform');
  const dev = train.stage('dev', {
    release,
    site: oslo1.share({ control: 3, h100: 2, storage: 4 }),
    cluster: Kubeconfig.context('dev'),
  });
  train.stage('production', {
    release,
    site: oslo1.share({ control: 3, h100: 12, storage: 4 }),
    cluster: Kubeconfig.context('production'),
    after: [dev],
  });
}
