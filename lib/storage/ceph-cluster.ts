import type { KubernetesObject } from '../kubernetes/object';
import { quantity } from '../kubernetes/quantity';
import { Bytes } from '../units/bytes';
import { NEAR_FULL } from './capacity';
import { osdMemoryTarget } from './ceph-sizing';
import { ROOK_NAMESPACE } from './rook';
import type { ReadyWhenFact } from '../kubernetes/ready-when';

/**
 * Ceph as Rook v1.20.6 is tested with (`deploy/examples/cluster.yaml`), by the tag of one build: `v20.2.4` alone is
 * built again when its base image changes.
 */
export const CEPH_IMAGE = 'quay.io/ceph/ceph:v20.2.4-20260818';

/** What a Ceph cluster is made of. */
export interface CephClusterOptions {
  /** Name of the cluster. */
  readonly name: string;
  /** Names of the nodes. */
  readonly hosts: readonly string[];
  /** Monitors, each on a node of its own. */
  readonly monitors: number;
  /** Image of the daemons. */
  readonly image: string;
  /** Whether all traffic of Ceph is encrypted. */
  readonly encryptInTransit: boolean;
  /** IP version of the pods: Ceph speaks one only. */
  readonly ipVersion: 4 | 6;
  /** Kernel names of the disks that may be taken, a Go regular expression. */
  readonly deviceFilter: string;
}

/**
 * Memory of an OSD: what the scheduler sets aside, and beyond which its container is killed. Both are the same, because
 * an OSD aims at its request where that is less than the share of the limit.
 */
const OSD_MEMORY = Bytes.gib(6);

/** What an OSD aims at. */
export const ROOK_OSD_MEMORY_TARGET = osdMemoryTarget({ request: OSD_MEMORY, limit: OSD_MEMORY });

/** Memory and CPU of the daemons. */
const RESOURCES = {
  mon: { requests: { cpu: '1', memory: '2Gi' }, limits: { memory: '2Gi' } },
  mgr: { requests: { cpu: '500m', memory: '1Gi' }, limits: { memory: '1Gi' } },
  osd: { requests: { cpu: '1', memory: quantity(OSD_MEMORY) }, limits: { memory: quantity(OSD_MEMORY) } },
} as const;

/** Kernel names of whole disks, not of partitions, by media. */
export const DEVICE_FILTERS = { nvme: '^nvme[0-9]+n[0-9]+$', ssd: '^sd[a-z]+$', hdd: '^sd[a-z]+$' } as const;

/**
 * A Ceph cluster on named hosts. It takes disks that match the filter and hold nothing yet, speaks the second version
 * of Ceph's protocol only, keeps its data when it is deleted, and replaces daemons one failure domain at a time.
 *
 * @param options what it is made of
 */
export function cephCluster(options: CephClusterOptions): KubernetesObject {
  const { name, hosts, monitors, image, encryptInTransit, deviceFilter } = options;
  const spec = {
    cephVersion: { image, allowUnsupported: false },
    dataDirHostPath: '/var/lib/rook',
    skipUpgradeChecks: false,
    continueUpgradeAfterChecksEvenIfNotHealthy: false,
    upgradeOSDRequiresHealthyPGs: true,
    mon: { count: monitors, allowMultiplePerNode: false },
    mgr: { count: 2, allowMultiplePerNode: false },
    network: {
      ...(options.ipVersion === 6 ? { ipFamily: 'IPv6' } : {}),
      connections: { requireMsgr2: true, encryption: { enabled: encryptInTransit } },
    },
    // The stronger cipher that is Ceph's default needs Linux 7.0 on every node that mounts volumes.
    security: { cephx: { csi: { keyType: 'aes' } } },
    dashboard: { enabled: false },
    // Metrics stay on; ServiceMonitors are not wanted: whoever watches the cluster scrapes its pods.
    monitoring: { enabled: false, metricsDisabled: false },
    crashCollector: { disable: false, daysToRetain: 30 },
    logCollector: { enabled: true, periodicity: 'daily', maxLogSize: '500M' },
    cleanupPolicy: { confirmation: '' },
    disruptionManagement: { managePodBudgets: true, osdMaintenanceTimeout: 30 },
    healthCheck: {
      daemonHealth: { mon: { interval: '45s' }, osd: { interval: '60s' }, status: { interval: '60s' } },
    },
    priorityClassNames: { mon: 'system-node-critical', osd: 'system-node-critical', mgr: 'system-cluster-critical' },
    resources: RESOURCES,
    placement: { all: { nodeAffinity: onHosts(hosts) } },
    storage: {
      useAllNodes: false,
      useAllDevices: false,
      deviceFilter,
      nodes: hosts.map((host) => ({ name: host })),
      nearFullRatio: NEAR_FULL,
      backfillFullRatio: 0.9,
      fullRatio: 0.95,
    },
  };
  return { apiVersion: 'ceph.rook.io/v1', kind: 'CephCluster', metadata: { name, namespace: ROOK_NAMESPACE }, spec };
}

/**
 * Keeps daemons on the hosts of their cluster.
 *
 * @param hosts names of the nodes
 */
export function onHosts(hosts: readonly string[]): object {
  const matchExpressions = [{ key: 'kubernetes.io/hostname', operator: 'In', values: hosts }];
  return { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions }] } };
}

/**
 * Whether an image is one build: a tag with a full version, or a digest.
 *
 * @param image reference of the image
 */
export function isExactImage(image: string): boolean {
  return /(:v\d+\.\d+\.\d+(-\d{8})?|@sha256:[0-9a-f]{64})$/.test(image);
}

/**
 * When a cluster can be written to: Rook has made all of it, and Ceph finds nothing wrong.
 *
 * @param name name of the cluster
 */
export function cephReady(name: string): readonly ReadyWhenFact[] {
  const object = { apiVersion: 'ceph.rook.io/v1', kind: 'CephCluster', namespace: ROOK_NAMESPACE, name };
  return [
    { object, field: '.status.phase', value: 'Ready' },
    { object, field: '.status.ceph.health', value: 'HEALTH_OK' },
  ];
}
