import type { Halves } from './bisection-halves';
import type { LeafBlock, Regularity } from './regularity';
import type { Subject } from './subject';

/** Choices of blocks that are tried; blocks of one size are one choice of a number. */
const CHOICES = 1e6;

/** Blocks of one size: how many there are, and their servers. */
interface Size {
  readonly servers: number;
  readonly blocks: readonly (readonly number[])[];
}

/**
 * Bisection of two tiers (leaf-spine, star, rails) and of a full mesh of equal servers.
 *
 * A cut puts each block of leaves, with its servers, on one side. Let x of G blocks with s servers together stand on
 * the side of the half with h servers. Then at least |s − h| servers are on the other side than their leaves, and cut
 * with all their ports; so many are enough. Cables are cut between the sides: with the spines on the better side
 * min(x, G − x) times the uplinks of a block, since the cost is linear in the share of spines and of the leaves of a
 * block on either side; in a full mesh of n switches x·(n − x) cables. The least over all choices is exact.
 *
 * @param subject the fabric
 * @param regular what is regular in it
 */
export function splitForm(subject: Subject, { serverBps, blocks, oversubscription }: Regularity): Halves | null {
  const { servers, tally, shape } = subject;
  if (serverBps === null || blocks === null) return null;
  const isMesh = shape.kind === 'mesh' && shape.pairs === null && isWholeMesh(subject, shape.switches);
  const isClos = 'spines' in shape && oversubscription !== null;
  if (!isClos && !(isMesh && blocks.every(({ leaves }) => leaves.length === 1))) return null;
  const all = isMesh ? withEmpty(subject, blocks) : blocks;
  const uplinks = all[0]!.leaves.reduce((sum, leaf) => sum + tally.up[leaf]!, 0);
  if (all.some(({ leaves }) => leaves.reduce((sum, leaf) => sum + tally.up[leaf]!, 0) !== uplinks)) return null;
  // Of a switch of the mesh, each of the n − 1 cables carries as much.
  const trunks = isMesh
    ? (x: number): number => (x * (all.length - x) * uplinks) / (all.length - 1)
    : (x: number): number => Math.min(x, all.length - x) * uplinks;
  return leastOf(sizesOf(all), Math.floor(servers.length / 2), serverBps, trunks);
}

function leastOf(
  sizes: readonly Size[],
  half: number,
  serverBps: number,
  trunks: (blocks: number) => number,
): Halves | null {
  const choices = sizes.reduce((product, { blocks }) => product * (blocks.length + 1), 1);
  if (choices > CHOICES) return null;
  let [least, best] = [Infinity, 0];
  for (let choice = 0; choice < choices; choice++) {
    let [blocks, inside] = [0, 0];
    eachCount(sizes, choice, (count, { servers }) => {
      blocks += count;
      inside += count * servers;
    });
    const cost = Math.abs(inside - half) * serverBps + trunks(blocks);
    if (cost < least) [least, best] = [cost, choice];
  }
  const leaves: number[] = [];
  eachCount(sizes, best, (count, { blocks }) => leaves.push(...blocks.slice(0, count).flat()));
  return { bps: least, exact: true, half: leaves };
}

/** Reads a choice as one number of blocks for each size. */
function eachCount(sizes: readonly Size[], choice: number, call: (count: number, size: Size) => void): void {
  let rest = choice;
  for (const size of sizes) {
    call(rest % (size.blocks.length + 1), size);
    rest = Math.floor(rest / (size.blocks.length + 1));
  }
}

function sizesOf(blocks: readonly LeafBlock[]): readonly Size[] {
  const sizes = new Map<number, (readonly number[])[]>();
  for (const { servers, leaves } of blocks) sizes.set(servers, [...(sizes.get(servers) ?? []), leaves]);
  return [...sizes].map(([servers, members]) => ({ servers, blocks: members }));
}

/** Switches of a mesh without servers carry the traffic of others. */
function withEmpty({ fabric, tally }: Subject, blocks: readonly LeafBlock[]): readonly LeafBlock[] {
  const empty: LeafBlock[] = [];
  for (let node = fabric.servers; node < fabric.nodes.length; node++)
    if (tally.down[node] === 0) empty.push({ leaves: [node], servers: 0 });
  return [...blocks, ...empty];
}

function isWholeMesh({ fabric }: Subject, switches: number): boolean {
  const trunks = fabric.links.b.node.filter((node) => node >= fabric.servers).length;
  return trunks === (switches * (switches - 1)) / 2;
}
