import { createHash } from 'node:crypto';
import { invalidRoutePath } from '../errors/network';
import type { Problem } from '../errors/problem';
import type { KubernetesObject } from '../kubernetes/object';
import { ENVOY_NAMESPACE } from './envoy-gateway';
import type { RouteTargetFact } from './facts';

/** What answers the requests of a route. */
export interface RouteTarget {
  /** Path of the construct, below its stack. */
  readonly target: string;
  /** Its Service. */
  readonly service: { readonly name: string; readonly namespace: string; readonly port: number };
  /** Its share in percent of what its release answers. @default - it takes the rest */
  readonly weight?: number;
  /** The release that it is of, and the share of the stage's requests that this one answers. @default - it has none */
  readonly release?: { readonly name: string; readonly share: number };
}

const API = 'gateway.networking.k8s.io';
const PATH = /^\/$|^(\/(?!\.{1,2}(\/|$))[A-Za-z0-9._~-]+)+$/;

/**
 * Checks the path of a route.
 *
 * @param path beginning of the paths of requests
 * @returns DH3304, or nothing
 */
export function checkRoutePath(path: string): Problem | undefined {
  return typeof path === 'string' && PATH.test(path) ? undefined : invalidRoutePath(path);
}

/**
 * Requests for a path, shared out by weight. It lies beside the gateway, not beside what answers: no one else can
 * then attach routes to a listener that the world reaches, and one route can share requests out over namespaces.
 *
 * @param gateway name of the gateway
 * @param path beginning of the paths of requests
 * @param targets what answers
 * @param listener listener of the gateway
 */
export function httpRoute(
  gateway: string,
  path: string,
  targets: readonly RouteTarget[],
  listener: 'http' | 'https',
): KubernetesObject {
  const backendRefs = targets.map((target) => ({
    kind: 'Service',
    ...target.service,
    weight: weightOf(target, targets),
  }));
  const matches = [{ path: { type: 'PathPrefix', value: path } }];
  return route(routeName(gateway, path), gateway, listener, { matches, backendRefs });
}

/**
 * Of a hundred parts; of ten thousand where releases share the requests out before their targets do. A target without
 * a release has its part of the requests of each of them.
 */
function weightOf(target: RouteTarget, all: readonly RouteTarget[]): number {
  const releases = [...new Map(all.flatMap(({ release }) => (release === undefined ? [] : [[release.name, release]])))];
  if (releases.length < 2) return target.weight ?? restOf(all);
  return releases
    .map(([, release]) => release)
    .filter(({ name }) => target.release === undefined || target.release.name === name)
    .reduce((sum, { name, share }) => {
      const together = all.filter((other) => shareRequests(other.release?.name, name));
      return sum + share * (target.weight ?? restOf(together));
    }, 0);
}

function restOf(targets: readonly RouteTarget[]): number {
  return Math.max(0, 100 - sumOf(targets));
}

/**
 * Whether two targets of a route have parts of the same requests: of those that their release answers. What has no
 * release, given as undefined or null, has a part of those of each.
 *
 * @param one release of one target
 * @param other release of the other
 */
export function shareRequests(one: string | null | undefined, other: string | null | undefined): boolean {
  return (one ?? other ?? null) === (other ?? one ?? null);
}

/**
 * Sends clients that come by HTTP to HTTPS.
 *
 * @param gateway name of the gateway
 */
export function redirectRoute(gateway: string): KubernetesObject {
  const filter = { type: 'RequestRedirect', requestRedirect: { scheme: 'https', statusCode: 301 } };
  const matches = [{ path: { type: 'PathPrefix', value: '/' } }];
  return route(`${gateway}.to.https`, gateway, 'http', { matches, filters: [filter] });
}

/**
 * The consent of a target's namespace: routes of gateways may name this one Service there.
 *
 * @param gateway name of the gateway
 * @param target what answers, in another namespace
 */
export function referenceGrant(gateway: string, { service }: RouteTarget): KubernetesObject {
  const metadata = { name: `${gateway}.${service.name}`, namespace: service.namespace };
  const from = [{ group: API, kind: 'HTTPRoute', namespace: ENVOY_NAMESPACE }];
  const to = [{ group: '', kind: 'Service', name: service.name }];
  return { apiVersion: `${API}/v1`, kind: 'ReferenceGrant', metadata, spec: { from, to } };
}

/**
 * Name of a target's Service with its namespace.
 *
 * @param target what answers
 */
export function serviceOf({ service }: RouteTarget): string {
  return `${service.namespace}/${service.name}`;
}

/**
 * A target as a fact.
 *
 * @param target what answers
 */
export function targetFact(target: RouteTarget): RouteTargetFact {
  return {
    target: target.target,
    service: serviceOf(target),
    weight: target.weight ?? null,
    release: target.release?.name ?? null,
  };
}

/**
 * Sum of the weights that were given.
 *
 * @param targets what answers
 */
export function sumOf(targets: readonly { readonly weight?: number | null }[]): number {
  return targets.reduce((sum, { weight }) => sum + (weight ?? 0), 0);
}

/** A name without characters that names of objects drop; a hash where two paths could meet in one name. */
function routeName(gateway: string, path: string): string {
  if (path === '/') return gateway;
  const plain = path.slice(1);
  if (/^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/.test(plain)) return `${gateway}.${plain}`;
  const words = plain.toLowerCase().match(/[a-z0-9]+/g) ?? ['path'];
  return `${gateway}.${words.join('-')}.${createHash('sha256').update(path).digest('hex').slice(0, 8)}`;
}

function route(name: string, gateway: string, sectionName: string, rule: object): KubernetesObject {
  const spec = { parentRefs: [{ name: gateway, sectionName }], rules: [rule] };
  return { apiVersion: `${API}/v1`, kind: 'HTTPRoute', metadata: { name, namespace: ENVOY_NAMESPACE }, spec };
}
