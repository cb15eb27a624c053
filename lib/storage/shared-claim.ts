import type { KubernetesObject } from '../kubernetes/object';
import { quantity } from '../kubernetes/quantity';
import type { Bytes } from '../units/bytes';

/** A claim of a part of a shared filesystem. */
export interface SharedClaim {
  /** Name of the PersistentVolumeClaim. */
  readonly name: string;
  /** Namespace of the pods that mount it. */
  readonly namespace: string;
  /** Size of the part. */
  readonly size: Bytes;
  /** Name of the StorageClass. */
  readonly storageClass: string;
}

/**
 * A claim that pods on many nodes mount at once.
 *
 * @param claim name, namespace, size and StorageClass
 */
export function sharedClaim(claim: SharedClaim): KubernetesObject {
  const { name, namespace, size, storageClass } = claim;
  const spec = {
    accessModes: ['ReadWriteMany'],
    storageClassName: storageClass,
    resources: { requests: { storage: quantity(size) } },
  };
  return { apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name, namespace }, spec };
}
