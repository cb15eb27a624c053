import type { ContainerResources, PodPlacement, SpreadConstraint } from './common';

/** Values of Envoy Gateway's chart `gateway-helm` (v1.9.0) that this library sets. */
export interface EnvoyGatewayValues {
  /** The sub-chart with the CRDs, its own and the Gateway API's. */
  readonly crds?: EnvoyGatewayCrds;
  /** The controller. */
  readonly deployment?: EnvoyGatewayDeployment;
  /** Keeps controllers during drains. */
  readonly podDisruptionBudget?: EnvoyGatewayDisruptionBudget;
  /** Configuration file of the controller. */
  readonly config?: EnvoyGatewayConfig;
  /** Tells proxies in which zone they run, by a webhook on pods. */
  readonly topologyInjector?: EnvoyGatewayTopologyInjector;
  /** A hook that makes the certificates between controller and proxies. */
  readonly certgen?: EnvoyGatewayCertificates;
}

/** Who brings the CRDs. */
export interface EnvoyGatewayCrds {
  /**
   * Whether the sub-chart is installed. Chart: true. It also holds an admission policy against downgrades of the
   * Gateway API.
   */
  readonly enabled?: boolean;
}

/** The controller. */
export interface EnvoyGatewayDeployment {
  /** Pods, of which one leads and all serve proxies. Chart: 1. */
  readonly replicas?: number;
  /** Priority class. Chart: null. */
  readonly priorityClassName?: string;
  /** Its container. */
  readonly envoyGateway?: {
    /** Resources. Chart: 100m, 256Mi, at most 1024Mi. */
    readonly resources?: ContainerResources;
  };
  /** Its pod. */
  readonly pod?: EnvoyGatewayPod;
}

/** The controller's pod. */
export interface EnvoyGatewayPod extends PodPlacement {
  /** More labels. Chart: none. */
  readonly labels?: Readonly<Record<string, string>>;
  /** How pods are spread. Chart: not at all. */
  readonly topologySpreadConstraints?: readonly SpreadConstraint[];
}

/** A PodDisruptionBudget; there is none while both are 0 or unset. */
export interface EnvoyGatewayDisruptionBudget {
  /** Pods that must stay. Chart: 0. */
  readonly minAvailable?: number;
}

/** Configuration file of the controller. */
export interface EnvoyGatewayConfig {
  /**
   * The document (`gateway.envoyproxy.io/v1alpha1`, kind EnvoyGateway) without its head. The chart merges it over its
   * defaults.
   */
  readonly envoyGateway?: EnvoyGatewayConfiguration;
}

/** Configuration of the controller, checked against its source at v1.9.0. */
export interface EnvoyGatewayConfiguration {
  /** Which GatewayClasses are its own. */
  readonly gateway?: {
    /** Name in `GatewayClass.spec.controllerName`. Chart: `gateway.envoyproxy.io/gatewayclass-controller`. */
    readonly controllerName?: string;
  };
  /** Where proxies run. */
  readonly provider?: EnvoyGatewayProvider;
  /** What is logged. */
  readonly logging?: {
    /** Level by component. */
    readonly level?: {
      /** Level of components without their own. Chart: `info`. */
      readonly default?: 'debug' | 'info' | 'warn' | 'error';
    };
  };
  /** Extensions that give route owners more power. */
  readonly extensionApis?: EnvoyGatewayExtensions;
}

/** Where proxies run. */
export interface EnvoyGatewayProvider {
  /** Chart: `Kubernetes`. */
  readonly type?: 'Kubernetes';
  /** How. Not in the chart's values.yaml: templates read it and write roles by it. */
  readonly kubernetes?: {
    /** In which namespaces. Default: the controller's. */
    readonly deploy?: {
      /** Beside the controller or in the namespace of each Gateway. Default: `ControllerNamespace`. */
      readonly type?: 'ControllerNamespace' | 'GatewayNamespace';
    };
  };
}

/** Extensions that give route owners more power; all off in the chart. */
export interface EnvoyGatewayExtensions {
  /** Whether routes may name addresses outside the cluster (kind Backend). Default: false. */
  readonly enableBackend?: boolean;
  /** Whether Envoy's configuration may be patched (kind EnvoyPatchPolicy). Default: false. */
  readonly enableEnvoyPatchPolicy?: boolean;
}

/** Tells proxies in which zone they run. */
export interface EnvoyGatewayTopologyInjector {
  /** Whether it does. Chart: true. A webhook on pods: off where zones do not matter. */
  readonly enabled?: boolean;
}

/** Makes certificates. */
export interface EnvoyGatewayCertificates {
  /** The hook's Job. It needs nodes. */
  readonly job?: EnvoyGatewayCertificatesJob;
}

/** The Job that makes certificates. */
export interface EnvoyGatewayCertificatesJob extends PodPlacement {
  /** Its pod. */
  readonly pod?: {
    /** More labels. Chart: none. */
    readonly labels?: Readonly<Record<string, string>>;
  };
}
