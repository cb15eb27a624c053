import type { KubernetesObject } from '../../../kubernetes/object';
import { Fields } from '../kernel/fields';
import { grantChanges, type Grant, type Sides } from '../kernel/grants';
import { sameJson } from '../kernel/same';
import type { SecurityChange } from '../security-change';

const ACCOUNT = 'kubernetes.io/service-account.name';
const TOKEN = 'kubernetes.io/service-account-token';

/**
 * Says that a Secret comes, goes or changes, and nothing of what is in it.
 *
 * @param sides a Secret
 */
export function secretChanges(sides: Sides<KubernetesObject>): readonly SecurityChange[] {
  const { subject, before, after } = sides;
  const entry = (detail: string): SecurityChange => ({
    direction: 'changed',
    subject,
    what: 'a Secret',
    detail,
    severity: 'low',
  });
  const tokens = grantChanges(sides, tokenGrants);
  if (before === undefined || after === undefined)
    return [...tokens, entry(after === undefined ? 'removed' : 'created')];
  const content = (secret: KubernetesObject): readonly unknown[] => [secret['data'], secret['stringData']];
  return sameJson(content(before), content(after)) ? tokens : [...tokens, entry('other content')];
}

/** A token in a Secret is valid until the Secret is deleted. */
function tokenGrants(secret: KubernetesObject): readonly Grant[] {
  const fields = Fields.of(secret);
  if (fields.text('type') !== TOKEN) return [];
  const account = fields.child('metadata').map('annotations').get(ACCOUNT) ?? '?';
  return [
    { what: 'token of a service account that does not expire', detail: `ServiceAccount ${account}`, severity: 'high' },
  ];
}

/**
 * Compares what a service account gives to pods.
 *
 * @param sides a ServiceAccount
 */
export function accountChanges(sides: Sides<KubernetesObject>): readonly SecurityChange[] {
  return grantChanges(sides, (account): readonly Grant[] => {
    const fields = Fields.of(account);
    const what = 'its token is mounted into pods that do not refuse it';
    const detail = 'automountServiceAccountToken';
    return [
      ...cloudGrants(fields.child('metadata').map('annotations')),
      ...(fields.flag('automountServiceAccountToken') === false
        ? []
        : [{ what, detail, severity: 'low' as const, byDefault: true }]),
    ];
  });
}

/** Annotations by which pods get the rights of an identity of AWS, Google Cloud or Azure. */
const CLOUD = ['eks.amazonaws.com/role-arn', 'iam.gke.io/gcp-service-account', 'azure.workload.identity/client-id'];

/** What that identity may do is not in the plan of the cluster. */
function cloudGrants(annotations: ReadonlyMap<string, string>): readonly Grant[] {
  return CLOUD.flatMap((key): readonly Grant[] => {
    const identity = annotations.get(key) ?? '';
    const what = 'its pods have the rights of an identity of a cloud';
    return identity === '' ? [] : [{ what, detail: `${key} ${identity}`, severity: 'high' }];
  });
}
