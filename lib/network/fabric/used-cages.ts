import type { Fabric } from './fabric';
import { WHOLE } from './links';

/** No switch has as many cages as this. */
const CAGES = 4096;

/**
 * Cages with a cable, by device; one that is broken out counts once.
 *
 * @param fabric devices and cables
 */
export function usedCages({ nodes, links }: Pick<Fabric, 'nodes' | 'links'>): Int32Array {
  const used = new Int32Array(nodes.length);
  const broken = new Set<number>();
  for (const { node, port, lane } of [links.a, links.b])
    for (let at = 0; at < links.length; at++) {
      const key = node[at]! * CAGES + port[at]!;
      if (lane[at] !== WHOLE && broken.has(key)) continue;
      if (lane[at] !== WHOLE) broken.add(key);
      used[node[at]!]! += 1;
    }
  return used;
}
