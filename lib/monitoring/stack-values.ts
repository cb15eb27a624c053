import type { ClaimTemplate } from '../charts/values/common';
import type { GrafanaValues } from '../charts/values/kube-prometheus-stack-grafana';
import type { KubePrometheusStackValues, PrometheusSelectors } from '../charts/values/kube-prometheus-stack';
import { quantity } from '../kubernetes/quantity';
import { Bytes } from '../units/bytes';
import type { Duration } from '../units/duration';
import type { AlertRouting } from './alert-routing';
import { alertmanagerConfiguration } from './alertmanager-config';
import { prometheusDuration } from './prometheus-duration';
import { onCondition, type ReadyWhenFact } from '../kubernetes/ready-when';

/** What a stage's Prometheus, Alertmanager and Grafana are like. */
export interface StackSettings {
  /** Labels of everything that leaves Prometheus: where it comes from. */
  readonly externalLabels: Readonly<Record<string, string>>;
  /** How long series are kept. */
  readonly retention: Duration;
  /** Volume of each Prometheus. */
  readonly size: Bytes;
  /** StorageClass of the volumes. @default - the default class of the cluster */
  readonly storageClass?: string;
  /** Who is told of what. */
  readonly alerts: AlertRouting;
  /** Secret with name and password of Grafana's first user. @default - no Grafana */
  readonly grafanaSecret?: string;
  /** Priority class of all pods. */
  readonly priorityClassName: string;
  /** Namespace of the agents on each node. */
  readonly nodeNamespace: string;
}

/** Share of a volume that series may take: the write-ahead log and compaction need the rest. */
export const RETENTION_SHARE = 0.9;

const PROMETHEUS_REPLICAS = 2;
const ALERTMANAGER_REPLICAS = 3;
const ALERTMANAGER_SIZE = Bytes.gib(2);

/** Prometheus sees monitors and rules of all charts, not only of its own. */
const SELECT_ALL = {
  serviceMonitorSelectorNilUsesHelmValues: false,
  podMonitorSelectorNilUsesHelmValues: false,
  ruleSelectorNilUsesHelmValues: false,
  probeSelectorNilUsesHelmValues: false,
  scrapeConfigSelectorNilUsesHelmValues: false,
} as const satisfies PrometheusSelectors;

/** On most clusters these listen on the loopback address of their hosts: a scrape would fail and alarm for ever. */
const CONTROL_PLANE_OFF = {
  kubeControllerManager: { enabled: false },
  kubeScheduler: { enabled: false },
  kubeEtcd: { enabled: false },
  kubeProxy: { enabled: false },
  defaultRules: {
    rules: {
      etcd: false,
      kubeControllerManager: false,
      kubeProxy: false,
      kubeSchedulerAlerting: false,
      kubeSchedulerRecording: false,
    },
  },
} as const satisfies KubePrometheusStackValues;

/**
 * The values of the chart: two Prometheus that scrape the same, three Alertmanagers that tell once, all on different
 * nodes and with volumes. The operator's webhook gets its certificate from a hook of the chart.
 *
 * @param settings what the stage's monitoring is like
 */
export function stackValues(settings: StackSettings): KubePrometheusStackValues {
  const { externalLabels, retention, size, storageClass, alerts, priorityClassName, nodeNamespace } = settings;
  return {
    ...CONTROL_PLANE_OFF,
    prometheusOperator: { priorityClassName },
    prometheus: {
      podDisruptionBudget: { enabled: true },
      prometheusSpec: {
        ...SELECT_ALL,
        replicas: PROMETHEUS_REPLICAS,
        podAntiAffinity: 'hard',
        priorityClassName,
        externalLabels,
        retention: prometheusDuration(retention),
        retentionSize: retentionSize(size),
        storageSpec: claim(size, storageClass),
        // Without requests Prometheus would be the first to go when a node runs out of memory.
        resources: { requests: { cpu: '1', memory: '4Gi' } },
      },
    },
    alertmanager: {
      podDisruptionBudget: { enabled: true },
      config: alertmanagerConfiguration(alerts),
      alertmanagerSpec: {
        replicas: ALERTMANAGER_REPLICAS,
        podAntiAffinity: 'hard',
        priorityClassName,
        secrets: alerts.secrets,
        storage: claim(ALERTMANAGER_SIZE, storageClass),
        resources: { requests: { cpu: '50m', memory: '128Mi' } },
      },
    },
    grafana: grafana(settings.grafanaSecret),
    'kube-state-metrics': { priorityClassName },
    'prometheus-node-exporter': { namespaceOverride: nodeNamespace, priorityClassName },
  };
}

/**
 * Bytes of each volume that the values claim, by pod.
 *
 * @param namespace namespace of the pods
 * @param size volume of each Prometheus
 */
export function stackVolumes(namespace: string, size: Bytes): Readonly<Record<string, number>> {
  const each = (name: string, replicas: number, { bytes }: Bytes): readonly (readonly [string, number])[] =>
    Array.from({ length: replicas }, (_, index) => [`${namespace}/${name}-${index}`, bytes] as const);
  return Object.fromEntries([
    ...each('prometheus', PROMETHEUS_REPLICAS, size),
    ...each('alertmanager', ALERTMANAGER_REPLICAS, ALERTMANAGER_SIZE),
  ]);
}

/**
 * Dashboards are ConfigMaps, so that nothing is lost with the pod; a password that the chart makes up would be in the
 * release.
 */
function grafana(existingSecret: string | undefined): GrafanaValues {
  if (existingSecret === undefined) return { enabled: false };
  return { enabled: true, admin: { existingSecret }, testFramework: { enabled: false } };
}

/** Prometheus counts in powers of two, whatever the unit is called. */
function retentionSize(size: Bytes): string {
  return `${Math.floor((size.bytes * RETENTION_SHARE) / 2 ** 20)}MB`;
}

function claim(size: Bytes, storageClass: string | undefined): ClaimTemplate {
  const spec = {
    accessModes: ['ReadWriteOnce'] as const,
    resources: { requests: { storage: quantity(size) } },
    ...(storageClass === undefined ? {} : { storageClassName: storageClass }),
  };
  return { volumeClaimTemplate: { spec } };
}

/**
 * When there is monitoring: the operator has made all Prometheus and Alertmanagers, and they run.
 *
 * @param release name of the release of the chart, which names its objects after it
 * @param namespace its namespace
 */
export function stackReady(release: string, namespace: string): readonly ReadyWhenFact[] {
  return (['Prometheus', 'Alertmanager'] as const).map((kind) =>
    onCondition(
      { apiVersion: 'monitoring.coreos.com/v1', kind, namespace, name: `${release}-${kind.toLowerCase()}` },
      'Available',
    ),
  );
}
