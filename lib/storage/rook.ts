import type { CephCsiDriversValues } from '../charts/values/ceph-csi-drivers';
import type { RookCephValues } from '../charts/values/rook-ceph';
import { onDeployment } from '../kubernetes/ready-when';

/** Namespace of the operator and of the cluster: Rook's chart makes accounts and roles of both there. */
export const ROOK_NAMESPACE = 'rook-ceph';

/** Name of the CSI driver for filesystems, as StorageClasses repeat it. */
export const CEPHFS_DRIVER = `${ROOK_NAMESPACE}.cephfs.csi.ceph.com`;

/** Name of the CSI driver for block devices, as StorageClasses repeat it. */
export const RBD_DRIVER = `${ROOK_NAMESPACE}.rbd.csi.ceph.com`;

/**
 * The values of Rook's operator. Its CSI operator comes with it, the drivers by a chart of their own.
 *
 * @param priorityClassName priority of the operators' pods
 */
export function rookValues(priorityClassName: string): RookCephValues {
  return {
    priorityClassName,
    currentNamespaceOnly: true,
    'ceph-csi-operator': { controllerManager: { replicas: 2, priorityClassName } },
  };
}

/**
 * The values of the CSI drivers. Volumes are mounted on every node, tainted GPU nodes too. Snapshots are off: their
 * CRDs and their controller come with neither chart.
 */
export function csiDriversValues(): CephCsiDriversValues {
  const driver = {
    enabled: true,
    snapshotPolicy: 'none',
    nodePlugin: { tolerations: [{ operator: 'Exists' }] },
    controllerPlugin: { replicas: 2 },
  } as const;
  return {
    operatorConfig: {
      namespace: ROOK_NAMESPACE,
      driverSpecDefaults: {
        imageSet: { name: 'rook-csi-operator-image-set-configmap' },
        nodePlugin: { priorityClassName: 'system-node-critical' },
        controllerPlugin: { priorityClassName: 'system-cluster-critical' },
      },
    },
    drivers: {
      rbd: { ...driver, name: RBD_DRIVER },
      cephfs: { ...driver, name: CEPHFS_DRIVER },
      nfs: { enabled: false },
      nvmeof: { enabled: false },
    },
  };
}

/** The operator runs; the cluster says for itself when it is there. */
export const ROOK_READY = onDeployment(ROOK_NAMESPACE, 'rook-ceph-operator');
