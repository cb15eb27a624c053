import type { LabelSelectorValue } from './common';

/** Kueue's configuration file (`config.kueue.x-k8s.io/v1beta2`), checked against its source at v0.19.2. */
export interface KueueConfiguration extends KueueServers {
  /** Version of the format. */
  readonly apiVersion: 'config.kueue.x-k8s.io/v1beta2';
  /** Always this. */
  readonly kind: 'Configuration';
  /** Whether jobs without a queue are held back as well. Default: false. */
  readonly manageJobsWithoutQueueName?: boolean;
  /**
   * Namespaces whose jobs Kueue looks at. Default: all but kube-system and its own. The chart copies it into its
   * webhooks, which fail closed: what is not selected keeps working when Kueue does not.
   */
  readonly managedJobsNamespaceSelector?: LabelSelectorValue;
  /** The kinds of jobs that Kueue manages. */
  readonly integrations?: KueueIntegrations;
  /** Evicts jobs whose pods do not become ready together. Default since v0.19: on, with a timeout of 30 minutes. */
  readonly waitForPodsReady?: KueueWaitForPodsReady;
  /** Shares unused quota by weight instead of by order. Default: off. */
  readonly fairSharing?: KueueFairSharing;
  /** Which resources count. */
  readonly resources?: KueueResources;
  /** Deletes what is finished. Default: never. */
  readonly objectRetentionPolicies?: KueueRetention;
}

/** The process itself: what it serves and how hard it works. */
export interface KueueServers {
  /** Health probes. The chart's probes ask port 8081. */
  readonly health?: KueueHealth;
  /** Metrics. */
  readonly metrics?: KueueMetricsConfiguration;
  /** The webhook server. */
  readonly webhook?: KueueWebhook;
  /** One of the controllers leads. */
  readonly leaderElection?: KueueLeaderElection;
  /** How many objects of a kind are worked on at once. */
  readonly controller?: KueueController;
  /** How hard Kueue may press the API server. */
  readonly clientConnection?: KueueClientConnection;
}

/** Health probes. */
export interface KueueHealth {
  /** Address and port. Default: `:8081`. */
  readonly healthProbeBindAddress?: string;
}

/** Metrics. */
export interface KueueMetricsConfiguration {
  /** Address and port. Default: `:8443`, which the chart's Service expects. */
  readonly bindAddress?: string;
  /** Whether quota and usage of each ClusterQueue are reported. Default: false. Alerts on quota need it. */
  readonly enableClusterQueueResources?: boolean;
}

/** The webhook server. */
export interface KueueWebhook {
  /** Its port. Default: 9443, which the chart's Service expects. */
  readonly port?: number;
}

/** Leader election. */
export interface KueueLeaderElection {
  /** Whether there is one. Needed for more than one replica. */
  readonly leaderElect: boolean;
  /** Name of the Lease. Default: `c1f6bfd2.kueue.x-k8s.io`. */
  readonly resourceName?: string;
}

/** Work at once. */
export interface KueueController {
  /** Workers by `Kind.group`, e.g. `Workload.kueue.x-k8s.io`. */
  readonly groupKindConcurrency?: Readonly<Record<string, number>>;
}

/** Load on the API server. */
export interface KueueClientConnection {
  /** Requests a second. Default: 300. */
  readonly qps?: number;
  /** Requests at once. Default: 500. */
  readonly burst?: number;
}

/** Kinds of jobs. */
export interface KueueIntegrations {
  /**
   * Kinds that Kueue manages. Default: `batch/job` alone; the chart's document names thirteen, pods and Deployments
   * among them.
   */
  readonly frameworks?: readonly KueueFramework[];
  /** Labels copied from a job to its Workload. Default: none. */
  readonly labelKeysToCopy?: readonly string[];
}

/** Kinds of jobs that v0.19 has an integration for. */
export type KueueFramework =
  | 'batch/job'
  | 'kubeflow.org/mpijob'
  | 'ray.io/rayjob'
  | 'ray.io/rayservice'
  | 'ray.io/raycluster'
  | 'jobset.x-k8s.io/jobset'
  | 'kubeflow.org/paddlejob'
  | 'kubeflow.org/pytorchjob'
  | 'kubeflow.org/tfjob'
  | 'kubeflow.org/xgboostjob'
  | 'kubeflow.org/jaxjob'
  | 'trainer.kubeflow.org/trainjob'
  | 'workload.codeflare.dev/appwrapper'
  | 'sparkoperator.k8s.io/sparkapplication'
  | 'pod'
  | 'deployment'
  | 'statefulset'
  | 'leaderworkerset.x-k8s.io/leaderworkerset';

/** All pods of a job or none. Durations are Go's (`30m`, `1h30m`). */
export interface KueueWaitForPodsReady {
  /** How long an admitted job may take until its pods are ready. Default: 30m. Pulling a large image counts. */
  readonly timeout: string;
  /** How long a job may wait for the replacement of a failed pod. Default: the timeout. */
  readonly recoveryTimeout?: string;
  /** Whether nothing else is admitted meanwhile. Default: false. */
  readonly blockAdmission?: boolean;
  /** What happens to an evicted job. */
  readonly requeuingStrategy?: KueueRequeuing;
}

/** What happens to an evicted job. */
export interface KueueRequeuing {
  /** Its place in the queue. Default: by the time of its eviction. */
  readonly timestamp?: 'Creation' | 'Eviction';
  /** How often it is tried again before it is deactivated. Default: without end. */
  readonly backoffLimitCount?: number;
  /** First wait, in seconds. Default: 60. */
  readonly backoffBaseSeconds?: number;
  /** Longest wait, in seconds. Default: 3600. */
  readonly backoffMaxSeconds?: number;
}

/** Sharing of unused quota. */
export interface KueueFairSharing {
  /** Which preemptions are tried, in order. */
  readonly preemptionStrategies: readonly ('LessThanOrEqualToFinalShare' | 'LessThanInitialShare')[];
}

/** Which resources count. */
export interface KueueResources {
  /** Resources that Kueue ignores, by prefix. Default: none: every resource of a pod must be in the queue's quota. */
  readonly excludeResourcePrefixes?: readonly string[];
  /** Whether a resource without quota holds a job back. Default: it does. */
  readonly quotaCheckStrategy?: 'BlockUndeclared' | 'IgnoreUndeclared';
}

/** Deletion of what is finished. */
export interface KueueRetention {
  /** Workloads. */
  readonly workloads?: {
    /** How long a finished one stays, as Go duration. Default: for ever. */
    readonly afterFinished?: string;
    /** How long a deactivated one stays, as Go duration. Default: for ever. Deletes its job too. */
    readonly afterDeactivatedByKueue?: string;
  };
}
