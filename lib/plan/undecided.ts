import type { KubernetesObject } from '../kubernetes/object';
import { at, isList, isObject, member, membersOf, type Json } from './json';
import type { PlannedChange } from './read-plan';

/** Names of the API that the provider has in the singular. */
const SINGULAR: ReadonlyMap<string, string> = new Map([
  ['rules', 'rule'],
  ['subjects', 'subject'],
  ['containers', 'container'],
  ['init_containers', 'init_container'],
  ['volumes', 'volume'],
  ['ports', 'port'],
]);

/** Of pods, most of what a provider fills in says nothing; these decide what they may do. */
const PODS =
  /(^|\.)(spec|template|job_template|container|init_container|volume|host_path|host_path\.path|host_network|host_pid|host_ipc)$|(^|\.)security_context(\.|$)/;

/** Attributes that decide what an object allows, by kind; of a path, indexes are left out. */
const DECISIVE: ReadonlyMap<string, RegExp> = new Map([
  ['Role', /^rule/],
  ['ClusterRole', /^(rule|aggregation_rule|metadata\.labels)/],
  ['RoleBinding', /^(subject|role_ref)/],
  ['ClusterRoleBinding', /^(subject|role_ref)/],
  ['NetworkPolicy', /^spec/],
  ['Namespace', /^metadata\.labels($|\.pod-security)/],
  ['Service', /^spec(\.(type|external_ips|load_balancer_source_ranges))?$/],
  ['Ingress', /^spec(\.(tls|rule|default_backend)(\.|$)|$)/],
  ...['Pod', 'Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'Job', 'CronJob', 'ReplicationController'].map(
    (kind) => [kind, PODS] as const,
  ),
]);

/** What its author wrote of a `kubernetes_manifest`; beside it stands what the server answers. */
const MANIFEST = 'manifest';

/**
 * What only the apply tells, and decides what an object allows: it cannot be judged before.
 *
 * @param change a resource of the `kubernetes` provider
 * @param object the object, as far as it is known. @default - nothing of it is
 * @returns paths of attributes
 */
export function undecidedFields(change: PlannedChange, object: KubernetesObject | undefined): readonly string[] {
  const isManifest = change.type === 'kubernetes_manifest';
  const unknown = isManifest ? (member(change.unknown, MANIFEST) ?? null) : change.unknown;
  if (unknown === null) return [];
  if (isManifest && unknown === true) return [MANIFEST];
  const decisive = DECISIVE.get(object?.kind ?? '');
  if (decisive === undefined) return [];
  const found = pathsOf(unknown, []).filter((path) => decisive.test(path));
  // The rules of a role that aggregates others are filled in by the cluster.
  const aggregates = (at(change.after, 'aggregation_rule', 0) ?? null) !== null;
  return [...new Set(aggregates ? found.filter((path) => path !== 'rule') : found)];
}

function pathsOf(shadow: Json, path: readonly string[]): readonly string[] {
  if (shadow === true) return [path.join('.')];
  if (isList(shadow)) return shadow.flatMap((item) => pathsOf(item, path));
  if (!isObject(shadow)) return [];
  return membersOf(shadow).flatMap(([key, item]) => pathsOf(item, [...path, nameOf(key)]));
}

function nameOf(key: string): string {
  const name = key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  return SINGULAR.get(name) ?? name;
}
