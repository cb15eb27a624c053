import type { Subject } from './subject';

/** Leaves that serve the same servers, each with the same bandwidth. */
export interface LeafBlock {
  /** Indices of the leaves. */
  readonly leaves: readonly number[];
  /** Servers on them. */
  readonly servers: number;
}

/** What is regular in a fabric. */
export interface Regularity {
  /**
   * Worst ratio of bandwidth towards servers to that towards spines, over all leaves, where each leaf has all cables of
   * its topology; null where some are missing, and in other topologies than Clos networks.
   */
  readonly oversubscription: number | null;
  /** Bandwidth of each server in bits per second; null when they differ. */
  readonly serverBps: number | null;
  /** Blocks of leaves with servers; null when a server hangs on the leaves of a block unevenly. */
  readonly blocks: readonly LeafBlock[] | null;
}

/**
 * Looks for what is regular in a fabric, in linear time.
 *
 * @param subject the fabric
 */
export function regularity(subject: Subject): Regularity {
  const { servers, tally } = subject;
  const bps = tally.up[servers[0] ?? 0] ?? 0;
  const isEven = servers.every((server) => tally.up[server] === bps);
  return { oversubscription: worstRatio(subject), serverBps: isEven ? bps : null, blocks: blocksOf(subject) };
}

function worstRatio({ fabric, shape, built, tally: { down, up } }: Subject): number | null {
  const leaves = fabric.nodes.filter(({ role }) => role === 'leaf').length;
  const wanted =
    shape.kind === 'fat-tree'
      ? shape.k ** 3 / 2
      : 'spines' in shape
        ? leaves * shape.spines * shape.linksPerPair
        : null;
  const trunks = fabric.links.b.node.filter((node) => node >= fabric.servers).length;
  if (wanted !== trunks || built.input.groups.length === 0) return null;
  let worst = 0;
  for (let node = fabric.servers; node < fabric.nodes.length; node++)
    if (fabric.nodes[node]!.role === 'leaf' && down[node]! > 0) worst = Math.max(worst, down[node]! / up[node]!);
  return worst;
}

function blocksOf({ graph, servers }: Subject): readonly LeafBlock[] | null {
  const { offsets, neighbours, edges, capacity } = graph;
  const blockOf = new Map<number, { leaves: readonly number[]; servers: number }>();
  for (const server of servers) {
    const parts = new Map<number, number>();
    for (let slot = offsets[server]!; slot < offsets[server + 1]!; slot++) {
      const leaf = neighbours[slot]!;
      parts.set(leaf, (parts.get(leaf) ?? 0) + capacity[edges[slot]!]!);
    }
    const first = [...parts.keys()][0]!;
    const known = blockOf.get(first);
    const size = known?.leaves.length ?? parts.size;
    if (parts.size !== size || [...parts.values()].some((bps) => bps !== parts.get(first))) return null;
    if (known !== undefined) {
      if (!known.leaves.every((leaf) => parts.has(leaf))) return null;
      known.servers += 1;
      continue;
    }
    if ([...parts.keys()].some((leaf) => blockOf.has(leaf))) return null;
    const block = { leaves: [...parts.keys()], servers: 1 };
    for (const leaf of block.leaves) blockOf.set(leaf, block);
  }
  return [...new Set(blockOf.values())];
}
