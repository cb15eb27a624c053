import { fabricsOf } from './fabrics';
import type { SiteFact } from './facts';

/**
 * The rail of each server that is on one only, as a number from 1. A server with a NIC on each rail is on none in
 * particular, and has none here.
 *
 * @param site the fact of the site
 * @returns rails by server
 */
export function railsOf(site: SiteFact): ReadonlyMap<string, string> {
  const rails = new Map<string, Set<number>>();
  for (const { fabric } of fabricsOf(site).fabrics)
    for (const [at, node] of fabric.links.a.node.entries()) {
      const [leaf, server] = [fabric.nodes[node], fabric.nodes[fabric.links.b.node[at] ?? -1]];
      if (leaf === undefined || server?.role !== 'server' || leaf.rail === null) continue;
      rails.set(server.name, (rails.get(server.name) ?? new Set()).add(leaf.rail));
    }
  return new Map(
    [...rails].flatMap(([server, [first, ...more]]) =>
      first === undefined || more.length > 0 ? [] : [[server, String(first + 1)] as const],
    ),
  );
}
