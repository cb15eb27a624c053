/** A value of a JSON document that was written by somebody else. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

/** An object of such a document: any key may be there, `__proto__` too, so it is read by {@link member} only. */
export interface JsonObject {
  readonly [key: string]: Json;
}

/**
 * Tells whether a value is an object, and no list.
 *
 * @param value any value
 */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Tells whether a value is a list.
 *
 * @param value any value
 */
export function isList(value: unknown): value is readonly Json[] {
  return Array.isArray(value);
}

/**
 * A member of an object, or an element of a list: only its own, never what objects inherit.
 *
 * @param value any value
 * @param key name or index
 * @returns nothing when the value has none
 */
export function member(value: Json | undefined, key: string | number): Json | undefined {
  if (isList(value)) return typeof key === 'number' ? value[key] : undefined;
  return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

/**
 * A member along a path.
 *
 * @param value any value
 * @param keys names and indexes
 */
export function at(value: Json | undefined, ...keys: readonly (string | number)[]): Json | undefined {
  let inner = value;
  for (const key of keys) inner = member(inner, key);
  return inner;
}

/**
 * A member that is a text.
 *
 * @param value any value
 * @param keys path of the member
 */
export function textAt(value: Json | undefined, ...keys: readonly (string | number)[]): string | undefined {
  const found = at(value, ...keys);
  return typeof found === 'string' ? found : undefined;
}

/**
 * A member that is a list; an empty one when it is none.
 *
 * @param value any value
 * @param keys path of the member
 */
export function listAt(value: Json | undefined, ...keys: readonly (string | number)[]): readonly Json[] {
  const found = at(value, ...keys);
  return isList(found) ? found : [];
}

/**
 * The members of an object; none when it is no object.
 *
 * @param value any value
 */
export function membersOf(value: Json | undefined): readonly (readonly [string, Json])[] {
  return isObject(value) ? Object.entries(value) : [];
}

/**
 * Sets a member of an object that is being made, whatever its name. Members set one after another take a third of the
 * time of `Object.fromEntries`, which is told in pairs.
 *
 * @param object the object
 * @param key name of the member
 * @param value its value
 */
export function setMember(object: Record<string, Json>, key: string, value: Json): void {
  if (key !== '__proto__') object[key] = value;
  else Object.defineProperty(object, key, { value, configurable: true, enumerable: true, writable: true });
}

/**
 * Compares two values; a member that is null equals one that is not there, as Terraform has it.
 *
 * @param a one value
 * @param b the other
 */
export function sameJson(a: Json | undefined, b: Json | undefined): boolean {
  if (a === b) return true;
  if (isList(a) && isList(b)) return isSameList(a, b);
  if (isObject(a) && isObject(b)) return isSameObject(a, b);
  return (a ?? null) === (b ?? null);
}

/** A plan has very many values: these two make nothing. */
function isSameList(a: readonly Json[], b: readonly Json[]): boolean {
  if (a.length !== b.length) return false;
  for (let index = 0; index < a.length; index += 1) if (!sameJson(a[index], b[index])) return false;
  return true;
}

function isSameObject(a: JsonObject, b: JsonObject): boolean {
  for (const key in a) if (!sameJson(a[key], member(b, key))) return false;
  for (const key in b) if (b[key] !== null && !Object.hasOwn(a, key)) return false;
  return true;
}

/**
 * Tells whether a value is nested deeper than a limit. All others are safe to walk by recursion, as this does.
 *
 * @param value any value
 * @param limit levels
 */
export function isDeeper(value: Json | undefined, limit: number): boolean {
  return isInner(value) && (limit < 0 || holdsDeeper(value, limit - 1));
}

/** This sees every value of a plan: nothing is made for one, and no function called for those without others inside. */
function holdsDeeper(value: readonly Json[] | JsonObject, limit: number): boolean {
  if (isList(value)) {
    for (const item of value) if (isInner(item) && (limit < 0 || holdsDeeper(item, limit - 1))) return true;
    return false;
  }
  for (const key in value) {
    const item = value[key];
    if (isInner(item) && (limit < 0 || holdsDeeper(item, limit - 1))) return true;
  }
  return false;
}

function isInner(value: Json | undefined): value is readonly Json[] | JsonObject {
  return typeof value === 'object' && value !== null;
}
