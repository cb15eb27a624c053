import type { ClaimTemplate, ContainerResources, LabelSelectorValue, PodPlacement } from './common';
import type { AlertmanagerValues } from './kube-prometheus-stack-alertmanager';
import type { GrafanaValues } from './kube-prometheus-stack-grafana';

/** Values of the chart `kube-prometheus-stack` (88.5.3) that this library sets. */
export interface KubePrometheusStackValues extends ControlPlaneScrapes {
  /** The sub-chart with the CRDs. */
  readonly crds?: PrometheusSwitch;
  /** Rules of the chart. */
  readonly defaultRules?: PrometheusDefaultRules;
  /** Rules of our own by name, each a PrometheusRule's `groups`. Chart: empty. */
  readonly additionalPrometheusRulesMap?: Readonly<Record<string, PrometheusRuleGroups>>;
  /** The operator. */
  readonly prometheusOperator?: PrometheusOperatorValues;
  /** The server. */
  readonly prometheus?: PrometheusValues;
  /** Sends alerts to people. */
  readonly alertmanager?: AlertmanagerValues;
  /** Draws. */
  readonly grafana?: GrafanaValues;
  /** Metrics of the cluster's objects. Chart: true. */
  readonly kubeStateMetrics?: PrometheusSwitch;
  /** Metrics of machines. Chart: true. */
  readonly nodeExporter?: PrometheusSwitch;
  /** Values of the sub-chart `kube-state-metrics`. */
  readonly 'kube-state-metrics'?: KubeStateMetricsValues;
  /** Values of the sub-chart `prometheus-node-exporter`. */
  readonly 'prometheus-node-exporter'?: NodeExporterValues;
}

/** Scrapes of the control plane. */
export interface ControlPlaneScrapes {
  /** The controller manager. */
  readonly kubeControllerManager?: ControlPlaneScrape;
  /** The scheduler. */
  readonly kubeScheduler?: ControlPlaneScrape;
  /** The database of the cluster. */
  readonly kubeEtcd?: ControlPlaneScrape;
  /** Services on nodes. Off where the network plugin replaces it. */
  readonly kubeProxy?: ControlPlaneScrape;
}

/** Something that is there or not. */
export interface PrometheusSwitch {
  /** Whether it is there. Chart: true. */
  readonly enabled?: boolean;
}

/** Rules of the chart. */
export interface PrometheusDefaultRules {
  /** Whether there are any. Chart: true. */
  readonly create?: boolean;
  /** Groups by name, e.g. `kubeProxy`. Chart: all true. A rule without its scrape fires for ever or never. */
  readonly rules?: PrometheusDefaultRuleGroups;
}

/** Groups of rules that a cluster may lack the scrape for. */
export interface PrometheusDefaultRuleGroups {
  /** etcd. Chart: true. */
  readonly etcd?: boolean;
  /** The controller manager. Chart: true. */
  readonly kubeControllerManager?: boolean;
  /** kube-proxy. Chart: true. */
  readonly kubeProxy?: boolean;
  /** Alerts of the scheduler. Chart: true. */
  readonly kubeSchedulerAlerting?: boolean;
  /** Recordings of the scheduler. Chart: true. */
  readonly kubeSchedulerRecording?: boolean;
}

/** Content of a PrometheusRule. */
export interface PrometheusRuleGroups {
  /** Groups, each evaluated in order. */
  readonly groups: readonly PrometheusRuleGroup[];
}

/** Rules that are evaluated together. */
export interface PrometheusRuleGroup {
  /** Name of the group. */
  readonly name: string;
  /** How often. @default - the server's evaluation interval */
  readonly interval?: string;
  /** Alerts and recordings. */
  readonly rules: readonly PrometheusRuleValue[];
}

/** One alert or one recording. */
export interface PrometheusRuleValue {
  /** Name of the alert. */
  readonly alert?: string;
  /** Name of the recorded series. */
  readonly record?: string;
  /** Expression in PromQL. */
  readonly expr: string;
  /** How long the expression must hold before the alert fires. */
  readonly for?: string;
  /** How long the alert stays once it does not. */
  readonly keep_firing_for?: string;
  /** Labels that are added. */
  readonly labels?: Readonly<Record<string, string>>;
  /** Texts for people. */
  readonly annotations?: Readonly<Record<string, string>>;
}

/** The operator. Its Deployment has one replica; the chart knows no other number. */
export interface PrometheusOperatorValues extends PodPlacement {
  /** Resources. Chart: none. */
  readonly resources?: ContainerResources;
  /** Priority class. A comment in values.yaml; the template reads it. */
  readonly priorityClassName?: string;
  /** Refuses rules that Prometheus could not load. */
  readonly admissionWebhooks?: PrometheusAdmissionWebhooks;
  /** Whether the operator serves TLS. */
  readonly tls?: PrometheusSwitch;
}

