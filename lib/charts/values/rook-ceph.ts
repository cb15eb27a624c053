import type { ContainerResources, PodPlacement } from './common';

/**
 * Values of the chart `rook-ceph` (v1.20.6), the operator, that this library sets. Since v1.20 it does not set up the
 * CSI drivers: the chart `ceph-csi-drivers` does.
 */
export interface RookCephValues extends PodPlacement {
  /** CRDs among the templates. */
  readonly crds?: RookCrds;
  /** Resources of the operator. Chart: 200m, 128Mi, at most 512Mi. */
  readonly resources?: ContainerResources;
  /** Priority class of the operator. Chart: none. */
  readonly priorityClassName?: string;
  /** Whether it looks after clusters in its own namespace only. Chart: false. */
  readonly currentNamespaceOnly?: boolean;
  /** Whether loop devices may hold data. Chart: false; for test clusters. */
  readonly allowLoopDevices?: boolean;
  /** Whether a daemon on every node lists its disks. Chart: false. */
  readonly enableDiscoveryDaemon?: boolean;
  /** Whether new disks are left alone until the next change of the cluster. Chart: false. */
  readonly disableDeviceHotplug?: boolean;
  /** Seconds after which a pod leaves an unreachable node. Chart: 5. */
  readonly unreachableNodeTolerationSeconds?: number;
  /** Metrics. */
  readonly monitoring?: RookMonitoring;
  /** The Container Storage Interface. */
  readonly csi?: RookCsi;
  /** The sub-chart that runs the CSI drivers. */
  readonly 'ceph-csi-operator'?: CephCsiOperatorValues;
}

/** Who brings the CRDs. */
export interface RookCrds {
  /**
   * Whether the release holds them. Chart: true. They carry `helm.sh/resource-policy: keep`: without them every cluster
   * is deleted.
   */
  readonly enabled?: boolean;
}

/** Metrics. */
export interface RookMonitoring {
  /** Whether the operator may make ServiceMonitors and rules. Chart: false. Their CRDs must exist. */
  readonly enabled?: boolean;
}

/** The Container Storage Interface. */
export interface RookCsi {
  /** Whether the CSI operator is installed as sub-chart. Chart: true. */
  readonly installCsiOperator?: boolean;
  /** Has the Prometheus operator scrape the drivers. Needs `monitoring.enabled` too. */
  readonly serviceMonitor?: {
    /** Whether there is one. Chart: false. */
    readonly enabled?: boolean;
    /** How often it is scraped. Chart: `5s`, which is costly. */
    readonly interval?: string;
  };
}

/** Values of the sub-chart `ceph-csi-operator` (1.0.4). */
export interface CephCsiOperatorValues {
  /** The operator of the CSI drivers. */
  readonly controllerManager?: CephCsiControllerManager;
}

/** The operator of the CSI drivers. */
export interface CephCsiControllerManager extends PodPlacement {
  /** Pods, of which one leads. Chart: 1. */
  readonly replicas?: number;
  /** Priority class. Chart: none. */
  readonly priorityClassName?: string;
  /** The pod's container. */
  readonly manager?: {
    /** Resources. Chart: 10m to 500m, 64Mi to 128Mi. */
    readonly resources?: ContainerResources;
  };
}
