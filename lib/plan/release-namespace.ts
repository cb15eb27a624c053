import type { KubernetesObject } from '../kubernetes/object';
import { member, textAt, type Json } from './json';
import { asJson } from './objects';

/** Kinds without a namespace, of those that the security table knows. */
const CLUSTERED =
  /^(Cluster.*|Namespace|PriorityClass|GatewayClass|Cohort|CustomResourceDefinition|ValidatingWebhookConfiguration|MutatingWebhookConfiguration|ValidatingAdmissionPolicy.*|MutatingAdmissionPolicy.*|APIService|StorageClass|PersistentVolume|Node|.*Flavor)$/;

/**
 * Gives the objects of a release the namespace that Helm gives them: its own, where they name none.
 *
 * @param release attributes of the release
 * @param object an object in its values
 */
export function inNamespaceOf(release: Json | undefined, object: KubernetesObject): KubernetesObject {
  if (CLUSTERED.test(object.kind) || textAt(asJson(object), 'metadata', 'namespace') !== undefined) return object;
  const namespace = textAt(release, 'namespace');
  if (namespace === undefined || namespace === '') return object;
  const metadata = { ...(member(asJson(object), 'metadata') as object), namespace };
  return { ...object, metadata } as KubernetesObject;
}
