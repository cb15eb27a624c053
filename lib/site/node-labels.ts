import { TopologyLabels } from '../network/config/topology-labels';
import { blocksOf } from './blocks';
import type { SiteFact } from './facts';
import { layoutOf } from './layout';
import { railsOf } from './rails';

/**
 * Labels of all servers as nodes, for who installs them: Node Feature Discovery may not set that of the zone.
 *
 * @param site the fact of the site
 * @param labels names of the labels
 * @returns labels by node
 */
export function nodeLabels(
  site: SiteFact,
  labels: TopologyLabels = TopologyLabels.of(),
): Readonly<Record<string, Readonly<Record<string, string>>>> {
  const [blocks, rails] = [blocksOf(site), railsOf(site)];
  const nodes = layoutOf(site).flatMap(({ servers }) =>
    servers.map(({ name, rack }) => {
      const place = { zone: site.name, block: blocks.get(rack) ?? null, rack, rail: rails.get(name) ?? null };
      return [name, labels.of(place)] as const;
    }),
  );
  return Object.fromEntries(nodes);
}
