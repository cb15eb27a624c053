import { deviceNameTaken } from '../errors/devices';
import type { Problem } from '../errors/problem';
import type { SiteFabric } from './fabrics';
import type { SiteFact } from './facts';
import { layoutOf } from './layout';

/**
 * Devices of a site that have the name of another one: names are what configurations, inventories and plans go by.
 *
 * @param site the fact of the site
 * @param fabrics its fabrics
 */
export function takenNames(site: SiteFact, fabrics: readonly SiteFabric[]): readonly Problem[] {
  const owners = new Map<string, string>();
  const problems: Problem[] = [];
  const take = (owner: string, devices: readonly { readonly name: string }[]): void => {
    for (const { name } of devices) {
      const other = owners.get(name);
      if (other === undefined) owners.set(name, owner);
      else problems.push(deviceNameTaken(name, [other, owner]));
    }
  };
  for (const { group, servers } of layoutOf(site)) take(`a server of the group '${group}'`, servers);
  for (const { fabric } of fabrics) take(`a switch of the fabric '${fabric.name}'`, fabric.nodes.slice(fabric.servers));
  take('a router outside of the site', site.outside ?? []);
  return problems;
}
