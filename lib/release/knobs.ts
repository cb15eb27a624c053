/** Value of a knob. */
export type KnobValue = string | number | boolean;

/** What stages of one release may turn, by name. */
export type Knobs = Readonly<Record<string, KnobValue>>;

/**
 * The knobs that a release does not have, or has of another type.
 *
 * @param given what a stage turns
 * @param declared what a release has, with its defaults
 */
export function foreignKnobs(given: Knobs, declared: Knobs): readonly string[] {
  return Object.keys(given)
    .filter((name) => !(name in declared) || typeof declared[name] !== typeof given[name])
    .sort();
}
