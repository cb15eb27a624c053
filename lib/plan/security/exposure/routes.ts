import type { KubernetesObject } from '../../../kubernetes/object';
import { Fields } from '../kernel/fields';
import { grantChanges, type Grant, type Sides } from '../kernel/grants';
import { identityOf } from '../kernel/objects';
import type { SecurityChange } from '../security-change';
import { publishedChanges } from './published';

/** Kinds of routes that have rules with backends. */
export const ROUTES = ['HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute', 'UDPRoute'];

/**
 * Compares the names that a route takes, the namespaces that it sends to, and what a Gateway publishes by it.
 *
 * @param sides a route of the Gateway API
 */
export function routeChanges(sides: Sides<KubernetesObject>): readonly SecurityChange[] {
  const grants = grantChanges(sides, (route) => {
    const fields = Fields.of(route).child('spec');
    const hostnames = fields.texts('hostnames').filter((name) => name.startsWith('*.'));
    return [
      ...crossReferences(route).map(({ words }): Grant => ({
        what: 'sends to another namespace, where that one allows it (ReferenceGrant)',
        detail: words,
        severity: 'medium',
      })),
      ...hostnames.map((detail): Grant => ({
        what: 'takes requests for all names of a domain',
        detail,
        severity: 'low',
      })),
    ];
  });
  return [...grants, ...publishedChanges(sides)];
}

interface Reference {
  readonly words: string;
  readonly from: string;
  readonly to: { readonly namespace: string; readonly kind: string; readonly name: string };
}

/** Backends in other namespaces. */
function crossReferences(route: KubernetesObject): readonly Reference[] {
  const { group, kind, namespace = 'default' } = identityOf(route);
  const rules = Fields.of(route).child('spec').items('rules');
  return rules
    .flatMap((rule) => rule.items('backendRefs'))
    .flatMap((ref): readonly Reference[] => {
      const to = ref.text('namespace') ?? namespace;
      const backend = `${ref.text('group') ?? ''}/${ref.text('kind') ?? 'Service'}`;
      if (to === namespace) return [];
      const words = `${backend.replace(/^.*\//, '')} ${to}/${ref.name('name')}`;
      return [
        { words, from: `${group}/${kind}/${namespace}`, to: { namespace: to, kind: backend, name: ref.name('name') } },
      ];
    });
}

/**
 * Compares whom a ReferenceGrant lets refer to objects of its namespace.
 *
 * @param sides a ReferenceGrant
 */
export function referenceGrantChanges(sides: Sides<KubernetesObject>): readonly SecurityChange[] {
  return grantChanges(sides, (grant) =>
    pairsOf(grant).map(({ from, to, name }) => ({
      what: 'lets other namespaces refer to its objects',
      detail: `${from.replace(/^[^/]*\//, '')} may use ${to.replace(/^[^/]*\//, '')} ${name ?? 'of any name'}`,
      severity: to === '/Secret' ? 'high' : 'medium',
    })),
  );
}

interface Pair {
  readonly from: string;
  readonly to: string;
  readonly name: string | undefined;
}

function pairsOf(grant: KubernetesObject): readonly Pair[] {
  const spec = Fields.of(grant).child('spec');
  const to = spec.items('to');
  return spec.items('from').flatMap((source) => {
    const from = `${source.text('group') ?? ''}/${source.name('kind')}/${source.name('namespace')}`;
    return to.map((target) => ({
      from,
      to: `${target.text('group') ?? ''}/${target.name('kind')}`,
      name: target.text('name'),
    }));
  });
}

/**
 * References to other namespaces that take effect: a route makes them and a grant allows them.
 *
 * @param routes routes of a plan, at one time
 * @param grants its ReferenceGrants at the same time
 */
export function effectiveReferences(
  routes: readonly KubernetesObject[],
  grants: readonly KubernetesObject[],
): readonly Grant[] {
  return routes.flatMap((route) =>
    crossReferences(route)
      .filter(({ from, to }) =>
        grants.some(
          (grant) =>
            (identityOf(grant).namespace ?? 'default') === to.namespace &&
            pairsOf(grant).some(
              (pair) => pair.from === from && pair.to === to.kind && (pair.name ?? to.name) === to.name,
            ),
        ),
      )
      .map(({ from, words }): Grant => ({
        what: 'traffic between namespaces takes effect',
        detail: `${from.replace(/^[^/]*\//, '')} ${identityOf(route).name} to ${words}`,
        severity: 'medium',
      })),
  );
}

/**
 * Reads what {@link effectiveReferences} needs of an object.
 *
 * @param object a route or a ReferenceGrant
 * @throws Unreadable when a field has the wrong type
 */
export function checkReferences(object: KubernetesObject): readonly unknown[] {
  return object.kind === 'ReferenceGrant' ? pairsOf(object) : crossReferences(object);
}
