import type { Graph, Removed } from './graph';

/** Both masks of what is removed. */
export interface Masks {
  /** 1 at nodes that are gone. */
  readonly nodes: Uint8Array;
  /** 1 at edges that are gone. */
  readonly edges: Uint8Array;
}

/**
 * Masks with nothing missing, so that loops need not ask.
 *
 * @param graph graph
 * @param removed what is gone
 */
export function masksOf(graph: Graph, removed: Removed): Masks {
  const { nodes = new Uint8Array(graph.nodeCount), edges = new Uint8Array(graph.edgeCount) } = removed;
  return { nodes, edges };
}

/**
 * A mask with 1 at the given numbers.
 *
 * @param length number of nodes or edges
 * @param members numbers of those that are meant
 */
export function maskOf(length: number, members: ArrayLike<number>): Uint8Array {
  const mask = new Uint8Array(length);
  for (let i = 0; i < members.length; i++) {
    const member = members[i]!;
    if (!(member >= 0 && member < length)) throw new RangeError(`${member} is none of ${length}`);
    mask[member] = 1;
  }
  return mask;
}

/**
 * The numbers at which a mask has 1, in order.
 *
 * @param mask mask
 */
export function membersOf(mask: Uint8Array): Int32Array {
  let count = 0;
  for (let i = 0; i < mask.length; i++) count += mask[i]!;
  const members = new Int32Array(count);
  for (let i = 0, at = 0; at < count; i++) if (mask[i] === 1) members[at++] = i;
  return members;
}
