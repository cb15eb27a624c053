import type { KubernetesObject } from '../kubernetes/object';
import { withoutDescriptions } from './crd-descriptions';
import { diff, NOTHING, type Field } from './diff';
import { at, isObject, listAt, member, membersOf, sameJson, type Json, type JsonObject } from './json';
import {
  asJson,
  identityOf,
  isKept,
  pairObjects,
  splitObjects,
  type ObjectIdentity,
  type ObjectPair,
  type SplitValues,
} from './objects';
import type { PlannedChange, Sides } from './read-plan';
import { isMarked, valuesOf } from './values';
import { withoutCommon } from './yaml-blocks';

/** What a change does to one Kubernetes object. `orphan`: it stays in the cluster, and nobody manages it any more. */
export type ObjectAction = 'create' | 'update' | 'replace' | 'delete' | 'orphan';

/** A Kubernetes object that changes with a resource. */
export interface ObjectChange extends ObjectPair {
  /** Which object. */
  readonly object: ObjectIdentity;
  /** What happens to it. */
  readonly action: ObjectAction;
  /** Values of it that change; none of an object that comes or goes. */
  readonly fields: readonly Field[];
}

/** A Kubernetes object that a release carries. */
export interface CarriedObject extends ObjectPair {
  /** What happens to it. */
  readonly action: ObjectAction | 'none';
}

/** A resource of a plan, opened. */
export interface Opened {
  /** Attributes and values that change. */
  readonly fields: readonly Field[];
  /** Kubernetes objects that change with it. */
  readonly objects: readonly ObjectChange[];
  /** Whether only the apply tells which objects it carries. */
  readonly objectsUnknown: boolean;
}

/** What the provider computes of the chart: megabytes that repeat the values, secrets in clear text. */
const DROPPED = new Set(['metadata', 'manifest', 'resources', 'notes', 'id', 'values', 'set_sensitive', 'set_wo']);

/**
 * Opens a Helm release: its values by path, and each Kubernetes object that they carry as a change of its own.
 *
 * @param change a `helm_release`
 */
export function openRelease(change: PlannedChange): Opened {
  const [before, after] = readSides(change);
  const isUnknown = isMarked(member(change.unknown, 'values'));
  const secret = (shadow: Json): boolean => isMarked(member(shadow, 'values'));
  const marks = { beforeSensitive: secret(change.beforeSensitive), afterSensitive: secret(change.afterSensitive) };
  const hide = (fields: readonly Field[]): readonly Field[] =>
    marks.beforeSensitive || marks.afterSensitive ? fields.map((each) => ({ ...each, sensitive: true })) : fields;
  const values = isUnknown
    ? diff({ ...NOTHING, before: before.rest, unknown: true }, ['values'])
    : hide([
        ...diff({ ...NOTHING, before: before.rest, after: after.rest }).map(inValues),
        ...diff({ ...NOTHING, before: before.texts, after: after.texts }, ['values']),
      ]);
  const objects = isUnknown ? [] : carriedObjects(change);
  return {
    fields: [...attributes(change), ...secretSettings(change), ...values],
    objects: objects.flatMap(objectChange).map((it) => ({ ...it, fields: hide(it.fields) })),
    objectsUnknown: isUnknown && before.objects.length > 0,
  };
}

/** A release, read once: its objects are asked for several times, and parsing takes long. */
const READ = new WeakMap<object, ReadRelease>();

interface ReadRelease extends SplitValues {
  readonly texts: readonly string[];
}

