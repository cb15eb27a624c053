import { pluggedPorts } from '../cabling/optics';
import { plannedCables } from '../cabling/plan';
import type { SiteFact } from '../facts';
import type { Table } from './table';

/**
 * What the cables of a site are made of, the preferred first: how many, metres as ordered, and the power of their ends.
 *
 * @param site the fact of the site
 */
export function mediaTable(site: SiteFact): Table {
  const cables = plannedCables(site);
  const ports = pluggedPorts(site);
  const rows = (site.cabling?.media ?? []).flatMap((each) => {
    const { name, kind, reachMetres, source } = each;
    const own = cables.filter(({ medium }) => medium === each);
    if (own.length === 0) return [];
    const metres = own.reduce((sum, { ordered }) => sum + (ordered ?? 0), 0);
    const watts = (server: boolean) =>
      ports
        .filter(({ medium, model }) => medium === each && (model === null) === server)
        .reduce((sum, port) => sum + port.watts, 0);
    const power = [watts(false), watts(true)].map((total) => Number(total.toFixed(1)));
    return [[name, kind, own.length, metres, reachMetres, ...power, source]];
  });
  return {
    head: ['medium', 'kind', 'cables', 'metres', 'reach', 'watts in switches', 'watts in servers', 'source'],
    rows,
  };
}
