import type { KubernetesObject } from '../../../kubernetes/object';
import type { Box } from '../kernel/boxes';
import { Fields } from '../kernel/fields';
import { selectorBox } from '../kernel/labels';
import { identityOf, subjectOf } from '../kernel/objects';

/** Group of the API that roles and bindings belong to. */
export const RBAC_GROUP = 'rbac.authorization.k8s.io';
/** Tells labels of roles from other dimensions. */
export const ROLE_LABEL = 'label:';

/** One rule of a role. */
export interface Rule {
  /** Verbs; `*` is all. */
  readonly verbs: readonly string[];
  /** API groups; `*` is all. */
  readonly groups: readonly string[];
  /** Resources; a star is all, and before a slash each resource that has that subresource. */
  readonly resources: readonly string[];
  /** Names of objects; none means all. */
  readonly names: readonly string[];
  /** Paths that are no resources; a `*` at the end is any rest. */
  readonly urls: readonly string[];
}

/** A Role or ClusterRole. */
export interface Role {
  /** In words, which is also how bindings name it. */
  readonly key: string;
  /** Namespace of a Role. */
  readonly namespace: string | undefined;
  /** Labels, by which other roles take its rules. */
  readonly labels: ReadonlyMap<string, string>;
  /** Its rules. */
  readonly rules: readonly Rule[];
  /** Selectors of the roles whose rules it takes instead of its own; `undefined` when it has its own. */
  readonly takes: readonly Box[] | undefined;
}

/** A RoleBinding or ClusterRoleBinding. */
export interface Binding {
  /** Namespace of a RoleBinding. */
  readonly namespace: string | undefined;
  /** Key of its role. */
  readonly role: string;
  /** Accounts, e.g. `ServiceAccount team-a/runner`. */
  readonly accounts: readonly string[];
}

/** A role or a binding. */
export type RbacObject = { readonly role: Role } | { readonly binding: Binding };

const KINDS = ['Role', 'ClusterRole', 'RoleBinding', 'ClusterRoleBinding'];

/**
 * Whether an object is a role or a binding.
 *
 * @param object anything that says its kind
 */
export function isRbac(object: KubernetesObject): boolean {
  return KINDS.includes(object.kind) && identityOf(object).group === RBAC_GROUP;
}

/**
 * Reads a role or a binding.
 *
 * @param object one of which {@link isRbac} holds
 * @throws Unreadable when a field has the wrong type
 */
export function readRbac(object: KubernetesObject): RbacObject {
  const known = READ.get(object);
  if (known !== undefined) return known;
  const read = readRbacObjectOf(object);
  READ.set(object, read);
  return read;
}

/** Whether an object can be read is asked before it is compared, several times. */
const READ = new WeakMap<KubernetesObject, RbacObject>();

function readRbacObjectOf(object: KubernetesObject): RbacObject {
  const identity = identityOf(object);
  const fields = Fields.of(object);
  const clustered = identity.kind.startsWith('Cluster');
  const namespace = clustered ? undefined : (identity.namespace ?? 'default');
  if (identity.kind.endsWith('Binding')) return { binding: readBinding(fields, namespace) };
  return { role: readRole(fields, subjectOf({ ...identity, namespace }), namespace) };
}

function readRole(fields: Fields, key: string, namespace: string | undefined): Role {
  const aggregation = namespace === undefined ? fields.child('aggregationRule') : Fields.of(undefined);
  const takes = aggregation.items('clusterRoleSelectors').map((selector) => selectorBox(selector, ROLE_LABEL));
  const rules = fields.items('rules').map((rule): Rule => ({
    verbs: rule.texts('verbs'),
    groups: rule.texts('apiGroups'),
    resources: rule.texts('resources'),
    names: rule.texts('resourceNames'),
    urls: rule.texts('nonResourceURLs'),
  }));
  const labels = fields.child('metadata').map('labels');
  return { key, namespace, labels, rules, takes: aggregation.present ? takes : undefined };
}

function readBinding(fields: Fields, namespace: string | undefined): Binding {
  const ref = fields.child('roleRef');
  const kind = ref.name('kind');
  const scope = kind === 'ClusterRole' ? undefined : (namespace ?? ref.refuse('kind'));
  const role = subjectOf({ group: RBAC_GROUP, kind, name: ref.name('name'), namespace: scope });
  return { namespace, role, accounts: fields.items('subjects').map((subject) => account(subject, namespace)) };
}

const SERVICE_ACCOUNT = /^system:serviceaccount:([^:]+):([^:]+)$/;

/**
 * A service account can also be named as the user that it logs in as. One without a namespace is of that of the
 * binding; in a binding of the whole cluster the API takes none such.
 */
function account(subject: Fields, namespace: string | undefined): string {
  const [kind, name] = [subject.name('kind'), subject.name('name')];
  if (kind === 'ServiceAccount') {
    const given = subject.text('namespace') ?? '';
    return `${kind} ${given === '' ? (namespace ?? subject.refuse('namespace')) : given}/${name}`;
  }
  const alias = kind === 'User' ? SERVICE_ACCOUNT.exec(name) : null;
  return alias === null ? `${kind} ${name}` : `ServiceAccount ${alias[1] ?? ''}/${alias[2] ?? ''}`;
}
