import type { ContainerResources, PodPlacement, SpreadConstraint } from './common';

/**
 * Values of the chart `kueue` (0.19) that this library sets. The image is not among them: in git the chart names a
 * staging registry, the published one `registry.k8s.io/kueue/kueue` at its own version.
 */
export interface KueueValues {
  /** Whether there is a ServiceMonitor. Chart: false. Its CRD must exist. */
  readonly enablePrometheus?: boolean;
  /** Whether cert-manager makes the webhook's certificate. Chart: false: Kueue makes its own. */
  readonly enableCertManager?: boolean;
  /** The controller. */
  readonly controllerManager?: KueueControllerManager;
  /** Its configuration file. */
  readonly managerConfig?: KueueManagerConfig;
  /** Who may look for its metrics. */
  readonly metrics?: KueueMetrics;
}

/** The controller. */
export interface KueueControllerManager extends PodPlacement {
  /** Pods, of which one leads; all of them serve the webhook. Chart: 1. */
  readonly replicas?: number;
  /** Feature gates. Chart: none. Excludes `featureGates` of the configuration file. */
  readonly featureGates?: readonly KueueFeatureGate[];
  /** Keeps pods during drains. */
  readonly podDisruptionBudget?: KueueDisruptionBudget;
  /** How pods are spread. Chart: not at all. */
  readonly topologySpreadConstraints?: readonly SpreadConstraint[];
  /** The pod. */
  readonly manager?: KueueManager;
}

/** Switches one feature. */
export interface KueueFeatureGate {
  /** Name of the feature, as in Kueue's `pkg/features`. */
  readonly name: string;
  /** Whether it is on. */
  readonly enabled: boolean;
}

/** A PodDisruptionBudget. */
export interface KueueDisruptionBudget {
  /** Whether there is one. Chart: false. Its webhook is in the way of every managed job, so one pod must stay. */
  readonly enabled?: boolean;
  /** Pods that must stay. Chart: 1. */
  readonly minAvailable?: number;
}

/** The controller's pod. */
export interface KueueManager {
  /** Priority class. Chart: none. Without the controller no job starts. */
  readonly priorityClassName?: string;
  /** Resources. Chart: 500m to 2 CPU, 512Mi: not enough for thousands of nodes with topologies. */
  readonly resources?: ContainerResources;
}

/** Configuration file of the controller, as the chart takes it. */
export interface KueueManagerConfig {
  /**
   * A YAML document, {@link KueueConfiguration} as text. It replaces the chart's whole default document: what is left
   * out has Kueue's own default.
   */
  readonly controllerManagerConfigYaml?: string;
}

/** Who may look for its metrics. */
export interface KueueMetrics {
  /**
   * Namespace of the service accounts `prometheus-k8s` and `prometheus-operator`, which may look around in Kueue's.
   * Chart: `monitoring`. Those of kube-prometheus-stack have other names and see every namespace anyway.
   */
  readonly prometheusNamespace?: string;
}
