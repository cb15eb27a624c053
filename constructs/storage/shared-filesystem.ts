import type { IConstruct } from 'constructs';
import type { Bytes } from '../../lib/units/bytes';
import type { CoreObject } from '../core/core-object';
import type { Namespace } from '../core/namespace';

/** A claim of a part of a shared filesystem. */
export interface FilesystemClaim {
  /** Name of the PersistentVolumeClaim. */
  readonly name: string;
  /** Namespace of the pods that mount it. */
  readonly namespace: Namespace;
  /** Size of the part. */
  readonly size: Bytes;
}

/**
 * A filesystem that many pods on many nodes mount at once. Ceph has one; whatever else offers a StorageClass with
 * ReadWriteMany can stand in for it in one line. Implementations must pass `sharedFilesystemContract`.
 */
export interface ISharedFilesystem extends IConstruct {
  /** Name of its StorageClass. */
  readonly storageClass: string;
  /** How much it holds at most. */
  readonly size: Bytes;
  /**
   * Claims a part of it, once each: the claim of the same name and namespace is the same claim. It lies in the stack
   * of the filesystem, because data outlives what uses it, and two releases of a model server share it.
   *
   * @param claim name, namespace and size
   */
  claim(claim: FilesystemClaim): CoreObject;
}
