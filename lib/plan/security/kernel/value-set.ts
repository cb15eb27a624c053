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
  if (a.but && b.but) return { but: true, values: joined(a.values, b.values) };
  const [members, filter] = a.but ? [b, a] : [a, b];
  return { but: false, values: members.values.filter((value) => has(filter.values, value) !== filter.but) };
}

/** Values of both, sorted as they are: cutting one after another out of a set adds a few to very many. */
function joined(a: readonly string[], b: readonly string[]): readonly string[] {
  const [many, few] = a.length < b.length ? [b, a] : [a, b];
  const result: string[] = [];
  let from = 0;
  for (const value of few) {
    const place = placeOf(many, value);
    for (; from < place; from += 1) result.push(many[from] ?? '');
    if (many[place] !== value) result.push(value);
  }
  for (; from < many.length; from += 1) result.push(many[from] ?? '');
  return result;
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

/** Whether both sets hold the same. */
export function equal(a: ValueSet, b: ValueSet): boolean {
  if (a === b) return true;
  if (a.but !== b.but || a.values.length !== b.values.length) return false;
  for (let at = 0; at < a.values.length; at += 1) if (a.values[at] !== b.values[at]) return false;
  return true;
}

/** Whether something is in both sets. */
export function meets(a: ValueSet, b: ValueSet): boolean {
  if (a.but && b.but) return true;
  const [members, filter] = a.but ? [b, a] : [a, b];
  return members.values.some((value) => has(filter.values, value) !== filter.but);
}

/** Values are sorted. */
function has(values: readonly string[], value: string): boolean {
  return values.length < 8 ? values.includes(value) : values[placeOf(values, value)] === value;
}

/** Of the first value that is not smaller. */
function placeOf(values: readonly string[], value: string): number {
  let [low, high] = [0, values.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((values[middle] ?? '') < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
