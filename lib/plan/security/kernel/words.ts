import { isAny, type ValueSet } from './value-set';

const MOST = 8;

/**
 * A list in words, cut after a few items with the number of the others.
 *
 * @param items what to list
 * @param separator between two items
 */
export function listed(items: readonly string[], separator = ', '): string {
  if (items.length <= MOST) return items.join(separator);
  return `${items.slice(0, MOST).join(separator)}${separator}and ${items.length - MOST} more`;
}

/**
 * A set in words: `any verb`, `get, list`, `any verb but get`.
 *
 * @param values the set
 * @param noun what its members are, e.g. `verb`
 */
export function setWords(values: ValueSet, noun: string): string {
  if (isAny(values)) return `any ${noun}`;
  return values.but ? `any ${noun} but ${listed(values.values)}` : listed(values.values);
}
