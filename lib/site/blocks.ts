import type { Fabric } from '../network/fabric/fabric';
import { fabricsOf, rolesOf, type SiteFabric } from './fabrics';
import type { SiteFact } from './facts';

/**
 * The block of each rack: racks on the same leaves, or in the same pod, of the fabric for RDMA, or of the first fabric
 * where none carries it. Jobs inside of a block stay below the spines.
 *
 * @param site the fact of the site
 * @returns names by rack; racks without a leaf have none
 */
export function blocksOf(site: SiteFact): ReadonlyMap<string, string> {
  const { fabrics } = fabricsOf(site);
  const chosen = fabrics.find((each) => rolesOf(site, each.topology).includes('rdma')) ?? fabrics[0];
  return chosen === undefined ? new Map() : blocksIn(chosen);
}

function blocksIn({ input, fabric }: SiteFabric): ReadonlyMap<string, string> {
  const blocks = new Map<string, string>();
  for (const [leaf, servers] of leavesOf(fabric)) {
    const pod = fabric.nodes[leaf]?.pod ?? null;
    if (pod === null) continue;
    const name = `${input.site}-${input.name}-${String(pod + 1).padStart(2, '0')}`;
    for (const server of servers) {
      const rack = fabric.nodes[server]?.rack ?? null;
      if (rack !== null) blocks.set(rack, name);
    }
  }
  return blocks;
}

/** A leaf of each server: the last one, which stands for all, as they are of one block. */
function leavesOf({ links, servers }: Fabric): readonly (readonly [leaf: number, servers: readonly number[]])[] {
  const { blocks } = links;
  if (blocks !== null)
    return blocks
      .filter(({ lowers: [first = servers] }) => first < servers)
      .map(({ uppers, lowers }) => [uppers.at(-1) ?? -1, lowers]);
  const { a, b } = links;
  const last = new Map<number, number>();
  for (const [at, node] of b.node.entries()) if (node < servers) last.set(node, a.node[at] ?? -1);
  return [...last].map(([server, leaf]) => [leaf, [server]]);
}