/** Refuses rules that Prometheus could not load: one bad rule would stop all of them from being reloaded. */
export interface PrometheusAdmissionWebhooks {
  /** Whether it does. Chart: true. */
  readonly enabled?: boolean;
  /** Hooks that make its certificate. They need nodes. Chart: true. */
  readonly patch?: PrometheusSwitch;
  /** Has cert-manager make it instead. Chart: false. */
  readonly certManager?: PrometheusSwitch;
  /** What happens to rules while the webhook is away. Chart: empty: `Ignore` until the hooks ran, then `Fail`. */
  readonly failurePolicy?: 'Fail' | 'Ignore';
}

/** The server. */
export interface PrometheusValues {
  /** Whether there is one. Chart: true. */
  readonly enabled?: boolean;
  /** Its specification. */
  readonly prometheusSpec?: PrometheusSpecValues & PrometheusSelectors;
  /** Keeps one server during drains. */
  readonly podDisruptionBudget?: {
    /** Whether it does. Chart: false. */
    readonly enabled?: boolean;
  };
}

/** How the server runs. */
export interface PrometheusSpecValues extends PodPlacement {
  /** Servers that scrape the same. Chart: 1. */
  readonly replicas?: number;
  /** How long series are kept. Chart: `10d`. */
  readonly retention?: string;
  /** How much is kept, e.g. `180GB`. Chart: empty, no limit: the volume fills. */
  readonly retentionSize?: string;
  /** Volume of each server. Chart: empty: series are lost with the pod. */
  readonly storageSpec?: ClaimTemplate;
  /** Resources. Chart: none. */
  readonly resources?: ContainerResources;
  /** Priority class. Chart: empty. */
  readonly priorityClassName?: string;
  /** Whether servers must run on different nodes. Chart: `soft`. */
  readonly podAntiAffinity?: 'soft' | 'hard';
  /** Labels of everything that leaves the server. Chart: empty. */
  readonly externalLabels?: Readonly<Record<string, string>>;
  /** How often is scraped. Chart: empty, 30s. */
  readonly scrapeInterval?: string;
  /** Whether data files are compressed on their way to disk. Chart: true. */
  readonly walCompression?: boolean;
}

/**
 * What the server selects. Chart: only what carries the release's label, so that monitors of other charts are not seen.
 */
export interface PrometheusSelectors {
  /** Chart: true. False selects every ServiceMonitor. */
  readonly serviceMonitorSelectorNilUsesHelmValues?: boolean;
  /** Chart: true. False selects every PodMonitor. */
  readonly podMonitorSelectorNilUsesHelmValues?: boolean;
  /** Chart: true. False selects every PrometheusRule. */
  readonly ruleSelectorNilUsesHelmValues?: boolean;
  /** Chart: true. False selects every Probe. */
  readonly probeSelectorNilUsesHelmValues?: boolean;
  /** Chart: true. False selects every ScrapeConfig. */
  readonly scrapeConfigSelectorNilUsesHelmValues?: boolean;
  /** Which ServiceMonitors. Chart: empty. */
  readonly serviceMonitorSelector?: LabelSelectorValue;
  /** Which PodMonitors. Chart: empty. */
  readonly podMonitorSelector?: LabelSelectorValue;
  /** Which PrometheusRules. Chart: empty. */
  readonly ruleSelector?: LabelSelectorValue;
}

/** Values of the sub-chart `kube-state-metrics`. */
export interface KubeStateMetricsValues {
  /** Priority class. A comment in values.yaml; the template reads it. */
  readonly priorityClassName?: string;
}

/** Values of the sub-chart `prometheus-node-exporter`. */
export interface NodeExporterValues {
  /**
   * Namespace of its pods, which use the host's network, processes and files. Sub-chart: empty, that of the release.
   */
  readonly namespaceOverride?: string;
  /** Taints that it accepts. Sub-chart: every `NoSchedule`. */
  readonly tolerations?: PodPlacement['tolerations'];
  /** Priority class. Sub-chart: empty. */
  readonly priorityClassName?: string;
}

/** One of these scrapes. Managed clusters do not show the component: off, with its rules. */
export interface ControlPlaneScrape {
  /** Whether it is scraped. Chart: true. */
  readonly enabled?: boolean;
  /** Addresses, where it does not run as pods. Chart: none, which looks for pods. */
  readonly endpoints?: readonly string[];
}
