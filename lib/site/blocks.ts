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

function blocksIn({ input, fabric: { nodes, links, servers } }: SiteFabric): ReadonlyMap<string, string> {
  const blocks = new Map<string, string>();
  const names: string[] = [];
  for (let at = 0; at < links.length; at++) {
    const [upper, lower] = [links.a.node[at] ?? 0, links.b.node[at] ?? 0];
    if (lower >= servers) break;
    // The last cable of a server stands for all: they lead to one block.
    if (lower === links.b.node[at + 1]) continue;
    const [leaf, rack] = [nodes[upper], nodes[lower]?.rack];
    if (leaf === undefined || leaf.pod === null || rack === null || rack === undefined) continue;
    blocks.set(rack, (names[leaf.pod] ??= `${input.site}-${input.name}-${String(leaf.pod + 1).padStart(2, '0')}`));
  }
  return blocks;
}
