import type { KubernetesObject } from '../../../kubernetes/object';
import { Fields } from './fields';

/** What every object says of itself. */
export interface Identity {
  /** API group, empty for the core group. */
  readonly group: string;
  /** Kind. */
  readonly kind: string;
  /** Name. */
  readonly name: string;
  /** Namespace; `undefined` where the object does not say one. */
  readonly namespace: string | undefined;
}

/**
 * Who an object is.
 *
 * @param object as the API takes it
 * @throws Unreadable when it does not say
 */
export function identityOf(object: KubernetesObject): Identity {
  const fields = Fields.of(object);
  const metadata = fields.child('metadata');
  const version = fields.name('apiVersion');
  const group = version.includes('/') ? version.slice(0, version.indexOf('/')) : '';
  return { group, kind: fields.name('kind'), name: metadata.name('name'), namespace: metadata.text('namespace') };
}

/**
 * An object in words, e.g. `Deployment team-a/web`.
 *
 * @param identity who it is
 */
export function subjectOf({ kind, name, namespace }: Identity): string {
  return `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
}

/**
 * As {@link subjectOf}, also for an object that cannot be read.
 *
 * @param object anything
 */
export function anySubject(object: unknown): string {
  const part = (value: unknown, key: string): unknown =>
    typeof value === 'object' && value !== null && Object.hasOwn(value, key) ? Reflect.get(value, key) : undefined;
  const text = (value: unknown): string => (typeof value === 'string' && value !== '' ? value : '?');
  const metadata = part(object, 'metadata');
  const namespace = part(metadata, 'namespace');
  const prefix = typeof namespace === 'string' ? `${namespace}/` : '';
  return `${text(part(object, 'kind'))} ${prefix}${text(part(metadata, 'name'))}`;
}

/** JSON with sorted keys, and without `null`, which the API does not tell from a missing field. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, each: unknown) => {
    if (typeof each !== 'object' || each === null || Array.isArray(each)) return each;
    const entries = Object.entries(each).filter(([, field]) => field !== null);
    return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
