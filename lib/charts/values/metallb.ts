import type { ContainerResources, PodPlacement } from './common';

/**
 * Values of the chart `metallb` (0.16.1) that this library sets. Its schema names keys that no template reads
 * (`prometheus.secureMetricsPort`, `fullNameOverride`, `configInLine`): it proves nothing.
 */
export interface MetallbValues {
  /** CRDs among the templates. */
  readonly crds?: MetallbCrds;
  /** Class of Services that it serves. Chart: empty, all that name no class. */
  readonly loadBalancerClass?: string;
  /** Gives out addresses. Its Deployment has one replica; the chart knows no other number. */
  readonly controller?: MetallbComponent;
  /** Announces addresses, on every node that it may. */
  readonly speaker?: MetallbSpeaker;
  /** The routing daemon as a component of its own: the default, and the only one that stays. */
  readonly frrk8s?: MetallbFrrK8s;
  /** Values of the sub-chart `frr-k8s` (0.0.25). */
  readonly 'frr-k8s'?: FrrK8sValues;
  /** Metrics and alerts. */
  readonly prometheus?: MetallbPrometheus;
}

/** Who brings the CRDs. */
export interface MetallbCrds {
  /** Whether the release holds them, as sub-chart. Chart: true. */
  readonly enabled?: boolean;
}

/** Gives out addresses. */
export interface MetallbComponent extends PodPlacement {
  /** Priority class. Chart: empty. */
  readonly priorityClassName?: string;
  /** Resources. Chart: none. */
  readonly resources?: ContainerResources;
  /** What is logged. Chart: `info`. */
  readonly logLevel?: 'all' | 'debug' | 'info' | 'warn' | 'error' | 'none';
}

/** Announces addresses. */
export interface MetallbSpeaker extends MetallbComponent {
  /** Whether control plane nodes announce too. Chart: true. */
  readonly tolerateMaster?: boolean;
  /** Whether nodes that are excluded from external load balancers announce all the same. Chart: false. */
  readonly ignoreExcludeLB?: boolean;
  /** The routing daemon inside the speaker: deprecated, and a failure beside `frrk8s`. */
  readonly frr?: {
    /** Whether it is used. Chart: false. */
    readonly enabled?: boolean;
  };
}

/** The routing daemon as a component of its own. */
export interface MetallbFrrK8s {
  /** Whether the sub-chart is installed. Chart: true. BGP needs it; without BGP it is one daemon less on each node. */
  readonly enabled?: boolean;
}

/** Values of the sub-chart `frr-k8s`. */
export interface FrrK8sValues {
  /** CRDs among the templates, as sub-chart. */
  readonly crds?: MetallbCrds;
  /** The daemon. */
  readonly frrk8s?: FrrK8sDaemon;
  /** Metrics of BGP and BFD sessions, whose names begin with `frrk8s_`. */
  readonly prometheus?: FrrK8sPrometheus;
}

/** The routing daemon. */
export interface FrrK8sDaemon extends PodPlacement {
  /** Priority class. Chart: empty. Without it every address is withdrawn. */
  readonly priorityClassName?: string;
  /** Resources. Chart: none. */
  readonly resources?: ContainerResources;
}

/** Metrics of BGP and BFD sessions. */
export interface FrrK8sPrometheus {
  /** Whether a Prometheus gets the right to look around. Chart: false. */
  readonly rbacPrometheus?: boolean;
  /** Its service account; needed with that right. Chart: empty. */
  readonly serviceAccount?: string;
  /** Its namespace; needed with that right. Chart: empty. */
  readonly namespace?: string;
  /** Has the Prometheus operator scrape them. */
  readonly serviceMonitor?: FrrK8sServiceMonitor;
}

/** A ServiceMonitor. */
export interface FrrK8sServiceMonitor {
  /** Whether there is one. Chart: false. */
  readonly enabled?: boolean;
  /** Labels by which a Prometheus selects it. Chart: none. */
  readonly additionalLabels?: Readonly<Record<string, string>>;
  /**
   * Renames of metrics. Chart: none. The rule MetalLBBGPSessionDown asks for `metallb_bgp_session_up`, which exists
   * only when renamed here.
   */
  readonly metricRelabelings?: readonly MetallbRelabeling[];
}

/** One rename of a metric or label. */
export interface MetallbRelabeling {
  /** Labels whose values are joined. */
  readonly sourceLabels: readonly string[];
  /** What they must match. */
  readonly regex: string;
  /** Label that is written. */
  readonly targetLabel: string;
  /** Its value; `$1` is the first group of the match. */
  readonly replacement: string;
}

/** Metrics and alerts. */
export interface MetallbPrometheus {
  /**
   * Whether a Prometheus gets the right to look around in this namespace. Chart: true, which then needs the next two.
   */
  readonly rbacPrometheus?: boolean;
  /** Its service account. Chart: empty; the chart fails without it. */
  readonly serviceAccount?: string;
  /** Its namespace. Chart: empty; the chart fails without it. */
  readonly namespace?: string;
  /** Has the Prometheus operator scrape it. */
  readonly serviceMonitor?: MetallbServiceMonitor;
  /** Alerts of the chart: stale configuration, full pools, sessions down. */
  readonly prometheusRule?: MetallbPrometheusRule;
}

/** ServiceMonitors of controller and speaker. */
export interface MetallbServiceMonitor {
  /** Whether there are any. Chart: false. Excludes `podMonitor`. */
  readonly enabled?: boolean;
}

/** Alerts of the chart. */
export interface MetallbPrometheusRule {
  /** Whether there are any. Chart: false. */
  readonly enabled?: boolean;
  /** Labels by which a Prometheus selects them. Chart: none. */
  readonly additionalLabels?: Readonly<Record<string, string>>;
}
