import { remembered } from '../remembered';

/**
 * Types of the resources of one provider that a review knows by what goes, or who gets in, with them. Names stand
 * without the prefix of the provider; a star is any letters, none too.
 */
export interface CloudTypes {
  /** Prefix of its types, such as `aws_`. */
  readonly prefix: string;
  /** What people stored goes with them, or a cluster or a group with all that runs in it. */
  readonly data: readonly string[];
  /** Keys: with them goes what they encrypt, wherever it lies. */
  readonly keys: readonly string[];
  /** Servers go with them, and what runs there. */
  readonly servers: readonly string[];
  /** They say who may do what, or who reaches what. */
  readonly access: readonly string[];
  /** They keep others from being deleted. */
  readonly locks: readonly string[];
}

/**
 * Names in a text.
 *
 * @param text names between blanks
 */
export function names(text: string): readonly string[] {
  return text.trim().split(/\s+/);
}

/**
 * Tells whether a type is one of some names.
 *
 * @param lists names of each provider, with its prefix
 * @returns a test of a type
 */
export function oneOf(
  lists: readonly (readonly [prefix: string, names: readonly string[]])[],
): (type: string) => boolean {
  const all = lists.flatMap(([prefix, list]) => list.map((name) => `${prefix}${name}`));
  const exact = new Set(all.filter((name) => !name.includes('*')));
  const families = all.filter((name) => name.includes('*')).map((name) => name.replaceAll('*', '\\w*'));
  const family = families.length === 0 ? undefined : new RegExp(`^(${families.join('|')})$`);
  return remembered((type) => exact.has(type) || family?.test(type) === true);
}
