import type { KubernetesObject } from '../../../kubernetes/object';
import { Fields } from '../kernel/fields';
import { grantChanges, type Grant, type Sides } from '../kernel/grants';
import type { SecurityChange } from '../security-change';

/**
 * Compares the names, paths and protection that an Ingress opens.
 *
 * @param sides an Ingress
 */
export function ingressChanges(sides: Sides<KubernetesObject>): readonly SecurityChange[] {
  return grantChanges(sides, grantsOf);
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
