import type { KubernetesObject } from '../kubernetes/object';
import { isList, isObject, member, membersOf, sameJson, setMember, textAt, type Json, type JsonObject } from './json';
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
 * Takes a value for a Kubernetes object when it has what every one has. One whose name the server makes has a `?` at
 * the end of it.
 *
 * @param value any value
 */
export function objectIn(value: Json | undefined): KubernetesObject | undefined {
  const object = typeof value === 'string' && mayHoldObject(value) ? parseDocument(value) : value;
  const named = ['apiVersion', 'kind'].every((key) => typeof member(object, key) === 'string');
  if (!named || !isObject(object)) return undefined;
  const metadata = member(object, 'metadata');
  if (textAt(metadata, 'name') !== undefined) return object as unknown as KubernetesObject;
  const start = textAt(metadata, 'generateName');
  if (start === undefined || !isObject(metadata)) return undefined;
  return { ...object, metadata: { ...metadata, name: `${start}?` } } as unknown as KubernetesObject;
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
 * Takes the Kubernetes objects out of values: those of charts that only carry objects, and the extra objects that
 * others take, charts within charts too. They stand in lists or maps, beside other things, as objects of kind `List`,
 * or as texts that may be templates.
 *
 * @param values values of a release, nested no deeper than a document may be
 * @returns the objects, and the values without them
 */
export function splitObjects(values: Json): SplitValues {
  if (!isObject(values)) return { objects: [], rest: values };
  const objects: KubernetesObject[] = [];
  const rest: Record<string, Json> = {};
  for (const [key, value] of membersOf(values)) {
    const left = withoutObjects(value, objects, true);
    if (left !== undefined && !(isList(left) && left.length === 0)) setMember(rest, key, left);
  }
  return { objects, rest };
}

/** What is left of a value: nothing of an object, and the value itself where it holds none, as most do. */
function withoutObjects(value: Json, objects: KubernetesObject[], texts: boolean): Json | undefined {
  if (typeof value === 'string') return texts && mayHoldObject(value) ? textWithout(value, objects) : value;
  if (isList(value)) return listWithout(value, objects, texts);
  if (!isObject(value)) return value;
  const isTyped = typeof value['kind'] === 'string' && typeof value['apiVersion'] === 'string';
  if (!isTyped) return mapWithout(value, objects, texts);
  const items = member(value, 'items');
  if (isList(items) && items.length > 0) {
    const left = listWithout(typedItems(value, items), objects, texts);
    if (left.length < items.length) return left.length === 0 ? undefined : { ...value, items: left };
  }
  const object = objectIn(value);
  if (object === undefined) return mapWithout(value, objects, texts);
  objects.push(object);
  return undefined;
}

function listWithout(list: readonly Json[], objects: KubernetesObject[], texts: boolean): readonly Json[] {
  let kept: Json[] | undefined;
  for (const [index, item] of list.entries()) {
    const left = withoutObjects(item, objects, texts);
    if (left !== item) kept ??= list.slice(0, index);
    if (left !== undefined) kept?.push(left);
  }
  return kept ?? list;
}

function mapWithout(map: JsonObject, objects: KubernetesObject[], texts: boolean): JsonObject {
  let changed: Map<string, Json | undefined> | undefined;
  for (const key in map) {
    const item = map[key] ?? null;
    const left = withoutObjects(item, objects, texts);
    if (left !== item) changed = (changed ?? new Map<string, Json | undefined>()).set(key, left);
  }
  if (changed === undefined) return map;
  const kept: Record<string, Json> = {};
  for (const [key, item] of membersOf(map)) {
    const left = changed.has(key) ? changed.get(key) : item;
    if (left !== undefined) setMember(kept, key, left);
  }
  return kept;
}

/** Of a `RoleList`, an item without a kind is a Role: so the clients of Kubernetes have it, whatever the kind. */
function typedItems(list: JsonObject, items: readonly Json[]): readonly Json[] {
  const kind = textAt(list, 'kind')?.replace(/List$/, '') ?? '';
  if (kind === '') return items;
  const inherited = { apiVersion: textAt(list, 'apiVersion') ?? '', kind };
  return items.map((item) => (isObject(item) && member(item, 'kind') === undefined ? { ...item, ...inherited } : item));
}

function mayHoldObject(text: string): boolean {
  return text.includes('kind') && text.includes('apiVersion');
}

/** Documents of a text that charts write out, as a template or as they are. It stays where one of them is no object. */
function textWithout(text: string, objects: KubernetesObject[]): Json | undefined {
  const before = objects.length;
  let isWhole = true;
  for (const document of text.split(/^---/m)) {
    if (!/^[^#\s]/m.test(document)) continue;
    const left = documentWithout(document, objects);
    isWhole &&= left === undefined || (isList(left) && left.length === 0);
  }
  return isWhole && objects.length > before ? undefined : text;
}

function documentWithout(document: string, objects: KubernetesObject[]): Json | undefined {
  const before = objects.length;
  const left = withoutObjects(parseDocument(document) ?? null, objects, false);
  if (objects.length > before || !document.includes('{{')) return left;
  return withoutObjects(parseDocument(withoutTemplates(document)) ?? null, objects, false);
}

/** What a template makes only Helm tells: lines of control go, and a value is `??`. */
function withoutTemplates(document: string): string {
  return document.replace(/^[^\S\n]*\{\{[^{}\n]*\}\}[^\S\n]*$/gm, '').replace(/\{\{[^{}\n]*\}\}/g, '??');
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

/** Objects of one name, as those whose name the server makes, are told apart by their order; equal ones are one. */
function byKey(objects: readonly KubernetesObject[]): ReadonlyMap<string, KubernetesObject> {
  const keyed = new Map<string, KubernetesObject>();
  const count = new Map<string, number>();
  for (const object of objects) {
    const { apiVersion, kind, namespace = '', name } = identityOf(object);
    const key = [kind, apiVersion.replace(/\/?[^/]*$/, ''), namespace, name].join('\0');
    const last = count.get(key) ?? 0;
    const former = keyed.get(placeOf(key, last));
    if (former !== undefined && sameJson(asJson(former), asJson(object))) continue;
    const place = former === undefined ? last : last + 1;
    if (place > 0) count.set(key, place);
    keyed.set(placeOf(key, place), object);
  }
  return keyed;
}

function placeOf(key: string, place: number): string {
  return place === 0 ? key : `${key}\0${place}`;
}
