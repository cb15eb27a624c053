import type { KubernetesObject } from '../kubernetes/object';

/** Label that says to which GPU pool a node belongs. */
export const POOL_LABEL = 'datahall.dev/pool';
/** Label that says in which rack a node stands. */
export const RACK_LABEL = 'datahall.dev/rack';
/** The resource name of whole NVIDIA GPUs. */
export const GPU_RESOURCE = 'nvidia.com/gpu';
/** The taint of GPU nodes, which keeps other work away. */
export const GPU_TAINT = { effect: 'NoSchedule', key: GPU_RESOURCE, value: 'present' } as const;
/** Accepts {@link GPU_TAINT}, whatever its value. */
export const GPU_TOLERATION = { key: GPU_RESOURCE, operator: 'Exists', effect: 'NoSchedule' } as const;

const API = 'kueue.x-k8s.io/v1beta2';

/**
 * The scheduling topology of a site, widest level first as Kueue wants it, ending at the host.
 *
 * @param name name of the object
 * @param labels labels of the levels; a node that lacks one of them is never chosen
 */
export function topology(name: string, labels: readonly string[]): KubernetesObject {
  const levels = labels.map((nodeLabel) => ({ nodeLabel }));
  return { apiVersion: API, kind: 'Topology', metadata: { name }, spec: { levels } };
}

/**
 * The flavor of a pool: its nodes by label, with the taint that keeps other work away, and the topology.
 *
 * @param pool name of the pool
 * @param topologyName name of the topology
 */
export function resourceFlavor(pool: string, topologyName: string): KubernetesObject {
  const spec = {
    nodeLabels: { [POOL_LABEL]: pool },
    nodeTaints: [GPU_TAINT],
    tolerations: [GPU_TOLERATION],
    topologyName,
  };
  return { apiVersion: API, kind: 'ResourceFlavor', metadata: { name: pool }, spec };
}

/**
 * A queue that hands out GPUs of a pool. Queues of one pool form a cohort: what one does not use, others may borrow
 * and give back.
 *
 * @param name name of the queue
 * @param pool name of the pool, which is the cohort
 * @param gpus GPUs that are guaranteed
 */
export function clusterQueue(name: string, pool: string, gpus: number): KubernetesObject {
  const resources = [{ name: GPU_RESOURCE, nominalQuota: gpus }];
  const spec = {
    cohortName: pool,
    namespaceSelector: { matchLabels: { [queueLabel(name)]: 'true' } },
    preemption: { reclaimWithinCohort: 'Any', withinClusterQueue: 'LowerPriority' },
    resourceGroups: [{ coveredResources: [GPU_RESOURCE], flavors: [{ name: pool, resources }] }],
  };
  return { apiVersion: API, kind: 'ClusterQueue', metadata: { name }, spec };
}

/**
 * The entrance to a queue from a namespace.
 *
 * @param queue name of the queue
 * @param namespace the namespace
 */
export function localQueue(queue: string, namespace: string): KubernetesObject {
  const metadata = { name: queue, namespace };
  return { apiVersion: API, kind: 'LocalQueue', metadata, spec: { clusterQueue: queue } };
}

/** Label of the namespaces that Kueue manages jobs in; its webhooks leave all others alone. */
export const MANAGED_LABEL = 'datahall.dev/kueue-managed';

/**
 * Label of the namespaces that may use a queue.
 *
 * @param queue name of the queue
 */
export function queueLabel(queue: string): string {
  return `queue.datahall.dev/${queue}`;
}
