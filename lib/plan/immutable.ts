import type { KubernetesObject } from '../kubernetes/object';
import { at, isList, isObject, member, membersOf, sameJson, textAt, type Json } from './json';
import { asJson, identityOf } from './objects';
import { billionths } from './security/limits/amounts';

/** A field that the API server does not let anybody change, and what it has where nobody sets it. */
type Fixed = string | readonly [path: string, unset: Json];

const SELECTOR: readonly Fixed[] = ['spec.selector'];
const BINDING: readonly Fixed[] = ['roleRef'];

/** By group and kind, as the validation of each has it; each one was tried on an API server. */
const FIXED: ReadonlyMap<string, readonly Fixed[]> = new Map<string, readonly Fixed[]>([
  ['apps/Deployment', SELECTOR],
  ['apps/DaemonSet', SELECTOR],
  ['apps/ReplicaSet', SELECTOR],
  [
    'apps/StatefulSet',
    [...SELECTOR, 'spec.serviceName', ['spec.podManagementPolicy', 'OrderedReady'], 'spec.volumeClaimTemplates'],
  ],
  ['batch/Job', ['spec.selector', ['spec.completionMode', 'NonIndexed'], 'spec.podFailurePolicy', 'spec.template']],
  ['rbac.authorization.k8s.io/RoleBinding', BINDING],
  ['rbac.authorization.k8s.io/ClusterRoleBinding', BINDING],
  [
    'storage.k8s.io/StorageClass',
    ['provisioner', 'parameters', ['reclaimPolicy', 'Delete'], ['volumeBindingMode', 'Immediate']],
  ],
  ['networking.k8s.io/IngressClass', ['spec.controller']],
  [
    'scheduling.k8s.io/PriorityClass',
    [
      ['value', 0],
      ['preemptionPolicy', 'PreemptLowerPriority'],
    ],
  ],
  ['node.k8s.io/RuntimeClass', ['handler']],
  ['/Secret', [['type', 'Opaque']]],
  [
    '/PersistentVolumeClaim',
    ['spec.accessModes', 'spec.selector', ['spec.volumeMode', 'Filesystem'], 'spec.dataSource', 'spec.dataSourceRef'],
  ],
  ['/PersistentVolume', ['spec.csi', 'spec.nfs', 'spec.local', ['spec.volumeMode', 'Filesystem']]],
]);

/**
 * Fields of an object that change and cannot: the API server refuses the update, and the release with it.
 *
 * @param before the object as it is
 * @param after the object as it would be
 * @returns their paths, such as `spec.selector`
 */
export function refusedFields(before: KubernetesObject, after: KubernetesObject): readonly string[] {
  const [from, to] = [asJson(before), asJson(after)];
  const { apiVersion, kind } = identityOf(after);
  const name = `${apiVersion.includes('/') ? apiVersion.replace(/\/[^/]*$/, '') : ''}/${kind}`;
  const fixed = (FIXED.get(name) ?? []).flatMap((field) => {
    const [path, unset] = typeof field === 'string' ? [field, null] : field;
    const side = (object: Json): Json => plain(at(object, ...path.split('.')) ?? unset);
    return sameJson(side(from), side(to)) ? [] : [path];
  });
  return [...fixed, ...(MORE.get(name)?.(from, to) ?? [])];
}

/** What the server fills in where nobody says it, in templates of claims and references. */
function plain(value: Json): Json {
  if (isList(value)) return value.map(plain);
  if (!isObject(value)) return value;
  const kept = membersOf(value).filter(([key, item]) => !isFilledIn(key, item));
  return Object.fromEntries(kept.map(([key, item]) => [key, plain(item)]));
}

function isFilledIn(key: string, item: Json): boolean {
  if (key === 'creationTimestamp' || key === 'status') return true;
  if (key === 'volumeMode') return item === 'Filesystem';
  if (key === 'apiGroup') return item === 'rbac.authorization.k8s.io';
  if (key === 'apiVersion') return item === 'v1';
  return key === 'kind' && item === 'PersistentVolumeClaim';
}

type Rule = (from: Json, to: Json) => readonly string[];

/** Kinds of which it depends on more than one field. */
const MORE: ReadonlyMap<string, Rule> = new Map<string, Rule>([
  ['/ConfigMap', frozen],
  ['/Secret', frozen],
  ['/Service', ofService],
  ['/PersistentVolumeClaim', ofClaim],
]);

/** What is marked as immutable once is so for ever. */
function frozen(from: Json, to: Json): readonly string[] {
  if (member(from, 'immutable') !== true) return [];
  const data = ['data', 'binaryData', 'stringData'].filter((key) => !sameJson(member(from, key), member(to, key)));
  return member(to, 'immutable') === true ? data : ['immutable', ...data];
}

/** An address is kept where the new version says none. */
function ofService(from: Json, to: Json): readonly string[] {
  const isExternal = (side: Json): boolean => textAt(side, 'spec', 'type') === 'ExternalName';
  const address = textAt(to, 'spec', 'clusterIP') ?? '';
  if (isExternal(from) || isExternal(to) || address === '' || address === textAt(from, 'spec', 'clusterIP')) return [];
  return ['spec.clusterIP'];
}

/** A claim grows, and never becomes smaller; a class that nobody named may be the one that is named now. */
function ofClaim(from: Json, to: Json): readonly string[] {
  const request = (side: Json): bigint | undefined => {
    const size = at(side, 'spec', 'resources', 'requests', 'storage');
    return typeof size === 'string' || typeof size === 'number' ? billionths(String(size)) : undefined;
  };
  const [old, current] = [request(from), request(to)];
  const shrinks = old !== undefined && current !== undefined && current < old;
  const [named, names] = [from, to].map((side) => textAt(side, 'spec', 'storageClassName'));
  return [
    ...(shrinks ? ['spec.resources.requests.storage'] : []),
    ...(named === undefined || named === names ? [] : ['spec.storageClassName']),
  ];
}
