import type { Construct } from 'constructs';
import { GpuDriver } from '../../lib/catalog/gpu-driver';
import { DriverRollout } from '../../lib/cluster/driver-rollout';
import { GPU_DRIVER } from '../../lib/cluster/facts';
import { GPU_ALERTS, gpuOperatorAlerts } from '../../lib/cluster/gpu-alerts';
import {
  DCGM_EXPORTER_PODS,
  DCGM_EXPORTER_PORT,
  GPU_DRIVER_PODS,
  GPU_OPERATOR_PODS,
  GPU_OPERATOR_PORT,
  GPU_OPERATOR_READY,
  gpuOperatorTimeout,
  gpuOperatorValues,
} from '../../lib/cluster/gpu-operator-config';
import { preinstalledRollout } from '../../lib/errors/cluster';
import type { AlertRule } from '../../lib/monitoring/alert-rule';
import { DatahallConstruct } from '../core/datahall-construct';
import { type Endpoint, type IEndpoint, open } from '../core/endpoint';
import { Foundation } from '../core/foundation';
import { HelmRelease } from '../core/helm-release';
import type { IMonitored, ScrapeTarget } from '../core/monitored';
import type { Namespace } from '../core/namespace';
import { readyWhen } from '../core/ready';
import { Priority } from '../core/priority';

/** Settings of the GPU operator. */
export interface GpuOperatorProps {
  /** GPU servers of the cluster: how long a deployment may take depends on them. */
  readonly servers: number;
  /** Driver of the GPUs. @default GpuDriver.R595_91_07, the one that the pinned operator was checked with */
  readonly driver?: GpuDriver;
  /** How a new driver reaches the servers. @default DriverRollout.manual() */
  readonly driverRollout?: DriverRollout;
  /** Constructs that must be there first: Node Feature Discovery. @default - none */
  readonly after?: readonly Construct[];
}

/**
 * NVIDIA's GPU operator: driver, container runtime, device plugin and metrics on each server with GPUs. One a
 * cluster; a {@link KubernetesCluster} makes it with its first GPU pool. Terraform waits for the operator, not for
 * the GPUs: the servers follow, and alerts tell when they do not.
 *
 * @example
 * const features = new NodeFeatureDiscovery(stack, 'features');
 * new GpuOperator(stack, 'gpu-operator', { servers: 16, after: [features] });
 */
export class GpuOperator extends DatahallConstruct implements IMonitored, IEndpoint {
  /** Namespace of the operator and its agents. */
  public readonly namespace: Namespace;
  /** Driver of the GPUs. */
  public readonly driver: GpuDriver;
  /** How a new driver reaches the servers. */
  public readonly driverRollout: DriverRollout;
  /** Parts by role. */
  public readonly nodes: { readonly release: HelmRelease };

  /**
   * @param scope parent construct
   * @param id construct id
   * @param props settings
   */
  public constructor(scope: Construct, id: string, props: GpuOperatorProps) {
    super(scope, id, props);
    this.driver = props.driver ?? GpuDriver.R595_91_07;
    this.driverRollout = props.driverRollout ?? DriverRollout.manual();
    const foundation = Foundation.of(this);
    // Its agents load kernel modules and set up the container runtime of the host.
    const options = { podSecurity: 'privileged', callsApiServer: true } as const;
    this.namespace = foundation.namespace('gpu-operator', options);
    const priorityClassName = foundation.priority(Priority.PLATFORM);
    const { driver, driverRollout: rollout } = this;
    const release = new HelmRelease(this, 'Operator', {
      chart: foundation.charts.pin('gpu-operator'),
      namespace: this.namespace,
      values: gpuOperatorValues({ driver, rollout, priorityClassName }),
      timeout: gpuOperatorTimeout(props.servers),
      after: props.after ?? [],
      // An upgrade that is undone halfway leaves servers with two drivers. Without the undo a first
      // installation that failed stays, and only an upgrade gets past it.
      atomic: false,
      transform: (config) => ({ ...config, upgradeInstall: true }),
    });
    const gone = 'no server offers its GPUs until it is back, and a driver that it brought goes with it';
    release.consequence({ delete: gone, replace: gone });
    this.nodes = { release };
    readyWhen(this, GPU_OPERATOR_READY);
    this.settleDriver();
  }

  /** The pods that build the driver. */
  public get endpoint(): Endpoint {
    return { namespace: this.namespace, pods: GPU_DRIVER_PODS };
  }

  /** Where the metrics of GPUs and of the operator are. */
  public get scrapeTargets(): readonly ScrapeTarget[] {
    const { namespace } = this;
    return [
      { name: 'gpus', endpoint: { namespace, pods: DCGM_EXPORTER_PODS }, port: DCGM_EXPORTER_PORT },
      { name: 'gpu-operator', endpoint: { namespace, pods: GPU_OPERATOR_PODS }, port: GPU_OPERATOR_PORT },
    ];
  }

  /** When somebody must be told. */
  public get alertRules(): readonly AlertRule[] {
    return [...GPU_ALERTS, ...gpuOperatorAlerts(this.driverRollout)];
  }

  private settleDriver(): void {
    const { version, source } = this.driver.facts;
    const { maxParallel } = this.driverRollout;
    this.publish(GPU_DRIVER, () => ({ version: version ?? null, source, maxParallel }));
    if (version === undefined) {
      if (maxParallel > 0) this.report(preinstalledRollout(maxParallel));
      return;
    }
    // The driver is compiled on each server, with headers of its kernel from the mirrors of its distribution.
    open(this, 'KernelHeaders', {
      direction: 'egress',
      peers: [],
      ports: [
        { port: 80, protocol: 'TCP' },
        { port: 443, protocol: 'TCP' },
      ],
    });
  }
}
