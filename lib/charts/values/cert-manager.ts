import type { ContainerResources, PodPlacement, SpreadConstraint } from './common';

/** Values of the chart `cert-manager` (v1.21) that this library sets. The chart's schema refuses every other key. */
export interface CertManagerValues extends PodPlacement {
  /** CRDs among the templates. The chart leaves them out by default; the foundation installs them. */
  readonly crds?: CertManagerCrds;
  /** What all components share. */
  readonly global?: CertManagerGlobal;
  /** Controllers, of which one leads. Chart: 1. Two survive the loss of a node. */
  readonly replicaCount?: number;
  /** Keeps one controller during drains. Chart: off. */
  readonly podDisruptionBudget?: CertManagerDisruptionBudget;
  /** Resources of the controller. Chart: none, so it is the first to be evicted. */
  readonly resources?: ContainerResources;
  /** How controllers are spread. Chart: not at all. */
  readonly topologySpreadConstraints?: readonly SpreadConstraint[];
  /** Configuration file of the controller. Chart: empty. */
  readonly config?: CertManagerConfiguration;
  /** Metrics. */
  readonly prometheus?: CertManagerPrometheus;
  /** The admission webhook: without it no certificate can be written. */
  readonly webhook?: CertManagerComponent;
  /** Writes CA bundles into webhook configurations and CRDs. */
  readonly cainjector?: CertManagerComponent;
  /** A hook that waits until the webhook answers, so that the release is ready when Helm says so. */
  readonly startupapicheck?: CertManagerApiCheck;
}

/** Who brings the CRDs. */
export interface CertManagerCrds {
  /** Whether the release holds them. Chart: false. */
  readonly enabled?: boolean;
  /** Whether they survive the release. Chart: true: without them every certificate is deleted. */
  readonly keep?: boolean;
}

/** Settings that every component reads. */
export interface CertManagerGlobal {
  /** Priority class of all pods. Chart: none. Certificates must renew when the cluster is full. */
  readonly priorityClassName?: string;
}

/** A PodDisruptionBudget. */
export interface CertManagerDisruptionBudget {
  /** Whether there is one. Chart: false. With neither of the two others the chart asks for one pod. */
  readonly enabled?: boolean;
  /** Pods that must stay, a number or a percentage. The chart has it as a comment only; its schema knows it. */
  readonly minAvailable?: number | string;
}

/** Configuration of the controller (`controller.config.cert-manager.io/v1alpha1`). */
export interface CertManagerConfiguration {
  /**
   * Whether Gateways get their certificates by annotation. Chart: false. Since v1.21 deprecated in favour of
   * `gatewayAPI.enabled`; v1.20 reads only this one. The Gateway API's CRDs must be there before the controller starts.
   */
  readonly enableGatewayAPI?: boolean;
  /** The same since v1.21. Older controllers refuse to start with this key. */
  readonly gatewayAPI?: CertManagerGatewayApi;
}

/** Certificates for Gateways. */
export interface CertManagerGatewayApi {
  /** Whether Gateways get their certificates by annotation. Chart: false. */
  readonly enabled?: boolean;
}

/** Metrics of all components. */
export interface CertManagerPrometheus {
  /** Whether metrics are served. Chart: true. */
  readonly enabled?: boolean;
  /** Has the Prometheus operator scrape them. */
  readonly servicemonitor?: CertManagerServiceMonitor;
}

/** A ServiceMonitor. */
export interface CertManagerServiceMonitor {
  /** Whether there is one. Chart: false. Its CRD must exist. */
  readonly enabled?: boolean;
  /** Labels by which a Prometheus selects it. Chart: none. */
  readonly labels?: Readonly<Record<string, string>>;
}

/** A component beside the controller. */
export interface CertManagerComponent extends PodPlacement {
  /** Pods. Chart: 1. */
  readonly replicaCount?: number;
  /** Keeps one pod during drains. Chart: off. */
  readonly podDisruptionBudget?: CertManagerDisruptionBudget;
  /** Resources of a pod. Chart: none. */
  readonly resources?: ContainerResources;
  /** How pods are spread. Chart: not at all. */
  readonly topologySpreadConstraints?: readonly SpreadConstraint[];
}

/** The hook that waits for the webhook. */
export interface CertManagerApiCheck extends PodPlacement {
  /** Whether there is one. Chart: true. It needs nodes: off where none exist. */
  readonly enabled?: boolean;
  /** How long one attempt waits. Chart: `1m`. */
  readonly timeout?: string;
}
