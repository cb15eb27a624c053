import { ClusterRoleBindingV1 } from '@cdktf/provider-kubernetes/lib/cluster-role-binding-v1';
import { ClusterRoleV1 } from '@cdktf/provider-kubernetes/lib/cluster-role-v1';
import { RoleBindingV1 } from '@cdktf/provider-kubernetes/lib/role-binding-v1';
import { RoleV1 } from '@cdktf/provider-kubernetes/lib/role-v1';
import { ServiceAccountV1 } from '@cdktf/provider-kubernetes/lib/service-account-v1';
import { CLUSTER_SCOPED, coreKindOf, LABEL_SELECTOR, NAMESPACED } from './core-kind';
import { block, blocks, renamed, same, type Shape } from './shape';

const RULE: Shape = { apiGroups: same, resources: same, resourceNames: same, verbs: same };

const BINDING: Shape = {
  roleRef: block({ apiGroup: same, kind: same, name: same }),
  subjects: renamed('subject', blocks({ apiGroup: same, kind: same, name: same, namespace: same })),
};

/** `v1` ServiceAccount. */
export const serviceAccount = coreKindOf(ServiceAccountV1, {
  metadata: NAMESPACED,
  automountServiceAccountToken: same,
  imagePullSecrets: renamed('imagePullSecret', blocks({ name: same })),
  secrets: renamed('secret', blocks({ name: same })),
});

/** `rbac.authorization.k8s.io/v1` Role. */
export const role = coreKindOf(RoleV1, { metadata: NAMESPACED, rules: renamed('rule', blocks(RULE)) });

/** `rbac.authorization.k8s.io/v1` ClusterRole. */
export const clusterRole = coreKindOf(ClusterRoleV1, {
  metadata: CLUSTER_SCOPED,
  rules: renamed('rule', blocks({ ...RULE, nonResourceURLs: renamed('nonResourceUrls', same) })),
  aggregationRule: block({ clusterRoleSelectors: blocks(LABEL_SELECTOR) }),
});

/** `rbac.authorization.k8s.io/v1` RoleBinding. */
export const roleBinding = coreKindOf(RoleBindingV1, { metadata: NAMESPACED, ...BINDING });

/** `rbac.authorization.k8s.io/v1` ClusterRoleBinding. */
export const clusterRoleBinding = coreKindOf(ClusterRoleBindingV1, { metadata: CLUSTER_SCOPED, ...BINDING });
