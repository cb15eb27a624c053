import type { Grant } from '../kernel/grants';
import type { Container, Workload } from './workload';

/**
 * What containers may do on their node.
 *
 * @param workload pods of a workload
 */
export function containerGrants(workload: Workload): readonly Grant[] {
  return workload.containers.flatMap((container) => [
    ...flagGrants(container),
    ...rootGrants(container, workload),
    ...profileGrants(container, workload),
    ...portGrants(container),
  ]);
}

function flagGrants({ label, security }: Container): readonly Grant[] {
  const grants: Grant[] = [];
  if (security.flag('privileged') === true)
    grants.push({ what: 'privileged, with all rights of the node', detail: label, severity: 'high' });
  if (security.flag('allowPrivilegeEscalation') !== false)
    grants.push({ what: 'processes may gain privileges (setuid)', detail: label, severity: 'low', byDefault: true });
  if (security.flag('readOnlyRootFilesystem') !== true)
    grants.push({ what: 'writable root file system', detail: label, severity: 'low', byDefault: true });
  if (security.text('procMount') === 'Unmasked')
    grants.push({ what: 'unmasked /proc', detail: label, severity: 'high' });
  return grants;
}

/** What a container does not say, its pod says. */
function rootGrants({ label, security }: Container, pod: Workload): readonly Grant[] {
  const user = security.number('runAsUser') ?? pod.security.number('runAsUser');
  const nonRoot = security.flag('runAsNonRoot') ?? pod.security.flag('runAsNonRoot') ?? false;
  const may: Grant = { what: 'may run as root', detail: label, severity: 'medium', byDefault: true };
  if (user === 0 && !nonRoot) return [may, { what: 'runs as root', detail: label, severity: 'medium' }];
  return nonRoot || user !== undefined ? [] : [may];
}

const APPARMOR = 'container.apparmor.security.beta.kubernetes.io/';

function profileGrants({ label, fields, security }: Container, pod: Workload): readonly Grant[] {
  const profileOf = (key: string): string | undefined =>
    security.child(key).text('type') ?? pod.security.child(key).text('type');
  const grants: Grant[] = [];
  const seccomp = profileOf('seccompProfile');
  if (seccomp === undefined || seccomp === 'Unconfined')
    grants.push({ what: 'no seccomp profile is asked for', detail: label, severity: 'low', byDefault: true });
  if (seccomp === 'Unconfined')
    grants.push({ what: 'any system call (seccomp Unconfined)', detail: label, severity: 'medium' });
  const annotation = pod.metadata.map('annotations').get(`${APPARMOR}${fields.name('name')}`);
  const apparmor = profileOf('appArmorProfile') ?? (annotation === 'unconfined' ? 'Unconfined' : undefined);
  if (apparmor === 'Unconfined') grants.push({ what: 'AppArmor Unconfined', detail: label, severity: 'medium' });
  const windows = security.child('windowsOptions').flag('hostProcess');
  if (windows ?? pod.security.child('windowsOptions').flag('hostProcess') ?? false)
    grants.push({ what: 'process of the node (Windows hostProcess)', detail: label, severity: 'high' });
  return grants;
}

function portGrants({ label, fields }: Container): readonly Grant[] {
  return fields.items('ports').flatMap((port): readonly Grant[] => {
    const number = port.scalar('hostPort');
    if (number === undefined || number === '0') return [];
    const detail = `${label}: ${port.text('protocol') ?? 'TCP'} ${number}`;
    return [{ what: 'port of the node (hostPort)', detail, severity: 'medium' }];
  });
}
