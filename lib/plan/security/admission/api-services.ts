import type { KubernetesObject } from '../../../kubernetes/object';
import { digest } from '../kernel/digest';
import { Fields } from '../kernel/fields';
import { grantChanges, settingChanges, type Grant, type Setting, type Sides } from '../kernel/grants';
import type { SecurityChange } from '../security-change';

/**
 * Compares who answers for an API, and sees its requests. Without a Service it is the API server itself.
 *
 * @param sides an APIService
 */
export function apiServiceChanges(sides: Sides<KubernetesObject>): readonly SecurityChange[] {
  return [...grantChanges(sides, grantsOf), ...settingChanges(sides, settingsOf)];
}

/** Metrics are not served by Kubernetes itself, though their groups are named alike. */
const OPTIONAL = /^(.+\.)?metrics\.k8s\.io$/;

function grantsOf(object: KubernetesObject): readonly Grant[] {
  const spec = Fields.of(object).child('spec');
  if (!spec.has('service')) return [];
  const group = spec.text('group') ?? '';
  const own = !group.includes('.') || (group.endsWith('.k8s.io') && !OPTIONAL.test(group));
  const detail = `${group === '' ? 'the core group' : group} ${spec.text('version') ?? ''}`.trim();
  const grants: Grant[] = [{ what: 'a Service answers for an API', detail, severity: own ? 'high' : 'medium' }];
  if (spec.flag('insecureSkipTLSVerify') === true)
    grants.push({ what: 'anybody may answer for an API (insecureSkipTLSVerify)', detail, severity: 'high' });
  return grants;
}

function settingsOf(object: KubernetesObject): readonly Setting[] {
  const spec = Fields.of(object).child('spec');
  const service = spec.child('service');
  const port = service.scalar('port') ?? '443';
  const target = service.present
    ? `${service.text('namespace') ?? '?'}/${service.text('name') ?? '?'}:${port}`
    : 'none';
  return [
    { what: 'Service that answers for the API', value: target, severity: 'high' },
    { what: 'certificate authority of that Service', value: digest(spec.text('caBundle')), severity: 'high' },
  ];
}
