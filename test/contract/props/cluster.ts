import {
  TopologyLabels,
  DriverRollout,
  Duration,
  GpuDriver,
  GpuOperator,
  type GpuOperatorProps,
  type GpuPoolProps,
  type GpuQueueProps,
  KubernetesCluster,
  type KubernetesClusterProps,
  type RollingOptions,
  type Stage,
} from 'datahall';
import { smallShare, smallSite } from '../../support/small-site';
import { type PropsCase, propsOf } from './table';

const DRIVER = GpuDriver.of('580.105.08', 'a test');
const ROLLOUT = DriverRollout.rolling({ maxParallel: 1 });

/** The cluster of the stage: samples that need one share it, since its operators are there once. */
function clusterOf(stage: Stage): KubernetesCluster {
  const made = stage.cluster.node.tryFindChild('kubernetes');
  if (made instanceof KubernetesCluster) return made;
  return new KubernetesCluster(stage.cluster, 'kubernetes', { site: stage.site });
}

export const CLUSTER: readonly PropsCase[] = [
  propsOf<KubernetesClusterProps>(
    'KubernetesClusterProps',
    ({ share }) => ({ site: share }),
    {
      site: () => smallShare(smallSite('other')),
      driver: () => DRIVER,
      topologyLabels: () => TopologyLabels.of('topograph'),
      driverRollout: () => ROLLOUT,
    },
    (stage, props) => {
      const cluster = new KubernetesCluster(stage.cluster, 'kubernetes', props);
      cluster.addGpuPool('h100', { servers: 'h100', spares: 1 });
    },
  ),
  propsOf<GpuPoolProps>(
    'GpuPoolProps',
    () => ({ servers: 'h100' }),
    { servers: () => 'other', spares: () => 1 },
    (stage, props) => clusterOf(stage).addGpuPool('pool', props).addQueue('all'),
  ),
  propsOf<GpuQueueProps>(
    'GpuQueueProps',
    () => ({}),
    { gpus: () => 3, namespaces: () => ['a', 'b'] },
    (stage, props) => clusterOf(stage).addGpuPool('h100', { servers: 'h100' }).addQueue('all', props),
  ),
  propsOf<GpuOperatorProps>(
    'GpuOperatorProps',
    () => ({ servers: 2 }),
    {
      servers: () => 200,
      driver: () => DRIVER,
      driverRollout: () => ROLLOUT,
      after: ({ first }) => [first],
    },
    (stage, props) => new GpuOperator(stage.network, 'subject', props),
  ),
  propsOf<RollingOptions>(
    'RollingOptions',
    () => ({ maxParallel: 1 }),
    {
      maxParallel: () => 2,
      drain: () => 'node',
      waitFor: () => 'app.kubernetes.io/part-of=training',
      patience: () => Duration.hours(1),
    },
    (stage, options) => {
      const driverRollout = DriverRollout.rolling(options);
      new GpuOperator(stage.network, 'subject', { servers: 2, driverRollout });
    },
  ),
];
