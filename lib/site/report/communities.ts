/** Several nodes that are drawn as one. */
interface Part {
  /** Its first node, which orders parts. */
  readonly first: number;
  /** What its nodes do. */
  readonly role: string;
  /** How many they are. */
  readonly size: number;
}

/** Two parts that may become one. */
interface Pair {
  readonly a: number;
  readonly b: number;
  /** Part of the neighbours of both that they share, themselves included. */
  readonly share: number;
}

/** How much larger than in an even split a part may become, as long as another one can grow instead. */
const LARGEST = 4;

/** What a pair shares at least, of what the best pair of either does: else it waits until that one is joined. */
const NEAR = 0.75;

/**
 * Joins nodes of one role that share most of their neighbours, until few parts are left: in each round each part with
 * one other at most, so that parts grow evenly and the time is near-linear. Equal input gives equal parts.
 *
 * @param roles what each node does: nodes of different roles never are in one part
 * @param neighbours of each node, by index
 * @param most parts to be left; more only when there are more roles
 * @returns the part of each node, as the index of its first node
 */
export function communities(
  roles: readonly string[],
  neighbours: readonly (readonly number[])[],
  most: number,
): readonly number[] {
  const partOf = roles.map((_, node) => node);
  const least = Math.max(most, new Set(roles).size);
  for (let limit = Math.ceil((LARGEST * roles.length) / most); ;) {
    const parts = partsOf(partOf, roles);
    const left = parts.size - least;
    if (left <= 0) return partOf;
    const joined = matched(parts, around(partOf, neighbours), limit, left);
    // Nothing that is near fits together: then larger ones may, and last what only has its role in common.
    if (joined.size === 0) limit *= 2;
    for (const [node, part] of partOf.entries()) partOf[node] = joined.get(part) ?? part;
  }
}

function partsOf(partOf: readonly number[], roles: readonly string[]): ReadonlyMap<number, Part> {
  const parts = new Map<number, Part>();
  for (const [node, first] of partOf.entries())
    parts.set(first, { first, role: roles[node] ?? '', size: (parts.get(first)?.size ?? 0) + 1 });
  return parts;
}

/** The parts beside each part, itself included. */
function around(partOf: readonly number[], neighbours: readonly (readonly number[])[]) {
  const sets = new Map<number, Set<number>>();
  for (const [node, part] of partOf.entries()) {
    const own = sets.get(part) ?? new Set([part]);
    for (const other of neighbours[node] ?? []) own.add(partOf[other] ?? other);
    sets.set(part, own);
  }
  return sets;
}

/** Which part each of some goes into: pairs that share most first, small ones before large ones. */
function matched(
  parts: ReadonlyMap<number, Part>,
  beside: ReadonlyMap<number, ReadonlySet<number>>,
  limit: number,
  most: number,
): ReadonlyMap<number, number> {
  const size = ({ a, b }: Pair): number => (parts.get(a)?.size ?? 0) + (parts.get(b)?.size ?? 0);
  const pairs = pairsOf(parts, beside).filter((pair) => size(pair) <= limit);
  // By the first difference that is not 0.
  pairs.sort((x, y) => [y.share - x.share, size(x) - size(y), x.a - y.a, x.b - y.b].find((each) => each !== 0) ?? 0);
  const best = new Map<number, number>();
  for (const { a, b, share } of pairs) for (const part of [a, b]) best.set(part, Math.max(share, best.get(part) ?? 0));
  const joined = new Map<number, number>();
  const taken = new Set<number>();
  for (const { a, b, share } of pairs) {
    if (joined.size === most) break;
    const near = share >= NEAR * Math.max(best.get(a) ?? 0, best.get(b) ?? 0);
    if (!near || taken.has(a) || taken.has(b)) continue;
    taken.add(a).add(b);
    joined.set(b, a);
  }
  return joined;
}

/**
 * Neighbours, and what stands side by side around one: all pairs around a hub would be too many. Parts of one role in
 * their order come last, so that a graph in pieces is folded too.
 */
function pairsOf(parts: ReadonlyMap<number, Part>, beside: ReadonlyMap<number, ReadonlySet<number>>): Pair[] {
  const pairs = new Map<string, Pair>();
  const add = (x: number, y: number): void => {
    const [a, b] = [Math.min(x, y), Math.max(x, y)];
    const key = `${a} ${b}`;
    if (a === b || pairs.has(key) || parts.get(a)?.role !== parts.get(b)?.role) return;
    pairs.set(key, { a, b, share: shareOf(beside.get(a) ?? new Set(), beside.get(b) ?? new Set()) });
  };
  const byRole = new Map<string, number>();
  for (const { first, role } of parts.values()) {
    const last = new Map<string, number>();
    for (const other of [...(beside.get(first) ?? [])].sort((x, y) => x - y)) {
      add(first, other);
      const own = parts.get(other)?.role ?? '';
      add(last.get(own) ?? other, other);
      last.set(own, other);
    }
    add(byRole.get(role) ?? first, first);
    byRole.set(role, first);
  }
  return [...pairs.values()];
}

function shareOf(a: ReadonlySet<number>, b: ReadonlySet<number>): number {
  const [small, large] = a.size < b.size ? [a, b] : [b, a];
  let common = 0;
  for (const each of small) if (large.has(each)) common += 1;
  return common / (a.size + b.size - common);
}
