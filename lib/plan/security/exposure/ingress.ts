import type { KubernetesObject } from '../../../kubernetes/object';
import { Fields } from '../kernel/fields';
import { grantChanges, settingChanges, type Grant, type Setting, type Sides } from '../kernel/grants';
import type { SecurityChange } from '../security-change';
import { nginxChanges } from './ingress-nginx';

/**
 * Compares the names, paths and protection that an Ingress opens, who publishes it, and what answers.
 *
 * @param sides an Ingress
 */
export function ingressChanges(sides: Sides<KubernetesObject>): readonly SecurityChange[] {
  return [
    ...grantChanges(sides, grantsOf),
    ...settingChanges(sides, settingsOf),
    ...backendChanges(sides),
    ...nginxChanges(sides),
  ];
}

/** A class may be that of a controller that the Internet reaches; only the cluster knows. */
function settingsOf(ingress: KubernetesObject): readonly Setting[] {
  const fields = Fields.of(ingress);
  const annotation = fields.child('metadata').map('annotations').get('kubernetes.io/ingress.class');
  const value = fields.child('spec').text('ingressClassName') ?? annotation ?? 'that of the cluster';
  return [{ what: 'class, whose controller publishes it', value, severity: 'high' }];
}

function backendChanges({ subject, before, after }: Sides<KubernetesObject>): readonly SecurityChange[] {
  if (before === undefined || after === undefined) return [];
  const will = backendsOf(after);
  return [...backendsOf(before)].flatMap(([path, was]): readonly SecurityChange[] => {
    const next = will.get(path) ?? was;
    if (next === was) return [];
    return [
      { direction: 'changed', subject, what: 'what answers', detail: `${path}: ${was} → ${next}`, severity: 'medium' },
    ];
  });
}

/** By host and path; there may be several of one, of other types. */
function backendsOf(ingress: KubernetesObject): ReadonlyMap<string, string> {
  const spec = Fields.of(ingress).child('spec');
  const rules = spec.items('rules').flatMap((rule) =>
    rule
      .child('http')
      .items('paths')
      .map((path) => [`${rule.text('host') ?? 'any host'}${path.text('path') ?? '/'}`, path.child('backend')] as const),
  );
  const backends = new Map<string, string>();
  for (const [path, backend] of [...rules, ['any other request', spec.child('defaultBackend')] as const]) {
    if (!backend.present) continue;
    backends.set(path, [...(backends.get(path)?.split(', ') ?? []), backendWords(backend)].sort().join(', '));
  }
  return backends;
}

function backendWords(backend: Fields): string {
  const [service, resource] = [backend.child('service'), backend.child('resource')];
  if (resource.present) return `${resource.text('kind') ?? '?'} ${resource.text('name') ?? '?'}`;
  const port = service.child('port');
  return `Service ${service.text('name') ?? '?'}:${port.scalar('number') ?? port.text('name') ?? '?'}`;
}

function grantsOf(ingress: KubernetesObject): readonly Grant[] {
  const spec = Fields.of(ingress).child('spec');
  const secured = spec.items('tls').flatMap((tls) => tls.texts('hosts'));
  const backend = spec.child('defaultBackend');
  const rules = spec.items('rules').flatMap((rule): readonly Grant[] => {
    const host = rule.text('host');
    const name = host ?? 'any host';
    const paths = rule
      .child('http')
      .items('paths')
      .map((path) => `${name}${path.text('path') ?? '/'}`);
    return [
      ...hostGrants(host),
      ...(isSecured(host, secured) ? [] : [unprotected(name)]),
      ...paths.map((detail): Grant => ({ what: 'reachable from outside', detail, severity: 'medium' })),
    ];
  });
  const fallback: readonly Grant[] = backend.present ? [...hostGrants(undefined), unprotected('any host')] : [];
  return [...rules, ...fallback];
}

function hostGrants(host: string | undefined): readonly Grant[] {
  if (host === undefined) return [{ what: 'takes requests for any host name', detail: 'any host', severity: 'medium' }];
  return host.startsWith('*.')
    ? [{ what: 'takes requests for all names of a domain', detail: host, severity: 'medium' }]
    : [];
}

function unprotected(detail: string): Grant {
  return { what: 'without TLS', detail, severity: 'high' };
}

/** A wildcard of a certificate stands for one label. */
function isSecured(host: string | undefined, secured: readonly string[]): boolean {
  if (host === undefined) return false;
  return secured.includes(host) || secured.includes(`*${host.slice(host.indexOf('.'))}`);
}
