import type { ContainerResources, PodPlacement, SpreadConstraint } from './common';

/**
 * Values of the chart `kserve-resources` (v0.20.0) that this library sets. Serving runtimes are not in it: they are
 * custom resources of our own, or the chart `kserve-runtime-configs`.
 */
export interface KserveResourcesValues {
  /** The chart's only root. */
  readonly kserve?: KserveValues;
}

/**
 * Settings of KServe. `certManager.enabled` is not among them: its template replaces `false` by
 * `createSharedResources`, so that it switches nothing off, and the webhook's Certificate needs cert-manager anyway.
 */
export interface KserveValues {
  /** The controller, and in the same place what it makes by default. */
  readonly controller?: KserveController;
  /** What a predictor without resources of its own gets. */
  readonly inferenceservice?: {
    /** Chart: 1 CPU, 2Gi. */
    readonly resources?: KservePredictorResources;
  };
  /** Metrics of predictors. */
  readonly metricsaggregator?: KserveMetrics;
  /** Access of predictors to the API server. */
  readonly security?: {
    /** Whether their pods get a token. Chart: true: no model server needs it. */
    readonly autoMountServiceAccountToken?: boolean;
  };
  /** Downloads models before a predictor starts. */
  readonly storage?: {
    /** Resources of that container. Chart: 100m to 1 CPU, 100Mi to 1Gi: too little memory for large shards. */
    readonly resources?: ContainerResources;
  };
}

/** The controller. Its Deployment names neither replicas nor a priority class: the chart has no keys for them. */
export interface KserveController extends PodPlacement {
  /**
   * How predictors run when they do not say it. Chart: `Knative`, which needs Knative. `Standard` makes Deployments
   * and Services; `RawDeployment` is its old name.
   */
  readonly deploymentMode?: 'Standard' | 'Knative';
  /** How predictors are reached. */
  readonly gateway?: KserveGateway;
  /** Resources of the controller. Chart: 100m, 300Mi. */
  readonly resources?: ContainerResources;
  /** When its image is pulled. Chart: `Always`: no registry, no controller. */
  readonly imagePullPolicy?: 'Always' | 'IfNotPresent';
  /** How pods are spread. Chart: not at all. */
  readonly topologySpreadConstraints?: readonly SpreadConstraint[];
}

/** How predictors are reached. */
export interface KserveGateway {
  /** Domain of host names. Chart: `example.com`. */
  readonly domain?: string;
  /** Scheme of the addresses in status. Chart: `http`. */
  readonly urlScheme?: 'http' | 'https';
  /** Whether KServe makes no route at all. Chart: false. On where routes are ours, so that both do not disagree. */
  readonly disableIngressCreation?: boolean;
  /** Whether its routes have no timeout. Chart: false. Streams of tokens outlive 60 seconds. */
  readonly disableHTTPRouteTimeout?: boolean;
  /** Whether it leaves Istio alone. Chart: false. On without Istio. */
  readonly disableIstioVirtualHost?: boolean;
  /** The Gateway that routes hang on. */
  readonly ingressGateway?: KserveIngressGateway;
}

/** The Gateway that routes hang on. */
export interface KserveIngressGateway {
  /** Whether routes are HTTPRoutes of the Gateway API. Chart: false: Ingress or Istio. */
  readonly enableGatewayApi?: boolean;
  /** Namespace and name of the Gateway. Chart: `kserve/kserve-ingress-gateway`. */
  readonly kserveGateway?: string;
  /** Whether the chart makes a Gateway, of class `envoy` whatever else is set. Chart: false. */
  readonly createGateway?: boolean;
  /** Class of Ingresses; not of Gateways. Chart: `istio`. */
  readonly className?: string;
}

/** Resources of a predictor. */
export interface KservePredictorResources {
  /** What is set aside. */
  readonly requests?: KservePredictorAmounts;
  /** What it may not exceed. */
  readonly limits?: KservePredictorAmounts;
}

/** CPU and memory of a predictor, as Kubernetes quantities; other resources are not read. */
export interface KservePredictorAmounts {
  /** Chart: `1`. */
  readonly cpu?: string;
  /** Chart: `2Gi`. */
  readonly memory?: string;
}

/** Metrics of predictors; both are texts. */
export interface KserveMetrics {
  /** Whether a proxy in the pod joins metrics of its containers. Chart: `'false'`. */
  readonly enableMetricAggregation?: 'true' | 'false';
  /** Whether pods carry scrape annotations. Chart: `'false'`: PodMonitors do it better. */
  readonly enablePrometheusScraping?: 'true' | 'false';
}
