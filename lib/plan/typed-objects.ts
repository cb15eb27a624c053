import type { KubernetesObject } from '../kubernetes/object';
import { isObject, member, membersOf, textAt, type Json } from './json';
import { objectIn } from './objects';
import { fromProviderForm } from './provider-form';

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
  if (type === 'kubernetes_manifest') return objectIn(member(attributes, 'manifest'));
  if (NO_OBJECT.test(type)) return undefined;
  const kind = kindOf(type);
  const converted = fromProviderForm(whole ? attributes : { metadata: member(attributes, 'metadata') ?? null });
  const metadata = member(converted, 'metadata');
  if (!isObject(metadata)) return undefined;
  const rest = membersOf(converted).filter(([key]) => key !== 'id' && key !== 'metadata');
  const name = textAt(metadata, 'name') ?? `${textAt(metadata, 'generateName') ?? ''}?`;
  const apiVersion = GROUPS.find(([kinds]) => kinds.test(kind))?.[1] ?? 'v1';
  const named = textAt(metadata, 'name') === name ? metadata : { ...metadata, name };
  // At once: a copy to which members are added takes ten times as long.
  const all = [...rest, ['apiVersion', apiVersion], ['kind', kind], ['metadata', named]] as const;
  return Object.fromEntries(all) as unknown as KubernetesObject;
}

/** A plan has many resources of few types. */
const KNOWN = new Map<string, string>();

function kindOf(type: string): string {
  const known = KNOWN.get(type);
  if (known !== undefined) return known;
  const name = type.replace(/^kubernetes_/, '').replace(/_v\d+((alpha|beta)\d+)?$/, '');
  const kind = KINDS.get(name) ?? name.replace(/(^|_)([a-z])/g, (_, __, letter: string) => letter.toUpperCase());
  if (KNOWN.size < MOST_TYPES) KNOWN.set(type, kind);
  return kind;
}

const MOST_TYPES = 1000;
