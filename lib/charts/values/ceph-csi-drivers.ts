import type { TolerationValue } from './common';

/**
 * Values of the chart `ceph-csi-drivers` (1.0.4) that this library sets. Rook v1.20 needs it beside its own chart: it
 * brings the drivers, their service accounts and their roles, without which no volume is made or mounted.
 */
export interface CephCsiDriversValues {
  /** What all drivers share. */
  readonly operatorConfig?: CephCsiOperatorConfig;
  /** The drivers. */
  readonly drivers?: CephCsiDrivers;
}

/** What all drivers share. */
export interface CephCsiOperatorConfig {
  /** Namespace of the operator. Chart: empty, so it must be set. */
  readonly namespace?: string;
  /** Defaults of each driver. */
  readonly driverSpecDefaults?: CephCsiDriverDefaults;
}

/**
 * Defaults of each driver. Only what the template leaves out of a driver when it is not set there: replicas,
 * tolerations and snapshot policy are always written into each driver, so that a default for them does nothing.
 */
export interface CephCsiDriverDefaults {
  /** Which images. */
  readonly imageSet?: {
    /** ConfigMap with the images. Chart: empty. Rook's is `rook-csi-operator-image-set-configmap`. */
    readonly name?: string;
  };
  /** Name of the Kubernetes cluster, written into the metadata of volumes. Chart: empty. */
  readonly clusterName?: string;
  /** Mounts volumes, on every node. */
  readonly nodePlugin?: CephCsiPriority;
  /** Makes and resizes volumes. Its `priorityClassName` is not in the chart's values.yaml: the template reads it. */
  readonly controllerPlugin?: CephCsiPriority;
}

/** Priority of a plugin's pods. */
export interface CephCsiPriority {
  /** Priority class. Chart: none; Rook recommends `system-node-critical` on nodes, else `system-cluster-critical`. */
  readonly priorityClassName?: string;
}

/** The drivers. The chart switches all four on. */
export interface CephCsiDrivers {
  /** Block devices. */
  readonly rbd?: CephCsiDriver;
  /** File systems. */
  readonly cephfs?: CephCsiDriver;
  /** NFS exports. */
  readonly nfs?: CephCsiDriver;
  /** Block devices over NVMe-oF. */
  readonly nvmeof?: CephCsiDriver;
}

/** One driver. */
export interface CephCsiDriver {
  /** Whether it runs. Chart: true. */
  readonly enabled?: boolean;
  /**
   * Its name, which StorageClasses repeat. Rook expects its namespace before the chart's name:
   * `rook-ceph.rbd.csi.ceph.com`.
   */
  readonly name?: string;
  /**
   * What a sidecar makes snapshots of; it needs the snapshot CRDs. Chart: `none` for rbd, `volumeSnapshot` for cephfs
   * and nfs.
   */
  readonly snapshotPolicy?: 'none' | 'volumeSnapshot' | 'volumeGroupSnapshot';
  /** Mounts volumes, on every node. */
  readonly nodePlugin?: {
    /** Taints that it accepts. Chart: none, so nothing is mounted on tainted GPU nodes. */
    readonly tolerations?: readonly TolerationValue[];
  };
  /** Makes and resizes volumes. */
  readonly controllerPlugin?: CephCsiControllerPlugin;
}

/** Makes and resizes volumes. */
export interface CephCsiControllerPlugin {
  /** Pods, of which one leads. Chart: 1. */
  readonly replicas?: number;
  /** Taints that it accepts. Chart: none. */
  readonly tolerations?: readonly TolerationValue[];
}
