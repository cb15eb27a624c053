import type { ContainerResources, PodPlacement } from './common';

/** Values of the chart `node-feature-discovery` (0.19) that this library sets. */
export interface NodeFeatureDiscoveryValues {
  /**
   * Priority class of all pods. Chart: none. Without labels no GPU is schedulable. Not together with
   * `worker.priorityClassName`: the chart then writes the field twice.
   */
  readonly priorityClassName?: string;
  /**
   * Whether a hook takes all labels off the nodes when the release is deleted. Chart: true: it would stop every GPU
   * pod's replacement.
   */
  readonly postDeleteCleanup?: boolean;
  /** Writes labels to nodes. */
  readonly master?: NodeFeatureDiscoveryMaster;
  /** Detects features, on every node. */
  readonly worker?: NodeFeatureDiscoveryWorker;
  /** Deletes the features of nodes that are gone. */
  readonly gc?: NodeFeatureDiscoveryCollector;
  /** Metrics. */
  readonly prometheus?: NodeFeatureDiscoveryPrometheus;
}

/** Writes labels to nodes. */
export interface NodeFeatureDiscoveryMaster extends PodPlacement {
  /** Pods, of which one leads. Chart: 1. */
  readonly replicaCount?: number;
  /** Resources of a pod. Chart: 100m, 128Mi, at most 4Gi: it holds the features of all nodes. */
  readonly resources?: ContainerResources;
  /** Keeps one pod during drains. Chart: off. */
  readonly podDisruptionBudget?: NodeFeatureDiscoveryDisruptionBudget;
  /**
   * Namespaces of labels that it may write beyond its own. Chart: none. The GPU operator's own copy has `nvidia.com`.
   */
  readonly extraLabelNs?: readonly string[];
  /** Whether NodeFeatureRules may taint nodes. Chart: false. */
  readonly enableTaints?: boolean;
}

/** A PodDisruptionBudget; this chart says `enable`. */
export interface NodeFeatureDiscoveryDisruptionBudget {
  /** Whether there is one. Chart: false. */
  readonly enable?: boolean;
  /** Pods that must stay. Chart: 1. */
  readonly minAvailable?: number;
}

/** Detects the features of its node. */
export interface NodeFeatureDiscoveryWorker extends PodPlacement {
  /** Resources of a pod. Chart: 5m, 64Mi, at most 512Mi. */
  readonly resources?: ContainerResources;
  /** Configuration file. Chart: null, the program's own defaults. */
  readonly config?: NodeFeatureDiscoveryWorkerConfiguration;
}

/** Configuration file of the worker; a document of the program, which the chart passes on unseen. */
export interface NodeFeatureDiscoveryWorkerConfiguration {
  /** What is looked at. */
  readonly sources?: {
    /** Devices on the PCI bus. */
    readonly pci?: NodeFeatureDiscoveryPci;
  };
}

/** How devices on the PCI bus become labels. */
export interface NodeFeatureDiscoveryPci {
  /** Classes of devices that get a label, as prefixes. Default: `03`, `0b40`, `12`. Network cards are `02`. */
  readonly deviceClassWhitelist?: readonly string[];
  /**
   * Fields that make up the label. Default: class and vendor; the GPU operator's copy has vendor alone and it
   * understands both.
   */
  readonly deviceLabelFields?: readonly ('class' | 'vendor' | 'device' | 'subsystem_vendor' | 'subsystem_device')[];
}

/** Deletes the features of nodes that are gone. */
export interface NodeFeatureDiscoveryCollector extends PodPlacement {
  /** Whether there is one. Chart: true. */
  readonly enable?: boolean;
  /** Pods. Chart: 1. */
  readonly replicaCount?: number;
  /** Resources of a pod. Chart: 10m, 128Mi, at most 1Gi. */
  readonly resources?: ContainerResources;
}

/** Metrics of all components. */
export interface NodeFeatureDiscoveryPrometheus {
  /** Whether there is a PodMonitor. Chart: false. Its CRD must exist. */
  readonly enable?: boolean;
  /** Labels by which a Prometheus selects it. Chart: none. */
  readonly labels?: Readonly<Record<string, string>>;
}
