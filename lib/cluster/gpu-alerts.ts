import type { AlertRule } from '../monitoring/alert-rule';
import { Duration } from '../units/duration';
import type { DriverRollout } from './driver-rollout';
import { XID, xidSeen } from './xid';

/** Exporters before 4.6 write the label `Hostname`, later ones `hostname`; a label that is not there prints nothing. */
const WHERE = 'GPU {{ $labels.gpu }} of {{ $labels.hostname }}{{ $labels.Hostname }}';
const BY_GPU = 'by (hostname, Hostname, gpu, UUID)';

/** When somebody must be told about single GPUs. The exporter must run with the list of {@link gpuMetricsList}. */
export const GPU_ALERTS: readonly AlertRule[] = [
  {
    name: 'GpuFellOffBus',
    expr: xidSeen(XID.restartServer, '1h'),
    for: Duration.minutes(1),
    severity: 'critical',
    summary: `${WHERE} fell off the bus (XID {{ $labels.xid }}).`,
    action: 'Isolate: cordon and drain the server, then restart it. Return the GPU (RMA) when it happens again.',
  },
  {
    name: 'GpuNeedsReset',
    expr: xidSeen(XID.resetGpu, '1h'),
    for: Duration.minutes(1),
    severity: 'critical',
    summary: `${WHERE} must be reset (XID {{ $labels.xid }}).`,
    action:
      'Isolate: cordon and drain the server, reset the GPU, run a DCGM diagnosis. After XID 64, 140 or a failed diagnosis return it (RMA).',
  },
  {
    name: 'GpuNvlinkFailed',
    expr: xidSeen(XID.checkNvlink, '1h'),
    for: Duration.minutes(1),
    severity: 'critical',
    summary: `${WHERE} has errors on NVLink (XID {{ $labels.xid }}): collective operations stop or slow down.`,
    action: 'Isolate: cordon and drain the server, then follow the NVLink workflow of the XID catalogue.',
  },
  {
    name: 'GpuRowRemapFailed',
    expr: `max ${BY_GPU} (DCGM_FI_DEV_ROW_REMAP_FAILURE) > 0`,
    for: Duration.minutes(5),
    severity: 'critical',
    summary: `${WHERE} has bad memory and no spare rows left.`,
    action: 'Isolate: cordon and drain the server and return the GPU (RMA); a reset does not help.',
  },
  {
    name: 'GpuErrorContained',
    expr: xidSeen(XID.restartWork, '15m'),
    for: Duration.minutes(1),
    severity: 'warning',
    summary: `${WHERE} had a memory error that ended one program (XID {{ $labels.xid }}).`,
    action: 'Restart the job. Restart the device plugin on the server when the GPU stays out of its allocatable GPUs.',
  },
  {
    name: 'GpuProgramFault',
    expr: xidSeen(XID.tellOwner, '15m'),
    for: Duration.minutes(1),
    severity: 'warning',
    summary: `A program on ${WHERE} did something illegal (XID {{ $labels.xid }}).`,
    action: 'Nothing to repair: tell the owner of the job. Drain the server only when other jobs fail on this GPU too.',
  },
  {
    // The power limit is left out: GPUs reach it at full load, that is what they are bought for.
    name: 'GpuThrottledByHeat',
    expr: `max ${BY_GPU} (rate(DCGM_FI_DEV_THERMAL_VIOLATION[10m])) / 1e9 > 0.1`,
    for: Duration.minutes(15),
    severity: 'warning',
    summary: `${WHERE} is too hot and throttles {{ $value | humanizePercentage }} of the time; whole jobs wait for it.`,
    action: 'Check fans, air flow and inlet temperature of the rack; drain the server when it stays.',
  },
  {
    name: 'GpusNotAllocatable',
    expr: 'kube_node_status_allocatable{resource="nvidia_com_gpu"} < on (node) kube_node_status_capacity{resource="nvidia_com_gpu"}',
    for: Duration.minutes(10),
    severity: 'warning',
    summary: 'The server {{ $labels.node }} offers only {{ $value }} GPUs: the others are unhealthy.',
    action:
      'Look for the XID in the log of the device plugin; after the repair restart its pod, it does not take GPUs back by itself.',
  },
];

/**
 * When somebody must be told about the operator.
 *
 * @param rollout how drivers reach the servers
 */
export function gpuOperatorAlerts(rollout: DriverRollout): readonly AlertRule[] {
  const notReady: AlertRule = {
    name: 'GpuOperatorNotReady',
    expr: 'max(gpu_operator_reconciliation_status) < 1',
    for: Duration.minutes(30),
    severity: 'warning',
    summary: 'Parts of the GPU software are not ready on some servers.',
    action: 'Run `kubectl get clusterpolicy` and look for pods in gpu-operator that are not ready.',
  };
  return rollout.maxParallel === 0 ? [notReady] : [notReady, ...ROLLOUT_ALERTS];
}

const ROLLOUT_ALERTS: readonly AlertRule[] = [
  {
    name: 'GpuDriverRolloutFailed',
    expr: 'max(gpu_operator_nodes_upgrades_failed) > 0',
    for: Duration.minutes(5),
    severity: 'warning',
    summary: '{{ $value }} servers did not get the new GPU driver and stay cordoned.',
    action:
      'Read the events of the nodes with nvidia.com/gpu-driver-upgrade-state=upgrade-failed; remove what blocks the eviction.',
  },
  {
    name: 'GpuDriverRolloutStuck',
    expr: 'max(gpu_operator_nodes_upgrades_pending) > 0',
    for: Duration.days(1),
    severity: 'warning',
    summary: '{{ $value }} servers have waited for the new GPU driver for a day.',
    action: 'Look for jobs that the rollout waits for, and for PodDisruptionBudgets that forbid an eviction.',
  },
];

/**
 * When GPUs that the program counts on are not there.
 *
 * @param gpus GPUs of all pools, spares included
 */
export function missingGpuAlerts(gpus: number): readonly AlertRule[] {
  const capacity = 'sum(kube_node_status_capacity{resource="nvidia_com_gpu"})';
  return [
    {
      name: 'GpusMissing',
      expr: `(${capacity} or vector(0)) < ${gpus}`,
      for: Duration.minutes(30),
      severity: 'warning',
      summary: `The cluster has {{ $value }} GPUs, ${gpus} are planned: jobs that were admitted may wait.`,
      action: 'Compare the nodes with the servers of the pools: a server did not join, or its driver does not load.',
    },
    {
      name: 'GpuMetricsMissing',
      expr: `(count(count by (UUID) (DCGM_FI_DEV_GPU_TEMP)) or vector(0)) < ${gpus}`,
      for: Duration.minutes(15),
      severity: 'warning',
      summary: `Only {{ $value }} of ${gpus} GPUs report: errors of the others go unseen.`,
      action: 'Look at the pods with the label app=nvidia-dcgm-exporter on the servers that report nothing.',
    },
  ];
}
