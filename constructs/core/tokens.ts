import { Token } from './cdktf';

/** What is in each text that cdktf encodes a token as, also in that of a list and in the key of a map. */
const MARK = 'TfToken[';

/** How cdktf encodes a token in a text, and how JavaScript prints the numbers that it uses as tokens. */
const PRINTED_TOKEN = /TfToken\[|^-\d+(\.\d+)?e\+\d{3}$/;

/**
 * Finds tokens in settings: in texts, numbers, lists and plain maps. Values of classes are left alone, they check
 * what they are made from.
 *
 * @param settings what a construct was told
 * @param free fields that may hold tokens
 * @returns paths of the fields that hold one
 */
export function tokensIn(settings: object, free: ReadonlySet<string> = new Set()): readonly string[] {
  return Object.entries(settings)
    .filter(([field]) => !free.has(field))
    .flatMap(([field, value]) => search(value, field));
}

/**
 * Whether a value is a token, or a text with one. Of thousands of values hardly any is, and for most of them that is
 * seen faster than cdktf can say it.
 *
 * @param value any value
 */
export function isToken(value: unknown): boolean {
  return mayBeToken(value) && Token.isUnresolved(value);
}

function mayBeToken(value: unknown): boolean {
  if (typeof value === 'string') return value.includes(MARK);
  if (typeof value === 'number') return !(Number.isSafeInteger(value) && value >= 0);
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(value)) return value.length === 1 && mayBeToken(value[0]);
  if (Object.getPrototypeOf(value) !== Object.prototype || 'resolve' in value) return true;
  return Object.keys(value).some((key) => key.includes(MARK));
}

/**
 * Whether the printed form of a given value shows that it was a token.
 *
 * @param printed the `given` line of a problem
 */
export function isPrintedToken(printed: string): boolean {
  return PRINTED_TOKEN.test(printed);
}

function search(value: unknown, path: string): string[] {
  if (typeof value === 'function') return [];
  if (isToken(value)) return [path];
  if (Array.isArray(value)) return value.flatMap((item, index) => search(item, `${path}[${index}]`));
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return [];
  return Object.entries(value).flatMap(([key, item]) => search(item, `${path}.${key}`));
}
