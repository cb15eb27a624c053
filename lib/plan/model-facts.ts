import { isObject, listAt, member, textAt, type Json } from './json';

/** A fact of `datahall.json`. */
export interface ReadFact {
  /** Stage that it is of. */
  readonly stage: string;
  /** Path of its construct. */
  readonly path: string;
  /** All of it. */
  readonly fact: Json;
}

/**
 * The facts of one kind that a model has of some stages.
 *
 * @param model `datahall.json`
 * @param kind kind of the fact
 * @param stages names of the stages
 */
export function factsOf(model: Json | undefined, kind: string, stages: ReadonlySet<string>): readonly ReadFact[] {
  return listAt(model, 'facts').flatMap((fact) => {
    const [stage, path] = [textAt(fact, 'stage') ?? '', textAt(fact, 'path') ?? ''];
    return isObject(fact) && textAt(fact, 'kind') === kind && stages.has(stage) ? [{ stage, path, fact }] : [];
  });
}

/**
 * A member that is a number.
 *
 * @param value any value
 * @param key name of the member
 */
export function numberAt(value: Json | undefined, key: string): number | undefined {
  const found = member(value, key);
  return typeof found === 'number' ? found : undefined;
}
