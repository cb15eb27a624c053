import type { KubernetesObject } from '../kubernetes/object';
import { isObject, member, textAt, type Json } from './json';
import { objectIn } from './objects';
import { addMembers, partOf } from './provider-form';
import { remembered } from './remembered';

/** Types that change a part of an object, or are none. */
const NO_OBJECT = /^kubernetes_(annotations|labels|env|node_taint|config_map_v1_data|secret_v1_data)$/;

const KINDS: ReadonlyMap<string, string> = new Map([
  ['api_service', 'APIService'],
  ['csi_driver', 'CSIDriver'],
  ['default_service_account', 'ServiceAccount'],
  ['cron_job', 'CronJob'],
  ['daemonset', 'DaemonSet'],
]);

const GROUPS: readonly (readonly [RegExp, string])[] = [
  [/^(Cluster)?Role(Binding)?$/, 'rbac.authorization.k8s.io/v1'],
  [/^(NetworkPolicy|Ingress|IngressClass)$/, 'networking.k8s.io/v1'],
  [/^(Deployment|StatefulSet|DaemonSet)$/, 'apps/v1'],
  [/^(Job|CronJob)$/, 'batch/v1'],
  [/^StorageClass$|^CSIDriver$/, 'storage.k8s.io/v1'],
  [/^PriorityClass$/, 'scheduling.k8s.io/v1'],
  [/^PodDisruptionBudget$/, 'policy/v1'],
  [/^HorizontalPodAutoscaler$/, 'autoscaling/v2'],
  [/WebhookConfiguration$/, 'admissionregistration.k8s.io/v1'],
  [/^APIService$/, 'apiregistration.k8s.io/v1'],
];

/**
 * The Kubernetes object that a resource of the `kubernetes` provider is.
 *
 * @param type Terraform type
 * @param attributes attributes of one side
 * @param whole whether all of it is wanted, and not only who it is: turning it into the form of the API takes long
 * @returns nothing when it is none
 */
export function objectOf(type: string, attributes: Json, whole: boolean): KubernetesObject | undefined {
  if (!isObject(attributes) || !type.startsWith('kubernetes_')) return undefined;
  if (type === 'kubernetes_manifest') return objectIn(named(member(attributes, 'manifest')));
  const kind = typedKind(type);
  const given = kind === undefined ? undefined : partOf('metadata', member(attributes, 'metadata') ?? null);
  if (kind === undefined || !isObject(given)) return undefined;
  const object: Record<string, Json> = {};
  if (whole) addMembers(object, attributes, APART);
  object['apiVersion'] = kind.apiVersion;
  object['kind'] = kind.kind;
  const name = textAt(given, 'name');
  object['metadata'] = name === undefined ? { ...given, name: `${textAt(given, 'generateName') ?? ''}?` } : given;
  return object as unknown as KubernetesObject;
}

/** A name that only the apply tells, or that the server makes. */
function named(manifest: Json | undefined): Json | undefined {
  const metadata = member(manifest, 'metadata');
  if (!isObject(manifest) || !isObject(metadata) || textAt(metadata, 'name') !== undefined) return manifest;
  return { ...manifest, metadata: { ...metadata, name: `${textAt(metadata, 'generateName') ?? ''}?` } };
}

/** Members that are not those of the object. */
const APART: ReadonlySet<string> = new Set(['id', 'metadata']);

/** What the type alone says of an object. */
export type TypedKind = Pick<KubernetesObject, 'apiVersion' | 'kind'>;

/**
 * The kind of the objects of a type.
 *
 * @param type Terraform type of the `kubernetes` provider
 * @returns nothing where it is none, or where each resource says its own
 */
export const typedKind = remembered((type: string): TypedKind | undefined => {
  if (!type.startsWith('kubernetes_') || type === 'kubernetes_manifest' || NO_OBJECT.test(type)) return undefined;
  const name = type.replace(/^kubernetes_/, '').replace(/_v\d+((alpha|beta)\d+)?$/, '');
  const kind = KINDS.get(name) ?? name.replace(/(^|_)([a-z])/g, (_, __, letter: string) => letter.toUpperCase());
  return { apiVersion: GROUPS.find(([kinds]) => kinds.test(kind))?.[1] ?? 'v1', kind };
});
