import { Token } from './cdktf';

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
 * Whether the printed form of a given value shows that it was a token.
 *
 * @param printed the `given` line of a problem
 */
export function isPrintedToken(printed: string): boolean {
  return PRINTED_TOKEN.test(printed);
}

function search(value: unknown, path: string): string[] {
  if (typeof value === 'function') return [];
  if (Token.isUnresolved(value)) return [path];
  if (Array.isArray(value)) return value.flatMap((item, index) => search(item, `${path}[${index}]`));
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return [];
  return Object.entries(value).flatMap(([key, item]) => search(item, `${path}.${key}`));
}
