/**
 * What a plain scalar of YAML is to Helm, whose parser has most of YAML 1.1: `yes` is true, `017` and `0o17` are 15,
 * and `1_000` is a thousand, but `1:30` and dates are texts.
 *
 * @param text the scalar as it is written
 * @returns the text itself where it is one; an integer that is too large for a double stays one, too
 */
export function helmScalar(text: string): string | number | boolean | null {
  const word = WORDS.get(text);
  if (word !== undefined) return word;
  if (!NUMBER.test(text)) return text;
  const digits = text.replaceAll('_', '');
  const value = integerOf(digits, text) ?? (FLOAT.test(digits) ? Number(digits) : text);
  // What no double holds, such as `1e400`, is none.
  return typeof value === 'number' && !Number.isFinite(value) ? text : value;
}

const TRUE = 'y Y yes Yes YES on On ON true True TRUE';
const FALSE = 'n N no No NO off Off OFF false False FALSE';

const WORDS: ReadonlyMap<string, boolean | null> = new Map<string, boolean | null>([
  ...TRUE.split(' ').map((word) => [word, true] as const),
  ...FALSE.split(' ').map((word) => [word, false] as const),
  ...['', '~', 'null', 'Null', 'NULL'].map((word) => [word, null] as const),
]);

/** What may be a number: most texts are told by their first character. */
const NUMBER = /^[-+]?\.?[0-9]/;
const FLOAT = /^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$/;
const INTEGER = /^([-+]?)(?:0[xX]([0-9a-fA-F]+)|0[bB]([01]+)|0[oO]?([0-7]+)|([0-9]+))$/;

function integerOf(digits: string, text: string): number | string | undefined {
  const [, sign, hexadecimal, binary, octal, decimal] = INTEGER.exec(digits) ?? [];
  if (sign === undefined) return undefined;
  // With a zero before it, it is octal or no integer: `08` is a float.
  if (decimal !== undefined && decimal.length > 1 && decimal.startsWith('0')) return undefined;
  const value =
    hexadecimal !== undefined
      ? parseInt(hexadecimal, 16)
      : binary !== undefined
        ? parseInt(binary, 2)
        : octal !== undefined
          ? parseInt(octal, 8)
          : Number(decimal);
  if (!Number.isSafeInteger(value)) return text;
  // There is no negative zero among integers.
  return sign === '-' && value !== 0 ? -value : value;
}
