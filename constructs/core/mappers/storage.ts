import { PersistentVolumeClaimV1 } from '@cdktf/provider-kubernetes/lib/persistent-volume-claim-v1';
import { StorageClassV1 } from '@cdktf/provider-kubernetes/lib/storage-class-v1';
import { CLUSTER_SCOPED, coreKindOf, LABEL_SELECTOR, NAMESPACED } from './core-kind';
import { block, blocks, first, renamed, same, texts } from './shape';

/** `storage.k8s.io/v1` StorageClass. */
export const storageClass = coreKindOf(
  StorageClassV1,
  {
    metadata: CLUSTER_SCOPED,
    provisioner: renamed('storageProvisioner', same),
    parameters: texts,
    reclaimPolicy: same,
    volumeBindingMode: same,
    allowVolumeExpansion: same,
    mountOptions: same,
    allowedTopologies: first({ matchLabelExpressions: blocks({ key: same, values: same }) }),
  },
  // The provider's own default is true, that of Kubernetes is not.
  { defaults: { allowVolumeExpansion: false } },
);

/** `v1` PersistentVolumeClaim. */
export const persistentVolumeClaim = coreKindOf(
  PersistentVolumeClaimV1,
  {
    metadata: NAMESPACED,
    spec: block({
      accessModes: same,
      storageClassName: same,
      volumeMode: same,
      volumeName: same,
      resources: block({ requests: texts, limits: texts }),
      selector: block(LABEL_SELECTOR),
    }),
  },
  // Nothing mounts the claim while Terraform runs: waiting for it to be bound would wait for a pod.
  { defaults: { waitUntilBound: false } },
);
