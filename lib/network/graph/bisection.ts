import { Bfs } from './bfs';
import type { Graph } from './graph';
import { maxFlow } from './max-flow';

/** Settings of a bisection. */
export interface BisectionOptions {
  /** Most terminals for which all splits are tried: 16 have 6,435. @default 16 */
  readonly exhaustive?: number;
  /**
   * One half of each split that the caller knows to be narrow; the other terminals are the other half.
   * @default - none
   */
  readonly halves?: readonly ArrayLike<number>[];
}

/** Bisection bandwidth: what must flow between two halves of the terminals, at the worst split. */
export interface Bisection {
  /** Capacity between the halves, in one direction. Where it is not exact, the true value may be smaller. */
  readonly value: number;
  /** Whether all splits were tried. */
  readonly exact: boolean;
  /** The worst split that was found: one half; of an odd number, the smaller one. */
  readonly half: readonly number[];
  /** The minimum cut of that split. */
  readonly cut: readonly number[];
}

/** Splits that are tried where not all can be: stretches of the breadth-first order, each an eighth further on. */
const STRETCHES = 8;

/**
 * Bisection bandwidth: the least maximum flow over all splits of the terminals into halves (one more in one of them
 * when they are odd); what is no terminal falls on either side as the flow likes. The problem is NP-hard: the answer
 * is exact for few terminals, otherwise the least of the caller's splits and of a few that are made from the
 * breadth-first order, which keeps neighbours together: one maximum flow each.
 *
 * @param graph graph
 * @param terminals nodes to be split, at least two
 * @param options settings
 * @throws RangeError when a given half is none
 */
export function bisection(graph: Graph, terminals: ArrayLike<number>, options: BisectionOptions = {}): Bisection {
  const { exhaustive = 16, halves = [] } = options;
  const all = Array.from(terminals);
  const size = Math.floor(all.length / 2);
  if (size === 0) throw new RangeError(`${all.length} terminals have no halves`);
  let best: Bisection = { value: Infinity, exact: false, half: [], cut: [] };
  const attempt = (half: readonly number[]): void => {
    const chosen = new Set(half);
    const others = all.filter((node) => !chosen.has(node));
    if (half.length !== chosen.size || others.length + size !== all.length || half.length !== size)
      throw new RangeError(`a half of ${all.length} terminals has ${size} of them`);
    const { value, cut } = maxFlow(graph, half, others, { limit: best.value });
    if (value < best.value) best = { value, exact: false, half, cut };
  };
  for (const half of halves) attempt(Array.from(half));
  for (const half of stretches(graph, all, size)) attempt(half);
  if (all.length > exhaustive) return best;
  for (const half of choices(all, size)) attempt(half);
  return { ...best, exact: true };
}

function stretches(graph: Graph, terminals: readonly number[], size: number): readonly (readonly number[])[] {
  const first = terminals[0] ?? 0;
  const bfs = new Bfs(graph).run(first);
  // What is reached early stands early; what is not reached, at the end.
  const ranks = new Int32Array(graph.nodeCount).fill(graph.nodeCount);
  for (let at = 0; at < bfs.reached; at++) ranks[bfs.order[at]!] = at;
  const order = [...terminals].sort((a, b) => (ranks[a] === ranks[b] ? a - b : ranks[a]! - ranks[b]!));
  const count = Math.min(STRETCHES, terminals.length);
  return Array.from({ length: count }, (_, i) => {
    const start = Math.floor((i * terminals.length) / count);
    return [...order, ...order].slice(start, start + size);
  });
}

/** All choices of so many; of an even number, only those with the first, as the others are their other halves. */
function* choices(all: readonly number[], size: number): Generator<readonly number[]> {
  const picked = Array.from({ length: size }, (_, i) => i);
  for (;;) {
    yield picked.map((i) => all[i]!);
    let at = size - 1;
    while (at >= 0 && picked[at] === all.length - size + at) at--;
    if (at < 0 || (at === 0 && all.length === 2 * size)) return;
    picked[at]! += 1;
    for (let i = at + 1; i < size; i++) picked[i] = picked[i - 1]! + 1;
  }
}
