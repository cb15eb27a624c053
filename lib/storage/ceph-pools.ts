import type { KubernetesObject } from '../kubernetes/object';
import { quantity } from '../kubernetes/quantity';
import type { Bytes } from '../units/bytes';
import { onHosts } from './ceph-cluster';
import { CEPHFS_DRIVER, RBD_DRIVER, ROOK_NAMESPACE } from './rook';

/** What a pool is made of. */
export interface CephPoolOptions {
  /** Name of the pool or filesystem. */
  readonly name: string;
  /** Data that it holds at most, without replicas. */
  readonly size: Bytes;
  /** Copies of each object, each on a host of its own. */
  readonly replicas: number;
}

/** Name of the one data pool of each filesystem. */
const DATA_POOL = 'data0';

/**
 * A filesystem with one active metadata server and one that follows it and takes over. Ceph refuses what goes beyond
 * its size, so that it cannot fill the disks of others.
 *
 * @param options size and replicas
 * @param hosts names of the nodes that its metadata servers run on
 */
export function cephFilesystem(options: CephPoolOptions, hosts: readonly string[]): KubernetesObject {
  const { name } = options;
  const labelSelector = { matchLabels: { app: 'rook-ceph-mds', rook_file_system: name } };
  const apart = [{ labelSelector, topologyKey: 'kubernetes.io/hostname' }];
  const spec = {
    metadataPool: { failureDomain: 'host', replicated: replicated(options) },
    dataPools: [{ name: DATA_POOL, ...pool(options) }],
    preserveFilesystemOnDelete: true,
    metadataServer: {
      activeCount: 1,
      activeStandby: true,
      priorityClassName: 'system-cluster-critical',
      placement: {
        nodeAffinity: onHosts(hosts),
        podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: apart },
      },
      resources: { requests: { cpu: '1', memory: '4Gi' }, limits: { memory: '4Gi' } },
    },
  };
  return { apiVersion: 'ceph.rook.io/v1', kind: 'CephFilesystem', metadata: { name, namespace: ROOK_NAMESPACE }, spec };
}

/**
 * A pool of block devices.
 *
 * @param options size and replicas
 */
export function cephBlockPool(options: CephPoolOptions): KubernetesObject {
  const metadata = { name: options.name, namespace: ROOK_NAMESPACE };
  return { apiVersion: 'ceph.rook.io/v1', kind: 'CephBlockPool', metadata, spec: pool(options) };
}

/**
 * Names of the pools that Rook makes for a filesystem.
 *
 * @param filesystem name of the filesystem
 */
export function filesystemPools(filesystem: string): readonly string[] {
  return [`${filesystem}-metadata`, `${filesystem}-${DATA_POOL}`];
}

/**
 * The StorageClass of a filesystem.
 *
 * @param name name of the StorageClass
 * @param filesystem name of the filesystem
 */
export function filesystemClass(name: string, filesystem: string): KubernetesObject {
  const parameters = { fsName: filesystem, pool: `${filesystem}-${DATA_POOL}` };
  return storageClass(name, CEPHFS_DRIVER, 'cephfs', parameters);
}

/**
 * The StorageClass of a pool of block devices. The features of an image that it names work in all kernels that speak
 * the second version of Ceph's protocol.
 *
 * @param name name of the StorageClass
 * @param blockPool name of the pool
 */
export function blockClass(name: string, blockPool: string): KubernetesObject {
  const imageFeatures = 'layering,fast-diff,object-map,deep-flatten,exclusive-lock';
  const image = { pool: blockPool, imageFormat: '2', imageFeatures, 'csi.storage.k8s.io/fstype': 'ext4' };
  return storageClass(name, RBD_DRIVER, 'rbd', image);
}

/** A class whose volumes outlive their claims. Its Secrets are made by Rook. */
function storageClass(name: string, provisioner: string, kind: 'cephfs' | 'rbd', more: object): KubernetesObject {
  const steps = { provisioner: 'provisioner', 'controller-expand': 'provisioner', 'controller-publish': 'provisioner' };
  const secrets = Object.entries({ ...steps, 'node-stage': 'node' }).flatMap(([step, user]) => [
    [`csi.storage.k8s.io/${step}-secret-name`, `rook-csi-${kind}-${user}`],
    [`csi.storage.k8s.io/${step}-secret-namespace`, ROOK_NAMESPACE],
  ]);
  return {
    apiVersion: 'storage.k8s.io/v1',
    kind: 'StorageClass',
    metadata: { name },
    provisioner,
    parameters: { clusterID: ROOK_NAMESPACE, ...more, ...(Object.fromEntries(secrets) as Record<string, string>) },
    reclaimPolicy: 'Retain',
    allowVolumeExpansion: true,
    volumeBindingMode: 'Immediate',
  };
}

function pool(options: CephPoolOptions): object {
  return {
    failureDomain: 'host',
    replicated: replicated(options),
    quotas: { maxSize: quantity(options.size) },
  };
}

function replicated({ replicas }: CephPoolOptions): object {
  return { size: replicas, requireSafeReplicaSize: true };
}
