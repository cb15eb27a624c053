import { isList, isObject, member, sameJson, textAt, type Json } from './json';
import type { Sides } from './read-plan';
import { isMarked, jsonDocument } from './values';

/** One step to a value: a name, an index, or the key of an element with its index. */
export type Step = string | number | { readonly key: string; readonly value: string; readonly index: number };

/** A value that changes. */
export interface Field {
  /** Where it stands. */
  readonly path: readonly Step[];
  /** What happens to it. */
  readonly change: 'added' | 'removed' | 'changed';
  /** Value before, a secret too. @default - none */
  readonly before?: Json;
  /** Value after, a secret too. @default - none, or unknown */
  readonly after?: Json;
  /** Whether only the apply tells the value after. */
  readonly unknown: boolean;
  /** Whether the value is a secret. */
  readonly sensitive: boolean;
  /** The text that it is a part of, a JSON document, as a value of its own. @default - none */
  readonly document?: Field;
}

/** Names that tell elements of a list apart, in this order. */
const KEYS = ['name', 'id', 'key', 'Sid'] as const;

/** The sides of nothing: what a missing element is. */
export const NOTHING: Sides = { before: null, after: null, unknown: null, beforeSensitive: null, afterSensitive: null };

/**
 * Compares two values by path. Lists of objects are compared by name where each has another; what is null and what is
 * not there are equal. Texts that are JSON documents, such as policies, are compared by what they say.
 *
 * @param sides both values and what is said of them
 * @param path where they stand. @default - at the root
 */
export function diff(sides: Sides, path: readonly Step[] = []): readonly Field[] {
  const { before, after, unknown } = sides;
  if (unknown === true) return [field(sides, path)];
  if (sides.beforeSensitive === true || sides.afterSensitive === true)
    return sameJson(before, after) ? [] : [field(sides, path)];
  if (isNone(before, isObject) && isNone(after, isObject) && (isObject(before ?? after) || isObject(unknown))) {
    const whole = path.length > 0 && (before === null || after === null) && !isMarkedAnywhere(sides);
    return whole ? [field(sides, path)] : members(sides, path);
  }
  // Most lists of what changes are the same.
  if (isList(before) && isList(after))
    return !isMarked(unknown) && sameJson(before, after) ? [] : elements(sides, before, after, path);
  if (sameJson(before, after) && !isMarked(unknown)) return [];
  if (isMarkedAnywhere(sides)) return parts(sides, path);
  const inner = documents(before, after, path);
  return inner.length > 0 ? inner : [field(sides, path)];
}

/** What two texts say differently; nothing where only blanks differ, or where they are no documents. */
function documents(before: Json, after: Json, path: readonly Step[]): readonly Field[] {
  const [old, current] = [jsonDocument(before), jsonDocument(after)];
  if (old === undefined || current === undefined || isList(old) !== isList(current)) return [];
  const document = field({ ...NOTHING, before, after }, path);
  return diff({ ...NOTHING, before: old, after: current }, path).map((each) => ({ ...each, document }));
}

/**
 * Tells whether a change says anything: providers write what was not set as an empty list, map or text.
 *
 * @param field the value
 */
export function isTold({ change, before, after }: Field): boolean {
  const value = change === 'added' ? after : change === 'removed' ? before : undefined;
  return value !== '' && !(typeof value === 'object' && value !== null && Object.keys(value).length === 0);
}

/** A value that comes or goes as a whole, with a secret or something unknown inside: each part is told apart. */
function parts(sides: Sides, path: readonly Step[]): readonly Field[] {
  const [before, after] = [isList(sides.before) ? sides.before : [], isList(sides.after) ? sides.after : []];
  const open = before.length + after.length > 0 && [sides.before, sides.after].every((side) => isNone(side, isList));
  return open ? byIndex(sides, before, after, path) : [field(sides, path)];
}

function isNone(value: Json, is: (value: Json) => boolean): boolean {
  return value === null || is(value);
}

function isMarkedAnywhere({ unknown, beforeSensitive, afterSensitive }: Sides): boolean {
  return isMarked(unknown) || isMarked(beforeSensitive) || isMarked(afterSensitive);
}

function members(sides: Sides, path: readonly Step[]): readonly Field[] {
  const { before, after, unknown } = sides;
  const fields: Field[] = [];
  if (isObject(before)) for (const key in before) addMember(fields, sides, path, key);
  if (isObject(after)) for (const key in after) if (!isIn(before, key)) addMember(fields, sides, path, key);
  if (isObject(unknown))
    for (const key in unknown) if (!isIn(before, key) && !isIn(after, key)) addMember(fields, sides, path, key);
  return fields;
}

/** A spread makes room for sixteen more steps, which very many paths do not have. */
function below(path: readonly Step[], step: Step): readonly Step[] {
  return path.length === 0 ? [step] : path.concat(step);
}

function isIn(value: Json, key: string): boolean {
  return isObject(value) && Object.hasOwn(value, key);
}

/** Most members are the same, or come or go as a whole: of these, no more is made than what is told. */
function addMember(fields: Field[], sides: Sides, path: readonly Step[], key: string): void {
  const before = member(sides.before, key) ?? null;
  const after = member(sides.after, key) ?? null;
  const unknown = partOf(sides.unknown, key);
  // Most are the same; what is inside is walked once more where it is not, which makes nothing.
  if ((before === after || sameJson(before, after)) && !isMarked(unknown)) return;
  if ((before === null) !== (after === null)) {
    const [beforeMark, afterMark] = [partOf(sides.beforeSensitive, key), partOf(sides.afterSensitive, key)];
    if (!isMarked(unknown) && !isMarked(beforeMark) && !isMarked(afterMark)) {
      fields.push(plainField(before, after, below(path, key)));
      return;
    }
  }
  for (const field of diff(inside(sides, key, key), below(path, key))) fields.push(field);
}

