/** A set of strings, given by its members, or by what it leaves out of all strings. */
export interface ValueSet {
  /** Whether `values` are left out instead of in. */
  readonly but: boolean;
  /** Members, or exceptions; sorted, each once. */
  readonly values: readonly string[];
}

/** Every string. */
export const ANY: ValueSet = { but: true, values: [] };

/** The set of these members. */
export function setOf(members: Iterable<string>): ValueSet {
  return { but: false, values: [...new Set(members)].sort() };
}

/** All but these. */
export function allBut(exceptions: Iterable<string>): ValueSet {
  return { ...setOf(exceptions), but: true };
}

/** What is not in the set. */
export function complement({ but, values }: ValueSet): ValueSet {
  return { but: !but, values };
}

/** What is in both sets. */
export function intersection(a: ValueSet, b: ValueSet): ValueSet {
  if (a.but && b.but) return allBut([...a.values, ...b.values]);
  const [members, filter] = a.but ? [b, a] : [a, b];
  const known = new Set(filter.values);
  return { but: false, values: members.values.filter((value) => known.has(value) !== filter.but) };
}

/** What is in one of the sets, or in both. */
export function union(a: ValueSet, b: ValueSet): ValueSet {
  return complement(intersection(complement(a), complement(b)));
}

/** What is in the first set only. */
export function minus(a: ValueSet, b: ValueSet): ValueSet {
  return intersection(a, complement(b));
}

/** Whether nothing is in the set. */
export function isNone({ but, values }: ValueSet): boolean {
  return !but && values.length === 0;
}

/** Whether everything is in the set. */
export function isAny({ but, values }: ValueSet): boolean {
  return but && values.length === 0;
}

/** Whether something is in both sets. */
export function meets(a: ValueSet, b: ValueSet): boolean {
  if (a.but && b.but) return true;
  const [members, filter] = a.but ? [b, a] : [a, b];
  return members.values.some((value) => has(filter.values, value) !== filter.but);
}

/** Values are sorted. */
function has(values: readonly string[], value: string): boolean {
  if (values.length < 8) return values.includes(value);
  let [low, high] = [0, values.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((values[middle] ?? '') < value) low = middle + 1;
    else high = middle;
  }
  return values[low] === value;
}
