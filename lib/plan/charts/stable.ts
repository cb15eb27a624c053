import type { KubernetesObject } from '../../kubernetes/object';
import { isList, isObject, member, sameJson, type Json } from '../json';
import { asJson, pairObjects } from '../objects';

/** Stands for what differs each time that a chart is rendered. */
export const RANDOM = '‹made anew each time›';

/** Objects without what differs each time that they are rendered. */
export interface Stable {
  /** The objects; {@link RANDOM} stands for what differs. */
  readonly objects: readonly KubernetesObject[];
  /** Values that differ. */
  readonly values: number;
  /** Objects whose names differ: they are left out. */
  readonly names: number;
}

/**
 * Compares two renderings of the same input: what differs is generated, such as a password or a certificate, and says
 * nothing about a change.
 *
 * @param first one rendering
 * @param second another one
 */
export function stableObjects(first: readonly KubernetesObject[], second: readonly KubernetesObject[]): Stable {
  let [values, names] = [0, 0];
  const count = (): string => {
    values += 1;
    return RANDOM;
  };
  const objects = pairObjects(first, second).flatMap(({ before, after }): readonly KubernetesObject[] => {
    if (before === undefined || after === undefined) {
      // One that only the first has, and another one that only the second has.
      names += before === undefined ? 0 : 1;
      return [];
    }
    return [common(asJson(before), asJson(after), count) as unknown as KubernetesObject];
  });
  return { objects, values, names };
}

function common(a: Json, b: Json, random: () => string): Json {
  if (sameJson(a, b)) return a;
  if (isList(a) && isList(b) && a.length === b.length)
    return a.map((item, index) => common(item, b[index] ?? null, random));
  if (isObject(a) && isObject(b)) {
    const keys = [...new Set([...Object.keys(a), ...Object.keys(b)])];
    return Object.fromEntries(keys.map((key) => [key, common(member(a, key) ?? null, member(b, key) ?? null, random)]));
  }
  if (typeof a === 'string' && typeof b === 'string') return commonLines(a, b, random);
  return random();
}

/** Only the lines that differ: a file of settings may have one password. */
function commonLines(a: string, b: string, random: () => string): string {
  const [old, current] = [a.split('\n'), b.split('\n')];
  if (old.length === 1 || old.length !== current.length) return random();
  random();
  return old.map((line, index) => (line === current[index] ? line : RANDOM)).join('\n');
}
