import type { ContainerResources } from './common';

/** Values of the sub-chart `grafana` (12.11.1) in the chart `kube-prometheus-stack`. */
export interface GrafanaValues {
  /** Whether there is one. Chart: true. */
  readonly enabled?: boolean;
  /** Pods. Sub-chart: 1. More need a database of their own. */
  readonly replicas?: number;
  /** The first user. Without a Secret the sub-chart makes up a password, and the release holds it. */
  readonly admin?: GrafanaAdmin;
  /** Volume of the database. */
  readonly persistence?: GrafanaPersistence;
  /** Containers that bring dashboards and data sources from ConfigMaps. */
  readonly sidecar?: GrafanaSidecar;
  /** Time zone of the chart's dashboards. Chart: `utc`. */
  readonly defaultDashboardsTimezone?: string;
  /** Resources. Sub-chart: none. */
  readonly resources?: ContainerResources;
  /** How the pod is replaced. Sub-chart: `RollingUpdate`, which waits for ever on a volume that one node holds. */
  readonly deploymentStrategy?: {
    /** Sub-chart: `RollingUpdate`. */
    readonly type?: 'RollingUpdate' | 'Recreate';
  };
  /** A hook with a test pod. */
  readonly testFramework?: {
    /** Whether there is one. Sub-chart: true. */
    readonly enabled?: boolean;
  };
}

/** The first user. */
export interface GrafanaAdmin {
  /** Secret with name and password. Chart: empty. */
  readonly existingSecret?: string;
  /** Key of the name. Chart: `admin-user`. */
  readonly userKey?: string;
  /** Key of the password. Chart: `admin-password`. */
  readonly passwordKey?: string;
}

/** Volume of the database. */
export interface GrafanaPersistence {
  /** Whether there is one. Sub-chart: false: users and their dashboards are lost with the pod. */
  readonly enabled?: boolean;
  /** StorageClass to claim from. A comment in the sub-chart's values.yaml; its template reads it. */
  readonly storageClassName?: string;
  /** Its size. Sub-chart: `10Gi`. */
  readonly size?: string;
}

/** Containers that bring dashboards and data sources. */
export interface GrafanaSidecar {
  /** Dashboards. */
  readonly dashboards?: GrafanaDashboardSidecar;
}

/** Brings dashboards. */
export interface GrafanaDashboardSidecar {
  /** Whether it does. Chart: true. */
  readonly enabled?: boolean;
  /** Label of ConfigMaps that hold dashboards. Chart: `grafana_dashboard`. */
  readonly label?: string;
  /** Its value. Chart: `'1'`. */
  readonly labelValue?: string;
  /** Namespaces that are searched. Chart: `ALL`. */
  readonly searchNamespace?: string;
}
