import type { Halves } from './bisection-halves';
import type { Regularity } from './regularity';
import type { Subject } from './subject';

/** Most switches of a ring for which all arcs are tried. */
const SWITCHES = 2000;

/**
 * Bisection of a ring of equal servers with one leaf each. A side of a cut is a number of arcs, and each arc costs two
 * cables. All single arcs are tried; what they leave of the half is cut at the servers' own ports, as in a split of two
 * tiers. Two arcs cost four cables, so that the least of single arcs is exact up to there, and four cables are a lower
 * bound beyond.
 *
 * @param subject the fabric
 * @param regular what is regular in it
 */
export function ringForm({ fabric, shape, servers, tally }: Subject, regular: Regularity): Halves | null {
  const { serverBps, blocks } = regular;
  const ring = fabric.nodes.length - fabric.servers;
  if (shape.kind !== 'ring' || serverBps === null || blocks === null || ring > SWITCHES) return null;
  if (blocks.some(({ leaves }) => leaves.length !== 1)) return null;
  const cable = tally.up[fabric.servers]! / 2;
  for (let node = fabric.servers; node < fabric.nodes.length; node++) if (tally.up[node] !== 2 * cable) return null;
  const hanging = new Int32Array(ring);
  for (const { leaves, servers: count } of blocks) hanging[leaves[0]! - fabric.servers] = count;
  const half = Math.floor(servers.length / 2);
  // No arc at all: half of the servers are cut at their own ports.
  let [least, start, length] = [half * serverBps, 0, 0];
  for (let first = 0; first < ring; first++) {
    let inside = 0;
    for (let count = 1; count < ring; count++) {
      inside += hanging[(first + count - 1) % ring]!;
      const cost = Math.abs(inside - half) * serverBps + 2 * cable;
      if (cost < least) [least, start, length] = [cost, first, count];
    }
  }
  const arc = Array.from({ length }, (_, index) => fabric.servers + ((start + index) % ring));
  return ring < 4 || least <= 4 * cable
    ? { bps: least, exact: true, half: arc }
    : { bps: 4 * cable, exact: false, half: [] };
}
