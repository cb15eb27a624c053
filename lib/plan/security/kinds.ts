import type { KubernetesObject } from '../../kubernetes/object';
import { apiServiceChanges } from './admission/api-services';
import { admissionPolicyChanges, policyBindingChanges } from './admission/policies';
import { webhookChanges } from './admission/webhooks';
import { gatewayChanges } from './exposure/gateway';
import { ingressChanges } from './exposure/ingress';
import { referenceGrantChanges, routeChanges, ROUTES } from './exposure/routes';
import { serviceChanges } from './exposure/service';
import { issuerChanges } from './identity/issuers';
import { accountChanges, secretChanges } from './identity/secrets';
import type { Sides } from './kernel/grants';
import type { Identity } from './kernel/objects';
import { queueChanges } from './limits/kueue';
import { limitRangeChanges, priorityChanges, quotaChanges } from './limits/quota';
import { namespaceChanges } from './pods/namespace';
import { podChanges } from './pods/pods';
import { hasPods, readWorkload } from './pods/workload';
import type { SecurityChange } from './security-change';
import { storageClassChanges, volumeChanges } from './storage/volumes';

/** Compares one object with itself. */
export type Comparison = (sides: Sides<KubernetesObject>) => readonly SecurityChange[];

const GATEWAY_API = 'gateway.networking.k8s.io';

/** Comparisons by group and kind; an API version changes nothing of what a field means here. */
const KINDS: ReadonlyMap<string, Comparison> = new Map([
  ['/Namespace', namespaceChanges],
  ['/Service', serviceChanges],
  ['/Secret', secretChanges],
  ['/ServiceAccount', accountChanges],
  ['/ResourceQuota', quotaChanges],
  ['/LimitRange', limitRangeChanges],
  ['scheduling.k8s.io/PriorityClass', priorityChanges],
  ['networking.k8s.io/Ingress', ingressChanges],
  [`${GATEWAY_API}/Gateway`, gatewayChanges],
  [`${GATEWAY_API}/ReferenceGrant`, referenceGrantChanges],
  ...ROUTES.map((kind): [string, Comparison] => [`${GATEWAY_API}/${kind}`, routeChanges]),
  ['admissionregistration.k8s.io/ValidatingWebhookConfiguration', webhookChanges],
  ['admissionregistration.k8s.io/MutatingWebhookConfiguration', webhookChanges],
  ['admissionregistration.k8s.io/ValidatingAdmissionPolicy', admissionPolicyChanges],
  ['admissionregistration.k8s.io/ValidatingAdmissionPolicyBinding', policyBindingChanges],
  ['apiregistration.k8s.io/APIService', apiServiceChanges],
  ['/PersistentVolume', volumeChanges],
  ['storage.k8s.io/StorageClass', storageClassChanges],
  ['kueue.x-k8s.io/ClusterQueue', queueChanges],
  ['kueue.x-k8s.io/Cohort', queueChanges],
  ['cert-manager.io/Issuer', issuerChanges],
  ['cert-manager.io/ClusterIssuer', issuerChanges],
]);

/**
 * How objects of a kind are compared one by one.
 *
 * @param identity who an object is
 * @returns `undefined` for a kind without a meaning for security, or one that is compared together with others
 */
export function comparisonOf(identity: Identity): Comparison | undefined {
  if (hasPods(identity)) return podComparison;
  return KINDS.get(`${identity.group}/${identity.kind}`);
}

function podComparison({ subject, before, after }: Sides<KubernetesObject>): readonly SecurityChange[] {
  const read = (object: KubernetesObject | undefined): ReturnType<typeof readWorkload> | undefined =>
    object === undefined ? undefined : readWorkload(object);
  return podChanges({ subject, before: read(before), after: read(after) });
}
