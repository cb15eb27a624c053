import type { KueueValues } from '../charts/values/kueue';
import type { KueueConfiguration, KueueFramework } from '../charts/values/kueue-configuration';
import { MANAGED_LABEL } from './queues';
import { onDeployment } from '../kubernetes/ready-when';

/** Kinds of jobs that Kueue manages unless told otherwise; pods, deployments and stateful sets are not among them. */
const FRAMEWORKS: readonly KueueFramework[] = ['batch/job', 'jobset.x-k8s.io/jobset', 'trainer.kubeflow.org/trainjob'];

/**
 * The configuration of Kueue. Quotas are counted in GPUs only: CPU and memory follow from the servers, and a queue
 * that does not cover them would admit nothing that asks for them. Jobs start as a whole or not at all.
 */
export function kueueConfiguration(): KueueConfiguration {
  return {
    apiVersion: 'config.kueue.x-k8s.io/v1beta2',
    kind: 'Configuration',
    health: { healthProbeBindAddress: ':8081' },
    metrics: { bindAddress: ':8443', enableClusterQueueResources: true },
    webhook: { port: 9443 },
    leaderElection: { leaderElect: true, resourceName: 'c1f6bfd2.kueue.x-k8s.io' },
    manageJobsWithoutQueueName: true,
    managedJobsNamespaceSelector: { matchLabels: { [MANAGED_LABEL]: 'true' } },
    waitForPodsReady: { timeout: '15m', blockAdmission: false },
    resources: { excludeResourcePrefixes: ['cpu', 'memory', 'ephemeral-storage', 'hugepages'] },
    integrations: { frameworks: FRAMEWORKS },
  };
}

/**
 * The values of Kueue's chart: two replicas that survive the loss of a node.
 *
 * @param priorityClassName priority of its pods
 */
export function kueueValues(priorityClassName: string): KueueValues {
  return {
    managerConfig: { controllerManagerConfigYaml: JSON.stringify(kueueConfiguration(), null, 2) },
    controllerManager: {
      replicas: 2,
      manager: { priorityClassName },
      podDisruptionBudget: { enabled: true, minAvailable: 1 },
    },
  };
}

/** Namespace of Kueue. */
export const KUEUE_NAMESPACE = 'kueue-system';

/** Its pods answer webhooks from the moment on at which they are ready. */
export const KUEUE_READY = onDeployment(KUEUE_NAMESPACE, 'kueue-controller-manager');
