import type { KubernetesObject } from '../../../../lib/kubernetes/object';
import type { SecurityChange } from '../../../../lib/plan/security';

/** An object in few words; `name` may hold a namespace, as `team-a/web`. */
export function object(
  apiVersion: string,
  kind: string,
  name: string,
  rest: object = {},
  meta: object = {},
): KubernetesObject {
  const [first, second] = name.split('/');
  const metadata = second === undefined ? { name: first!, ...meta } : { name: second, namespace: first, ...meta };
  return { apiVersion, kind, metadata, ...rest };
}

const RBAC = 'rbac.authorization.k8s.io/v1';

export const clusterRole = (name: string, rules: unknown, meta: object = {}, rest: object = {}): KubernetesObject =>
  object(RBAC, 'ClusterRole', name, { rules, ...rest }, meta);

export const role = (name: string, rules: unknown): KubernetesObject => object(RBAC, 'Role', name, { rules });

export function binding(name: string, roleName: string, subjects: readonly object[]): KubernetesObject {
  const [kind, target] = roleName.split(' ');
  const roleRef = { apiGroup: 'rbac.authorization.k8s.io', kind, name: target };
  return object(RBAC, name.includes('/') ? 'RoleBinding' : 'ClusterRoleBinding', name, { roleRef, subjects });
}

export const account = (name: string): object => {
  const [namespace, own] = name.split('/');
  return { kind: 'ServiceAccount', namespace, name: own };
};

export const policy = (name: string, spec: unknown): KubernetesObject =>
  object('networking.k8s.io/v1', 'NetworkPolicy', name, { spec });

/** A Deployment with one container. */
export function deployment(container: object = {}, pod: object = {}, meta: object = {}): KubernetesObject {
  const containers = [{ name: 'app', image: 'registry.example/app:1', ...container }];
  const template = { metadata: meta, spec: { containers, ...pod } };
  return object('apps/v1', 'Deployment', 'team-a/web', { spec: { template } });
}

/** Direction and words of each change. */
export const said = (changes: readonly SecurityChange[]): readonly string[] =>
  changes.map(({ direction, what, detail }) => `${direction} ${what}: ${detail}`);

const SWAPPED = { broadened: 'narrowed', narrowed: 'broadened', changed: 'changed' } as const;

/** The same without what may differ when before and after are swapped. */
export const mirrored = (changes: readonly SecurityChange[], swap: boolean): readonly string[] =>
  changes
    .map(({ direction, subject, what, severity }) =>
      JSON.stringify([swap ? SWAPPED[direction] : direction, subject, what, severity]),
    )
    .sort();
