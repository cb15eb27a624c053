import type { KubernetesObject } from '../kubernetes/object';
import { isList, isObject, member, membersOf, textAt, type Json, type JsonObject } from './json';
import { parseDocument } from './values';

/** Name of a Kubernetes object, as far as it is known before the apply. */
export interface ObjectIdentity {
  /** Group and version. */
  readonly apiVersion: string;
  /** Kind. */
  readonly kind: string;
  /** Namespace. @default - none, or that of the release */
  readonly namespace?: string;
  /** Name; `?` when only the apply tells it. */
  readonly name: string;
}

/** An object before and after. */
export interface ObjectPair {
  /** The object before. @default - it is new */
  readonly before?: KubernetesObject;
  /** The object after. @default - it goes */
  readonly after?: KubernetesObject;
  /** What only the apply tells of it, and decides what it allows. @default - nothing */
  readonly undecided?: readonly string[];
}

/** Values, with the Kubernetes objects apart. */
export interface SplitValues {
  /** The objects. */
  readonly objects: readonly KubernetesObject[];
  /** The values without them. */
  readonly rest: Json;
}

/**
 * Takes a value for a Kubernetes object when it has what every one has.
 *
 * @param value any value
 */
export function objectIn(value: Json | undefined): KubernetesObject | undefined {
  const object = typeof value === 'string' && /^[ \t]*kind:/m.test(value) ? parseDocument(value) : value;
  const named = ['apiVersion', 'kind'].every((key) => typeof member(object, key) === 'string');
  if (!named || typeof textAt(object, 'metadata', 'name') !== 'string') return undefined;
  return object as unknown as KubernetesObject;
}

/**
 * Name of an object.
 *
 * @param object the object
 */
export function identityOf(object: KubernetesObject): ObjectIdentity {
  const { apiVersion, kind } = object;
  const namespace = textAt(asJson(object), 'metadata', 'namespace');
  return { apiVersion, kind, namespace, name: object.metadata.name };
}

/**
 * Takes the lists of Kubernetes objects out of values: those of charts that only carry objects, and of the extra
 * objects that others take.
 *
 * @param values values of a release
 * @returns the objects, and the values without them
 */
export function splitObjects(values: Json): SplitValues {
  if (!isObject(values)) return { objects: [], rest: values };
  const objects: KubernetesObject[] = [];
  const rest = membersOf(values).filter(([, value]) => {
    const found = isList(value) ? value.map(objectIn) : [];
    const carries = found.length > 0 && found.every((each) => each !== undefined);
    // No spread: there may be more than a call takes.
    if (carries) for (const each of found) objects.push(each);
    return !carries && !(isList(value) && value.length === 0);
  });
  return { objects, rest: Object.fromEntries(rest) };
}

/**
 * Joins objects by group, kind, namespace and name: another version is the same object.
 *
 * @param before objects before
 * @param after objects after
 * @returns pairs in the order of their names
 */
export function pairObjects(
  before: readonly KubernetesObject[],
  after: readonly KubernetesObject[],
): readonly ObjectPair[] {
  const [old, current] = [byKey(before), byKey(after)];
  const keys = [...new Set([...old.keys(), ...current.keys()])].sort();
  return keys.map((key) => {
    return { before: old.get(key), after: current.get(key) };
  });
}

/**
 * Tells whether Helm leaves an object in the cluster when its release goes, or no longer has it.
 *
 * @param object the object
 */
export function isKept(object: KubernetesObject): boolean {
  return textAt(asJson(object), 'metadata', 'annotations', 'helm.sh/resource-policy') === 'keep';
}

/**
 * An object as plain JSON.
 *
 * @param object the object
 */
export function asJson(object: KubernetesObject | undefined): JsonObject {
  return (object ?? {}) as unknown as JsonObject;
}

function byKey(objects: readonly KubernetesObject[]): ReadonlyMap<string, KubernetesObject> {
  return new Map(
    objects.map((object) => {
      const { apiVersion, kind, namespace = '', name } = identityOf(object);
      return [[kind, apiVersion.replace(/\/?[^/]*$/, ''), namespace, name].join('\0'), object];
    }),
  );
}
