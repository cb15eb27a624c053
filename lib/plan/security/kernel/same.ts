/**
 * Whether two values are the same JSON; the order of keys does not matter, and neither does `null`, which the API does
 * not tell from a missing field.
 *
 * @param a one value
 * @param b another value
 */
export function sameJson(a: unknown, b: unknown): boolean {
  // Most objects of a large plan come or go.
  return a === b || (a !== undefined && b !== undefined && isSame(a, b));
}

function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (!isInner(a) || !isInner(b)) return (a ?? null) === (b ?? null);
  if (Array.isArray(a) || Array.isArray(b)) return Array.isArray(a) && Array.isArray(b) && isSameList(a, b);
  // Nothing is made for a value: a large plan has very many.
  for (const key in a) if (!isSame(a[key], ownOf(b, key))) return false;
  for (const key in b) if (!Object.hasOwn(a, key) && !isSame(b[key], null)) return false;
  return true;
}

function isSameList(a: readonly unknown[], b: readonly unknown[]): boolean {
  if (a.length !== b.length) return false;
  for (let index = 0; index < a.length; index += 1) if (!isSame(a[index], b[index])) return false;
  return true;
}

function isInner(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function ownOf(object: Readonly<Record<string, unknown>>, key: string): unknown {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}
