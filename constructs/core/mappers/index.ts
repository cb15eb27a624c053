import { ConfigMapV1 } from '@cdktf/provider-kubernetes/lib/config-map-v1';
import { LimitRangeV1 } from '@cdktf/provider-kubernetes/lib/limit-range-v1';
import { NamespaceV1 } from '@cdktf/provider-kubernetes/lib/namespace-v1';
import { PriorityClassV1 } from '@cdktf/provider-kubernetes/lib/priority-class-v1';
import { ResourceQuotaV1 } from '@cdktf/provider-kubernetes/lib/resource-quota-v1';
import { CLUSTER_SCOPED, coreKindOf, NAMESPACED, type CoreKind } from './core-kind';
import type * as Rbac from './rbac';
import type * as Service from './service';
import { networkPolicy } from './network-policy';
import { block, blocks, renamed, same, texts } from './shape';
import { persistentVolumeClaim, storageClass } from './storage';

/** The closed list of kinds that are typed Terraform resources; all others travel in the vendored chart. */
const KINDS: Readonly<Record<string, CoreKind | (() => CoreKind)>> = {
  'v1/Namespace': coreKindOf(NamespaceV1, { metadata: CLUSTER_SCOPED }),
  'v1/ServiceAccount': () => rbac().serviceAccount,
  'rbac.authorization.k8s.io/v1/Role': () => rbac().role,
  'rbac.authorization.k8s.io/v1/ClusterRole': () => rbac().clusterRole,
  'rbac.authorization.k8s.io/v1/RoleBinding': () => rbac().roleBinding,
  'rbac.authorization.k8s.io/v1/ClusterRoleBinding': () => rbac().clusterRoleBinding,
  'networking.k8s.io/v1/NetworkPolicy': networkPolicy,
  'v1/Service': () => services().service,
  'v1/ConfigMap': coreKindOf(ConfigMapV1, { metadata: NAMESPACED, data: texts, binaryData: texts, immutable: same }),
  'v1/ResourceQuota': coreKindOf(ResourceQuotaV1, {
    metadata: NAMESPACED,
    spec: block({
      hard: texts,
      scopes: same,
      scopeSelector: block({
        matchExpressions: renamed('matchExpression', blocks({ scopeName: same, operator: same, values: same })),
      }),
    }),
  }),
  'v1/LimitRange': coreKindOf(LimitRangeV1, {
    metadata: NAMESPACED,
    spec: block({
      limits: renamed(
        'limit',
        blocks({
          type: same,
          default: texts,
          defaultRequest: texts,
          max: texts,
          min: texts,
          maxLimitRequestRatio: texts,
        }),
      ),
    }),
  }),
  'scheduling.k8s.io/v1/PriorityClass': coreKindOf(PriorityClassV1, {
    metadata: CLUSTER_SCOPED,
    value: same,
    description: same,
    globalDefault: same,
    preemptionPolicy: same,
  }),
  'storage.k8s.io/v1/StorageClass': storageClass,
  'v1/PersistentVolumeClaim': persistentVolumeClaim,
};

/** API version and kind of all typed resources, e.g. `v1/ConfigMap`. */
export const CORE_KINDS: readonly string[] = Object.keys(KINDS);

/**
 * The mapper of a kind.
 *
 * @param apiVersion group and version
 * @param kind name of the kind
 * @returns nothing when it is no typed resource
 */
export function coreKind(apiVersion: string, kind: string): CoreKind | undefined {
  const key = `${apiVersion}/${kind}`;
  const found = Object.hasOwn(KINDS, key) ? KINDS[key] : undefined;
  return typeof found === 'function' ? found() : found;
}

/** Loaded when they are used: the library itself makes none of these, and the provider's files are large. */
function rbac(): typeof Rbac {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- what returns at once cannot wait for an import
  return require('./rbac') as typeof Rbac;
}

function services(): typeof Service {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- as above
  return require('./service') as typeof Service;
}
