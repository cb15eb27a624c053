import { factKind } from '../model/fact';

/** A Ceph cluster. */
export interface CephClusterFact {
  /** Name of the cluster. */
  readonly name: string;
  /** Namespace of its pods. */
  readonly namespace: string;
  /** Names of its hosts, which are the names of their nodes. */
  readonly hosts: readonly string[];
  /** Data disks of one host. */
  readonly disksPerHost: number;
  /** Size of one data disk in bytes. */
  readonly diskBytes: number;
  /** What an OSD, one a data disk, aims to take of the memory of its host, in bytes. */
  readonly osdMemoryBytes: number;
  /** Memory of one host in bytes. @default - unknown */
  readonly hostMemoryBytes?: number;
  /** Monitors, each on a host of its own. */
  readonly monitors: number;
  /** Share of a disk above which Ceph warns; more is never planned. */
  readonly nearFull: number;
}

/** Kind of {@link CephClusterFact}. */
export const CEPH_CLUSTER = factKind<CephClusterFact>('ceph-cluster');

/** A pool of a Ceph cluster. */
export interface CephPoolFact {
  /** Name of the pool. */
  readonly name: string;
  /** Path of its cluster below the stack. */
  readonly cluster: string;
  /** Data that it holds at most, in bytes: replicas are not counted. */
  readonly sizeBytes: number;
  /** Copies of each object, each on a host of its own. */
  readonly replicas: number;
  /** Name of its StorageClass. */
  readonly storageClass: string;
}

/** A filesystem of a Ceph cluster. */
export interface CephFilesystemFact extends CephPoolFact {
  /** Bytes that are claimed, by namespace and name of the claim. */
  readonly claims: Readonly<Record<string, number>>;
}

/** Kind of {@link CephFilesystemFact}. */
export const CEPH_FILESYSTEM = factKind<CephFilesystemFact>('ceph-filesystem');

/** Kind of {@link CephPoolFact}, for pools of block devices. */
export const CEPH_BLOCK_POOL = factKind<CephPoolFact>('ceph-block-pool');

/** Volumes that a part of the platform claims from a StorageClass. */
export interface VolumesFact {
  /** Name of the StorageClass. */
  readonly storageClass: string;
  /** Bytes of each volume, by a name for people that begins with its namespace. */
  readonly claims: Readonly<Record<string, number>>;
}

/** Kind of {@link VolumesFact}. Whatever claims volumes of a class that it was given publishes one. */
export const VOLUMES = factKind<VolumesFact>('volumes');
