import type { GpuDriver } from '../catalog/gpu-driver';
import type { GpuOperatorValues } from '../charts/values/gpu-operator';
import { Duration } from '../units/duration';
import type { DriverRollout } from './driver-rollout';
import { gpuMetricsList } from './gpu-metrics';
import { GPU_TOLERATION } from './queues';
import type { ReadyWhenFact } from '../kubernetes/ready-when';

/** What the values of the GPU operator depend on. */
export interface GpuOperatorConfig {
  /** The driver. */
  readonly driver: GpuDriver;
  /** How a new one reaches the servers. */
  readonly rollout: DriverRollout;
  /** Priority of the operator's own pod. */
  readonly priorityClassName: string;
}

/** Port of the metrics of GPUs. */
export const DCGM_EXPORTER_PORT = 9400;
/** Labels of the pods that export them. */
export const DCGM_EXPORTER_PODS = { app: 'nvidia-dcgm-exporter' } as const;
/** Port of the operator's own metrics. */
export const GPU_OPERATOR_PORT = 8080;
/** Labels of the operator's pod. */
export const GPU_OPERATOR_PODS = { app: 'gpu-operator' } as const;
/** Labels of the pods that build and load the driver. */
export const GPU_DRIVER_PODS = { 'app.kubernetes.io/component': 'nvidia-driver' } as const;

/** Agents of a node go before all work on it: without them it has no GPUs. */
const AGENT_PRIORITY = 'system-node-critical';
/** Above this the node agents of the operator change node by node for days. */
const AT_ONCE = '10%';

/**
 * The values of the chart of the GPU operator. Node Feature Discovery is installed apart; GPUs are handed out whole,
 * because that is what queues count.
 *
 * @param config driver, rollout and priority
 */
export function gpuOperatorValues(config: GpuOperatorConfig): GpuOperatorValues {
  const { driver, rollout, priorityClassName } = config;
  const { version } = driver.facts;
  const resources = { requests: { cpu: '200m', memory: '512Mi' }, limits: { cpu: '2', memory: '2Gi' } };
  return {
    nfd: { enabled: false },
    operator: { upgradeCRD: false, cleanupCRD: false, priorityClassName, resources },
    daemonsets: {
      tolerations: [GPU_TOLERATION],
      priorityClassName: AGENT_PRIORITY,
      updateStrategy: 'RollingUpdate',
      rollingUpdate: { maxUnavailable: AT_ONCE },
    },
    driver: version === undefined ? { enabled: false } : { enabled: true, version, upgradePolicy: rollout.policy },
    cdi: { enabled: true },
    // Devices come by CDI. By this variable a pod that asked for no GPU would get all of the node.
    toolkit: {
      enabled: true,
      env: [{ name: 'ACCEPT_NVIDIA_VISIBLE_DEVICES_ENVVAR_WHEN_UNPRIVILEGED', value: 'false' }],
    },
    mig: { strategy: 'none' },
    migManager: { enabled: false },
    sandboxWorkloads: { enabled: false },
    dcgmExporter: {
      enabled: true,
      serviceMonitor: { enabled: false },
      config: { name: 'datahall-gpu-metrics', create: true, data: gpuMetricsList() },
    },
  };
}

/**
 * How long Terraform waits for the operator: half an hour, and more from 180 servers on. What is interrupted while
 * drivers change leaves servers in between.
 *
 * @param servers GPU servers of the cluster
 */
export function gpuOperatorTimeout(servers: number): Duration {
  return Duration.seconds(Math.max(Duration.minutes(30).seconds, servers * SECONDS_A_SERVER));
}

const SECONDS_A_SERVER = 10;

/** The chart's one ClusterPolicy: the driver is loaded and all agents run on every GPU server that is there. */
export const GPU_OPERATOR_READY: ReadyWhenFact = {
  object: { apiVersion: 'nvidia.com/v1', kind: 'ClusterPolicy', namespace: null, name: 'cluster-policy' },
  field: '.status.state',
  value: 'ready',
};
