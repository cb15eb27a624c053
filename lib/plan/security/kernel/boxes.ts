import { Effort } from './effort';
import { TooLarge } from './too-large';
import { ANY, equal, intersection, isAny, isNone, meets, minus, union, type ValueSet } from './value-set';

/**
 * A set of cases, e.g. of requests or of flows: for each dimension the values that it holds. A dimension that is not
 * named holds all. What is allowed is a union of boxes, so that before and after compare exactly, by meaning.
 */
export type Box = ReadonlyMap<string, ValueSet>;

const MOST_PIECES = 4000;
const MOST_CUTS = 500_000;
const MOST_MERGED = 150;

/** What is new, and what is gone. */
export interface BoxChange {
  /** Cases that only the second union holds. */
  readonly gained: readonly Box[];
  /** Cases that only the first union holds. */
  readonly lost: readonly Box[];
}

/** A box of these dimensions; those that hold everything are left out. */
export function box(dimensions: Iterable<readonly [string, ValueSet]>): Box {
  const kept: (readonly [string, ValueSet])[] = [];
  let [last, inOrder] = ['', true];
  for (const entry of dimensions) {
    const [dimension, values] = entry;
    if (isAny(values)) continue;
    inOrder &&= last < dimension;
    last = dimension;
    kept.push(entry);
  }
  // Most come from another box.
  return new Map(inOrder ? kept : kept.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}

/** The values of one dimension. */
export function side(given: Box, dimension: string): ValueSet {
  return given.get(dimension) ?? ANY;
}

/** What is in both boxes; `undefined` when there is nothing. */
export function overlap(a: Box, b: Box): Box | undefined {
  const sides = new Map(a);
  for (const [dimension, values] of b) {
    const both = intersection(side(a, dimension), values);
    if (isNone(both)) return undefined;
    sides.set(dimension, both);
  }
  return isFilled(sides) ? box(sides) : undefined;
}

/** Whether there is an {@link overlap}, without making it: most pairs have nothing in common. */
export function overlaps(a: Box, b: Box): boolean {
  for (const [dimension, values] of b) if (!meets(side(a, dimension), values)) return false;
  for (const [dimension, values] of a) if (!b.has(dimension) && isNone(values)) return false;
  return true;
}

/** What is in the first box only, in pieces that do not overlap. */
function without(a: Box, b: Box): readonly Box[] {
  if (!overlaps(a, b)) return [a];
  const pieces: Box[] = [];
  const rest = new Map(a);
  for (const [dimension, values] of b) {
    const all = side(rest, dimension);
    const outside = minus(all, values);
    if (!isNone(outside)) pieces.push(box(new Map(rest).set(dimension, outside)));
    rest.set(dimension, intersection(all, values));
  }
  return pieces;
}

/**
 * What the first union holds and the second does not.
 *
 * @param all first union
 * @param removed second union
 * @param effort work that is left. @default - enough for one comparison
 * @throws TooLarge when it has more pieces than anybody could read
 */
export function difference(
  all: readonly Box[],
  removed: readonly Box[],
  effort = new Effort(MOST_CUTS),
): readonly Box[] {
  return removed.length === 0 ? merged(distinct(all)) : cut(byKey(all), byKey(removed), effort);
}

function cut(all: Keyed, gone: Keyed, effort: Effort): readonly Box[] {
  // Most of two versions is the same: it needs no arithmetic.
  let rest = [...all].filter(([key]) => !gone.has(key)).map(([, piece]) => piece);
  let work = 0;
  // Large boxes first: they leave less to cut.
  for (const piece of [...gone.values()].sort((a, b) => a.size - b.size)) {
    work += rest.length;
    const spent = !effort.spend(rest.length);
    rest = rest.flatMap((left) => without(left, piece));
    if (rest.length > MOST_PIECES || work > MOST_CUTS || spent) throw new TooLarge();
  }
  return merged(distinct(rest));
}

/**
 * Compares two unions by meaning.
 *
 * @param before first union
 * @param after second union
 * @param effort work that is left. @default - enough for one comparison
 * @throws TooLarge when a difference has more pieces than anybody could read
 */
export function compare(before: readonly Box[], after: readonly Box[], effort?: Effort): BoxChange {
  if (before.length === 0) return { gained: difference(after, [], effort), lost: [] };
  const [was, will] = [byKey(before), byKey(after)];
  return {
    gained: cut(will, was, effort ?? new Effort(MOST_CUTS)),
    lost: cut(was, will, effort ?? new Effort(MOST_CUTS)),
  };
}

type Keyed = ReadonlyMap<string, Box>;

/** Each box once, in the order of what it says; empty ones are dropped. */
function distinct(boxes: readonly Box[]): readonly Box[] {
  return boxes.length > 1 ? [...byKey(boxes).values()] : boxes.filter(isFilled);
}

function isFilled(given: Box): boolean {
  for (const values of given.values()) if (isNone(values)) return false;
  return true;
}

/** Boxes by a text that says all of them, in its order; empty ones are dropped. */
function byKey(boxes: readonly Box[]): Keyed {
  const filled = boxes.filter(isFilled);
  const keyed = filled.map((each): [string, Box] => [keyOf(each), each]);
  return new Map(keyed.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}

/** `JSON.stringify` of its entries, in a part of the time. */
function keyOf(given: Box): string {
  let key = '';
  for (const [dimension, { but, values }] of given) {
    const [only = ''] = values;
    const members = values.length === 1 ? `[${JSON.stringify(only)}]` : JSON.stringify(values);
    key += `${key === '' ? '' : ','}[${JSON.stringify(dimension)},{"but":${but},"values":${members}}]`;
  }
  return `[${key}]`;
}

/** Joins boxes that differ in one dimension only, so that fewer are to be read. */
function merged(boxes: readonly Box[]): readonly Box[] {
  if (boxes.length < 2 || boxes.length > MOST_MERGED) return boxes;
  const result = [...boxes];
  let at = 0;
  while (at < result.length) {
    const [joint, other] = firstJoint(result, at, at + 1, result.length) ?? [];
    if (joint === undefined || other === undefined) at += 1;
    else at = absorb(result, at, other, joint);
  }
  return [...byKey(result).values()];
}

/** Puts the joint of two boxes at the first of them; it may now fit one that was passed over, and so on. */
function absorb(boxes: Box[], first: number, second: number, joint: Box): number {
  boxes.splice(second, 1);
  boxes[first] = joint;
  const [larger, earlier] = firstJoint(boxes, first, 0, first) ?? [];
  return larger === undefined || earlier === undefined ? first : absorb(boxes, earlier, first, larger);
}

/** The first of the boxes in a range that joins with one of them. */
function firstJoint(boxes: readonly Box[], at: number, from: number, to: number): readonly [Box, number] | undefined {
  for (let other = from; other < to; other += 1) {
    const [a, b] = other < at ? [boxes[other], boxes[at]] : [boxes[at], boxes[other]];
    const joint = a === undefined || b === undefined ? undefined : joined(a, b);
    if (joint !== undefined) return [joint, other];
  }
  return undefined;
}

function joined(a: Box, b: Box): Box | undefined {
  let only: string | undefined;
  for (const dimension of dimensionsOf(a, b)) {
    if (equal(side(a, dimension), side(b, dimension))) continue;
    if (only !== undefined) return undefined;
    only = dimension;
  }
  return only === undefined ? a : box(new Map(a).set(only, union(side(a, only), side(b, only))));
}

/** Of the first box, and then those that only the second has. */
function* dimensionsOf(a: Box, b: Box): Generator<string> {
  yield* a.keys();
  for (const dimension of b.keys()) if (!a.has(dimension)) yield dimension;
}
