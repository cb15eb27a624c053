import {
  type Backend,
  Bytes,
  CephCluster,
  ChartSet,
  type ChartSource,
  Cidr,
  type DatahallApp,
  Gateway,
  Kubeconfig,
  KubernetesCluster,
  LoadBalancing,
  ModelServer,
  Monitoring,
  Power,
  Rack,
  Release,
  ReleaseTrain,
  Runtime,
  ServerModel,
  Site,
  type Stage,
  SwitchModel,
  Topology,
} from 'datahall';
import { threeTiers, TWO_TIERS } from './three-tiers';
import { llama70b } from './models';
import { onCall } from './on-call';

const { SN5600 } = SwitchModel;

/** The platform of a stage: everything comes from the stage, so that each stage gets its own. */
function platform(stage: Stage) {
  const cluster = new KubernetesCluster(stage.cluster, 'kubernetes', { site: stage.site });
  const h100 = cluster.addGpuPool('h100', { servers: 'h100' });
  h100.addQueue('training'); // hands out what model servers leave
  const ceph = new CephCluster(stage.storage, 'ceph', { hosts: stage.site.servers('storage') });
  const weights = ceph.addFilesystem('models', { size: Bytes.tib(100), replicas: 3 });
  const metrics = ceph.addBlockPool('metrics', { size: Bytes.tib(6) });
  const policy = LoadBalancing.leastConnections();
  const gateway = new Gateway(stage.network, 'public', { site: stage.site, policy });
  const { storageClass } = metrics;
  const monitoring = new Monitoring(stage.observability, 'monitoring', { alerts: onCall, storageClass });
  monitoring.watch(cluster, ceph, gateway);
  return { h100, weights, gateway, monitoring };
}

/** What is served on it, in a stack of its own for each release. */
function serving(stage: Stage, { h100, weights, gateway, monitoring }: ReturnType<typeof platform>) {
  const runtime = Runtime.VLLM;
  const llama = new ModelServer(stage.serving, 'llama', { runtime, model: llama70b, pool: h100, weights, replicas: 2 });
  gateway.route('/v1', llama);
  monitoring.watch(llama);
}

/** What differs from one machine to another. */
export interface ReferenceOptions {
  /** Where charts come from. */
  readonly chartSource?: ChartSource;
  /** The cluster of a stage. */
  readonly cluster?: (stage: string) => Kubeconfig;
  /** Where state is kept. */
  readonly backend?: Backend;
  /** Whether what holds data may be destroyed. */
  readonly destroyable?: boolean;
  /** How many times the servers and racks. */
  readonly scale?: number;
}

/** A datacenter with three stages on one site; production still runs the older release. */
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
    fabrics:
      scale > TWO_TIERS
        ? threeTiers
        : {
            rdma: Topology.railOptimised({ leaf: SN5600, spine: SN5600, spines: 4, linksPerPair: 2, rails: 8 }),
            main: Topology.leafSpine({ leaf: SN5600, spine: SN5600, spines: 2, switchRow: 'core' }),
          },
    addresses: { underlay: Cidr.of('10.0.0.0/8'), virtualIps: Cidr.of('198.51.100.0/24') },
  });
  const small = { control: 3, h100: 2 * scale, storage: 4 * scale };
  const large = { control: 3, h100: 12 * scale, storage: 4 * scale };

  const v2026_10 = new Release('2026.10.0', { charts: ChartSet.of('2026.10'), platform, serving });
  const v2026_11 = new Release('2026.11.0', { charts: ChartSet.of('2026.11'), platform, serving });

  const train = new ReleaseTrain(app, 'platform', { releases: [v2026_10, v2026_11] });
  const dev = train.stage('dev', {
    release: v2026_11,
    site: oslo1.share(small),
    cluster: cluster('dev'),
    ...rest,
  });
  const staging = train.stage('staging', {
    release: v2026_11,
    site: oslo1.share(small),
    cluster: cluster('staging'),
    after: [dev],
    ...rest,
  });
  train.stage('production', {
    release: v2026_10,
    site: oslo1.share(large),
    cluster: cluster('production'),
    after: [staging],
    ...rest,
  });
}
