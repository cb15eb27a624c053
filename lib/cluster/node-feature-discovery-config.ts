import type { NodeFeatureDiscoveryValues } from '../charts/values/node-feature-discovery';
import type { AlertRule } from '../monitoring/alert-rule';
import { Duration } from '../units/duration';
import { GPU_TOLERATION } from './queues';
import { onDeployment } from '../kubernetes/ready-when';

/** Port of the metrics of each component. */
export const NFD_METRICS_PORT = 8080;

/** Labels of the pods that write labels to nodes. */
export const NFD_MASTER_PODS = { 'app.kubernetes.io/name': 'node-feature-discovery', role: 'master' } as const;

/**
 * The values of the chart of Node Feature Discovery, installed once for all operators that need it. Devices are named
 * by their vendor alone, which is how the GPU operator and the network operator look for theirs.
 *
 * @param priorityClassName priority of its pods
 */
export function nodeFeatureDiscoveryValues(priorityClassName: string): NodeFeatureDiscoveryValues {
  return {
    priorityClassName,
    // Labels that vanish with the release would take the place of every GPU pod and its quota with them.
    postDeleteCleanup: false,
    master: { replicaCount: 2, podDisruptionBudget: { enable: true, minAvailable: 1 }, enableTaints: true },
    worker: {
      tolerations: [GPU_TOLERATION],
      config: { sources: { pci: { deviceClassWhitelist: ['02', '03'], deviceLabelFields: ['vendor'] } } },
    },
  };
}

/** When somebody must be told about labels of nodes. */
export const NFD_ALERTS: readonly AlertRule[] = [
  {
    name: 'NodeMarksRejected',
    expr: 'increase(nfd_master_node_labels_rejected_total[15m]) + increase(nfd_master_node_taints_rejected_total[15m]) > 0',
    for: Duration.minutes(15),
    severity: 'warning',
    summary: 'Node Feature Discovery refuses a label or taint: nodes are missing in their pool.',
    action: 'Look in the log of nfd-master for the name of the label and the reason.',
  },
  {
    name: 'NodeUpdatesFail',
    expr: 'increase(nfd_master_node_update_failures_total[15m]) > 0',
    for: Duration.minutes(30),
    severity: 'warning',
    summary: 'Node Feature Discovery cannot write to nodes: new GPU servers get no work.',
    action: 'Look in the log of nfd-master for the node and the answer of the API server.',
  },
];

/** Namespace of Node Feature Discovery. */
export const NFD_NAMESPACE = 'node-feature-discovery';

/** What writes labels to nodes runs. */
export const NFD_READY = onDeployment(NFD_NAMESPACE, 'node-feature-discovery-master');
