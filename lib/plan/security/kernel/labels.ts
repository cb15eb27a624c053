import { box, type Box } from './boxes';
import type { Fields } from './fields';
import { allBut, ANY, intersection, setOf, type ValueSet } from './value-set';

/** Stands for a label that an object does not have; no label has this value. */
const ABSENT = '\u0000';

/**
 * The objects that a label selector selects, as a box with one dimension a label. A selector without requirements
 * selects all.
 *
 * @param selector a LabelSelector of the API
 * @param prefix tells labels of pods from those of namespaces
 */
export function selectorBox(selector: Fields, prefix: string): Box {
  const sides = new Map<string, ValueSet>();
  const require = (key: string, values: ValueSet): void => {
    const dimension = `${prefix}${key}`;
    sides.set(dimension, intersection(sides.get(dimension) ?? ANY, values));
  };
  for (const [key, value] of selector.map('matchLabels')) require(key, setOf([value]));
  for (const term of selector.items('matchExpressions')) require(term.name('key'), valuesOf(term));
  return box(sides);
}

function valuesOf(term: Fields): ValueSet {
  const values = term.texts('values');
  switch (term.name('operator')) {
    case 'In':
      return values.length === 0 ? term.refuse('values') : setOf(values);
    case 'NotIn':
      return values.length === 0 ? term.refuse('values') : allBut(values);
    case 'Exists':
      return allBut([ABSENT]);
    case 'DoesNotExist':
      return setOf([ABSENT]);
    default:
      return term.refuse('operator');
  }
}

/**
 * The namespaces that a selector selects. Each has a label with its name, so none is without it.
 *
 * @param selector a LabelSelector of the API
 * @param prefix tells these labels from others
 */
export function namespaceBox(selector: Fields, prefix: string): Box {
  const named = `${prefix}kubernetes.io/metadata.name`;
  return box(
    [...selectorBox(selector, prefix)].map(([key, { but, values }]) => {
      const present = values.filter((value) => key !== named || value !== ABSENT);
      return [key, { but, values: present }] as const;
    }),
  );
}

/**
 * Whether a selector selects an object with these labels.
 *
 * @param selected result of {@link selectorBox}
 * @param prefix the same as there
 * @param labels labels of the object
 */
export function selects(selected: Box, prefix: string, labels: ReadonlyMap<string, string>): boolean {
  return [...selected].every(([dimension, { but, values }]) => {
    const value = labels.get(dimension.slice(prefix.length)) ?? ABSENT;
    return values.includes(value) !== but;
  });
}

/**
 * Boxes of namespaces in words.
 *
 * @param pieces boxes of labels of namespaces
 * @param prefix which of their dimensions are labels
 */
export function namespaceWords(pieces: readonly Box[], prefix: string): string {
  const words = pieces.map((piece) => labelWords(piece, prefix));
  return words.map((text) => (text === '' ? 'all namespaces' : text)).join('; ');
}

/**
 * The label requirements of a box in words, e.g. `app=web, tier not cache`; empty when there are none.
 *
 * @param given any box
 * @param prefix which of its dimensions are labels
 */
export function labelWords(given: Box, prefix: string): string {
  const terms = [...given].filter(([dimension]) => dimension.startsWith(prefix));
  return terms.map(([dimension, values]) => term(dimension.slice(prefix.length), values)).join(', ');
}

function term(key: string, { but, values }: ValueSet): string {
  const named = values.filter((value) => value !== ABSENT);
  const absent = values.includes(ABSENT);
  const list = named.length === 1 ? (named[0] ?? '') : `(${named.join(', ')})`;
  if (named.length === 0) return but ? `with ${key}` : `without ${key}`;
  const words = but ? `${key} not ${list}` : `${key}=${list}`;
  if (!absent) return words;
  return but ? `with ${key}, ${words}` : `${words} or without ${key}`;
}
