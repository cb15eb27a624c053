import { ConfigMapV1 } from '@cdktf/provider-kubernetes/lib/config-map-v1';
import { LimitRangeV1 } from '@cdktf/provider-kubernetes/lib/limit-range-v1';
import { NamespaceV1 } from '@cdktf/provider-kubernetes/lib/namespace-v1';
import { PersistentVolumeClaimV1 } from '@cdktf/provider-kubernetes/lib/persistent-volume-claim-v1';
import { PriorityClassV1 } from '@cdktf/provider-kubernetes/lib/priority-class-v1';
import { ResourceQuotaV1 } from '@cdktf/provider-kubernetes/lib/resource-quota-v1';
import { StorageClassV1 } from '@cdktf/provider-kubernetes/lib/storage-class-v1';
import type { KubernetesObject } from '../../../lib/kubernetes/object';
import { coreKindOf, mapMetadata, type CoreKind } from './core-kind';
import { networkPolicy } from './network-policy';

type StringMap = Record<string, string>;

/** The closed list of kinds that are typed Terraform resources; all others travel in the vendored chart. */
const KINDS: Readonly<Record<string, CoreKind>> = {
  'v1/Namespace': coreKindOf(NamespaceV1, (object) => ({ metadata: mapMetadata(object.metadata) })),
  'networking.k8s.io/v1/NetworkPolicy': networkPolicy,
  'v1/ConfigMap': coreKindOf(ConfigMapV1, (object) => ({
    metadata: mapMetadata(object.metadata),
    data: object['data'] as StringMap,
  })),
  'v1/ResourceQuota': coreKindOf(ResourceQuotaV1, (object) => ({
    metadata: mapMetadata(object.metadata),
    spec: { hard: (object['spec'] as { hard: StringMap }).hard },
  })),
  'v1/LimitRange': coreKindOf(LimitRangeV1, (object) => ({
    metadata: mapMetadata(object.metadata),
    spec: { limit: (object['spec'] as { limits: { type: string; default?: StringMap }[] }).limits },
  })),
  'scheduling.k8s.io/v1/PriorityClass': coreKindOf(PriorityClassV1, (object) => {
    const { value, description, globalDefault } = object as KubernetesObject & PriorityClassBody;
    return { metadata: mapMetadata(object.metadata), value, description, globalDefault };
  }),
  'storage.k8s.io/v1/StorageClass': coreKindOf(StorageClassV1, (object) => {
    const { provisioner, ...rest } = object as KubernetesObject & StorageClassBody;
    const { parameters, reclaimPolicy, volumeBindingMode, allowVolumeExpansion } = rest;
    return {
      metadata: mapMetadata(object.metadata),
      storageProvisioner: provisioner,
      parameters,
      reclaimPolicy,
      volumeBindingMode,
      allowVolumeExpansion,
    };
  }),
  'v1/PersistentVolumeClaim': coreKindOf(PersistentVolumeClaimV1, (object) => {
    const spec = object['spec'] as ClaimSpec;
    return {
      metadata: mapMetadata(object.metadata),
      // Nothing mounts the claim while Terraform runs: waiting for it to be bound would wait for a pod.
      waitUntilBound: false,
      spec: {
        accessModes: [...spec.accessModes],
        storageClassName: spec.storageClassName,
        resources: { requests: { ...spec.resources.requests } },
      },
    };
  }),
};

interface PriorityClassBody {
  readonly value: number;
  readonly description?: string;
  readonly globalDefault?: boolean;
}

interface StorageClassBody {
  readonly provisioner: string;
  readonly parameters?: StringMap;
  readonly reclaimPolicy?: string;
  readonly volumeBindingMode?: string;
  readonly allowVolumeExpansion?: boolean;
}

interface ClaimSpec {
  readonly accessModes: readonly string[];
  readonly storageClassName: string;
  readonly resources: { readonly requests: StringMap };
}

/**
 * The mapper of an object's kind.
 *
 * @param object a built-in object
 */
export function coreKind(object: KubernetesObject): CoreKind {
  const key = `${object.apiVersion}/${object.kind}`;
  const kind = KINDS[key];
  if (kind === undefined) throw new Error(`${key} is no typed kind: use CustomResources`);
  return kind;
}
