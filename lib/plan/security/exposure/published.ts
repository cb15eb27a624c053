import type { KubernetesObject } from '../../../kubernetes/object';
import { Fields } from '../kernel/fields';
import type { Sides } from '../kernel/grants';
import { identityOf } from '../kernel/objects';
import { listed } from '../kernel/words';
import type { SecurityChange, SecurityDirection } from '../security-change';

/**
 * Says which backends a Gateway publishes by a route, under which names and paths; those that stay are not told again.
 *
 * @param sides a route of the Gateway API
 */
export function publishedChanges({ subject, before, after }: Sides<KubernetesObject>): readonly SecurityChange[] {
  const read = (route: KubernetesObject | undefined): readonly string[] =>
    route === undefined ? [] : [...new Set(publishedBy(route))].sort();
  const [was, will] = [read(before), read(after)];
  const only = (direction: SecurityDirection, these: readonly string[], those: readonly string[]): SecurityChange[] => {
    const pieces = these.filter((each) => !those.includes(each));
    if (pieces.length === 0) return [];
    return [{ direction, subject, what: 'published by a Gateway', detail: listed(pieces, '; '), severity: 'medium' }];
  };
  return [...only('broadened', will, was), ...only('narrowed', was, will)];
}

/** A route of a mesh is attached to a Service and publishes nothing. */
function publishedBy(route: KubernetesObject): readonly string[] {
  const { namespace = 'default' } = identityOf(route);
  const spec = Fields.of(route).child('spec');
  const gateways = spec.items('parentRefs').filter((parent) => (parent.text('kind') ?? 'Gateway') === 'Gateway');
  const parents = gateways.map((parent) => {
    const listener = parent.text('sectionName') ?? parent.scalar('port');
    const name = `${parent.text('namespace') ?? namespace}/${parent.name('name')}`;
    return listener === undefined ? name : `${name} (${listener})`;
  });
  const named = spec.texts('hostnames');
  const hosts = named.length === 0 ? ['any host'] : named;
  return spec.items('rules').flatMap((rule) => {
    const backends = rule.items('backendRefs').map((backend) => {
      const name = `${backend.text('namespace') ?? namespace}/${backend.name('name')}`;
      return `${backend.text('kind') ?? 'Service'} ${name}:${backend.scalar('port') ?? '?'}`;
    });
    return parents.flatMap((parent) =>
      hosts.flatMap((host) =>
        pathsOf(rule).flatMap((path) => backends.map((backend) => `${host}${path} to ${backend} at ${parent}`)),
      ),
    );
  });
}

/** Of HTTP a path, of gRPC a method; without matches a rule takes all. */
function pathsOf(rule: Fields): readonly string[] {
  const paths = rule.items('matches').map((match) => {
    const path = match.child('path');
    // A method of HTTP is a text, that of gRPC says where it belongs.
    if (typeof match.raw('method') !== 'object') return path.text('value') ?? '/';
    const method = match.child('method');
    return `/${method.text('service') ?? '*'}/${method.text('method') ?? '*'}`;
  });
  return paths.length === 0 ? [''] : paths;
}