/** Only an update has members that stay; of the others, each object counts. */
function readSides({ action, before, after }: PlannedChange): readonly [ReadRelease, ReadRelease] {
  const [old, current] = [before, after].map((side) => listAt(side, 'values'));
  const [from, to] = [old?.[0], current?.[0]];
  const one = old?.length === 1 && current?.length === 1;
  const isYaml = (text: Json | undefined): text is string => typeof text === 'string' && !/^\s*[{[]/.test(text);
  if (action !== 'update' || !one || !isYaml(from) || !isYaml(to) || !isObject(before) || !isObject(after))
    return [readRelease(before), readRelease(after)];
  const known = [READ.get(before), READ.get(after)];
  if (known[0] !== undefined && known[1] !== undefined) return [known[0], known[1]];
  const [less, more] = withoutCommon(from, to);
  const read = [readRelease({ values: [less] }), readRelease({ values: [more] })] as const;
  READ.set(before, read[0]);
  READ.set(after, read[1]);
  return read;
}

function readRelease(side: Json): ReadRelease {
  const known = isObject(side) ? READ.get(side) : undefined;
  if (known !== undefined) return known;
  const { merged, texts } = valuesOf(side);
  const { objects, rest } = splitObjects(merged);
  const read = { objects, rest, texts };
  if (isObject(side)) READ.set(side, read);
  return read;
}

/**
 * The objects that a Helm release carries, those that stay as they are too: what its chart renders, where that is
 * known, else those in its values.
 *
 * @param change a `helm_release`
 */
export function carriedObjects(change: PlannedChange): readonly CarriedObject[] {
  const [before, after] = readSides(change);
  const { before: from, after: to } = change.rendered?.rendering ?? { before: before.objects, after: after.objects };
  return pairObjects(from, to).map((pair) => {
    return { before: pair.before, after: pair.after, action: objectAction(change, pair) };
  });
}

function inValues(field: Field): Field {
  return { ...field, path: ['values', ...field.path] };
}

function attributes(change: PlannedChange): readonly Field[] {
  const kept = (value: Json): Json =>
    isObject(value) ? Object.fromEntries(Object.entries(value).filter(([key]) => !DROPPED.has(key))) : value;
  const fields = diff({
    ...change,
    before: kept(change.before),
    after: kept(change.after),
    unknown: kept(change.unknown),
  });
  // What a new release does not set is false or 0.
  return fields.filter(({ after }) => change.action !== 'create' || (after !== false && after !== 0));
}

/** The provider marks these values, but for a time it marked their names instead. */
function secretSettings(change: PlannedChange): readonly Field[] {
  const side = (value: Json): Json => listAt(value, 'set_sensitive');
  const sides: Sides = { ...NOTHING, before: side(change.before), after: side(change.after) };
  return diff(sides, ['set_sensitive']).map((each) => ({ ...each, sensitive: true }));
}

function objectChange(carried: CarriedObject): readonly ObjectChange[] {
  const { before, after, action } = carried;
  const known = after ?? before;
  if (known === undefined || action === 'none') return [];
  const fields = action === 'update' || action === 'replace' ? diffObjects(carried) : [];
  return [{ before, after, action, object: identityOf(known), fields }];
}

function objectAction({ action, order }: PlannedChange, { before, after }: ObjectPair): CarriedObject['action'] {
  if (before === undefined) return 'create';
  const stays = isKept(before) || order === 'forget-old';
  if (action === 'forget') return 'orphan';
  if (after === undefined || action === 'delete') return stays ? 'orphan' : 'delete';
  if (action === 'replace' && !stays) return 'replace';
  return sameJson(asJson(before), asJson(after)) ? 'none' : 'update';
}

/**
 * Compares two Kubernetes objects; what a Secret holds is hidden, its keys are not. What a definition of a kind only
 * describes is left out: most of what differs between two versions is words.
 *
 * @param pair the object before and after
 */
export function diffObjects({ before, after }: ObjectPair): readonly Field[] {
  return diff({
    ...NOTHING,
    before: withoutDescriptions(asJson(before)),
    after: withoutDescriptions(asJson(after)),
    beforeSensitive: secretParts(before),
    afterSensitive: secretParts(after),
  });
}

function secretParts(object: KubernetesObject | undefined): Json {
  const hidden = (part: Json | undefined): Json =>
    isObject(part) ? Object.fromEntries(Object.keys(part).map((key) => [key, true])) : true;
  const json = asJson(object);
  const data = object?.kind === 'Secret' ? ['data', 'stringData'].map((key) => [key, hidden(member(json, key))]) : [];
  const [own, pods] = [checksums(json), checksums(at(json, 'spec', 'template'))];
  return {
    ...(Object.fromEntries(data) as JsonObject),
    ...(own === undefined ? {} : { metadata: own }),
    ...(pods === undefined ? {} : { spec: { template: { metadata: pods } } }),
  };
}

/** Charts write digests of Secrets there: of a short password anybody could try all. */
const CHECKSUM = /(^|[./_-])(checksums?|hash|digest|sha(1|256|512)?(sum)?)([./_-]|$)/i;

function checksums(value: Json | undefined): Json | undefined {
  const digests = membersOf(at(value, 'metadata', 'annotations')).filter(([key]) => CHECKSUM.test(key));
  return digests.length === 0 ? undefined : { annotations: Object.fromEntries(digests.map(([key]) => [key, true])) };
}
