import type { Field } from './diff';
import type { Json } from './json';
import type { Scrubber } from './scrubber';

/**
 * Takes documents that hold a secret as the texts that they are: a part of a secret, opened, would not be known as one.
 *
 * @param fields values that change
 * @param scrubber replaces secrets
 */
export function withWholeSecrets(fields: readonly Field[], scrubber: Scrubber): readonly Field[] {
  if (!fields.some(({ document }) => document !== undefined)) return fields;
  const holding = new Map<Field, boolean>();
  const shown = fields.map((field) => {
    const { document } = field;
    if (document === undefined) return field;
    const known = holding.get(document) ?? [document.before, document.after].some((side) => holds(side, scrubber));
    holding.set(document, known);
    return known ? document : field;
  });
  return [...new Set(shown)];
}

function holds(text: Json | undefined, scrubber: Scrubber): boolean {
  return typeof text === 'string' && scrubber.scrub(text) !== text;
}