function elements(
  sides: Sides,
  before: readonly Json[],
  after: readonly Json[],
  path: readonly Step[],
): readonly Field[] {
  // A block that may be there once: its name says nothing.
  if (before.length === 1 && after.length === 1 && !isSetting(before[0])) return byIndex(sides, before, after, path);
  const key = KEYS.find((name) => isUnique(before, name) && isUnique(after, name));
  if (key !== undefined) return byName(sides, before, after, path, key);
  const marked = isMarkedAnywhere(sides);
  if (!marked && [...before, ...after].every((item) => !isObject(item) && !isList(item)))
    return scalars(sides, before, after, path);
  return byIndex(sides, before, after, path);
}

function byName(
  sides: Sides,
  before: readonly Json[],
  after: readonly Json[],
  path: readonly Step[],
  key: string,
): readonly Field[] {
  const indexes = (list: readonly Json[]): ReadonlyMap<string, number> =>
    new Map(list.map((item, index) => [textAt(item, key) ?? '', index]));
  const [old, current] = [indexes(before), indexes(after)];
  return [...new Set([...old.keys(), ...current.keys()])].flatMap((value) => {
    const [from, to] = [old.get(value) ?? -1, current.get(value) ?? -1];
    return diff(inside(sides, from, to), below(path, { key, value, index: to === -1 ? from : to }));
  });
}

/** What is equal at both ends stays; the rest is compared in order. */
function byIndex(
  sides: Sides,
  before: readonly Json[],
  after: readonly Json[],
  path: readonly Step[],
): readonly Field[] {
  const least = Math.min(before.length, after.length);
  let tail = 0;
  // Shadows lie by index: a list with marks is compared from its beginning.
  if (before.length !== after.length && !isMarkedAnywhere(sides))
    while (tail < least && sameJson(before[before.length - 1 - tail], after[after.length - 1 - tail])) tail += 1;
  // What is unknown at the end is in the shadow only.
  const known = Math.max(after.length, isList(sides.unknown) ? sides.unknown.length : 0);
  const length = Math.max(before.length, known) - tail;
  const fields: Field[] = [];
  for (let index = 0; index < length; index += 1) {
    const from = index < before.length - tail ? index : -1;
    const to = index < known - tail ? index : -1;
    for (const field of diff(inside(sides, from, to), below(path, index))) fields.push(field);
  }
  return fields;
}

/** Texts and numbers are a set, unless only their order changes. */
function scalars(
  sides: Sides,
  before: readonly Json[],
  after: readonly Json[],
  path: readonly Step[],
): readonly Field[] {
  const [gone, come] = [without(before, after), without(after, before)];
  if (gone.length === 1 && come.length === 1)
    return [field({ ...NOTHING, before: gone[0] ?? null, after: come[0] ?? null }, path)];
  if (gone.length + come.length === 0) return sameJson(before, after) ? [] : [field(sides, path)];
  return [
    ...gone.map((item) => field({ ...NOTHING, before: item }, path)),
    ...come.map((item) => field({ ...NOTHING, after: item }, path)),
  ];
}

function without(list: readonly Json[], others: readonly Json[]): readonly Json[] {
  const left = new Map<Json, number>();
  for (const item of others) left.set(item, (left.get(item) ?? 0) + 1);
  return list.filter((item) => {
    const count = left.get(item) ?? 0;
    left.set(item, count - 1);
    return count <= 0 && item !== null;
  });
}

/** Of a name with its value, the name says everything. */
function isSetting(item: Json | undefined): boolean {
  return member(item, 'value') !== undefined;
}

function isUnique(list: readonly Json[], key: string): boolean {
  const names = list.map((item) => member(item, key));
  return names.every((name) => typeof name === 'string') && new Set(names).size === names.length;
}

/** The sides of a member; a shadow that marks the whole marks each part. */
function inside(sides: Sides, from: string | number, to: string | number): Sides {
  return {
    before: member(sides.before, from) ?? null,
    after: member(sides.after, to) ?? null,
    unknown: partOf(sides.unknown, to),
    beforeSensitive: partOf(sides.beforeSensitive, from),
    afterSensitive: partOf(sides.afterSensitive, to),
  };
}

function partOf(shadow: Json, key: string | number): Json {
  return shadow === true ? true : (member(shadow, key) ?? null);
}

function field(sides: Sides, path: readonly Step[]): Field {
  const { before, after } = sides;
  const unknown = isMarked(sides.unknown);
  const sensitive = isMarked(sides.beforeSensitive) || isMarked(sides.afterSensitive);
  if (!unknown && !sensitive) return plainField(before, after, path);
  const gone = after === null && !unknown;
  return {
    path,
    change: before === null ? 'added' : gone ? 'removed' : 'changed',
    before: before ?? undefined,
    after: unknown ? undefined : (after ?? undefined),
    unknown,
    sensitive,
  };
}

/** A value of which nothing is unknown or secret. */
function plainField(before: Json, after: Json, path: readonly Step[]): Field {
  return {
    path,
    change: before === null ? 'added' : after === null ? 'removed' : 'changed',
    before: before ?? undefined,
    after: after ?? undefined,
    unknown: false,
    sensitive: false,
  };
}
