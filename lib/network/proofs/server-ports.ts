import { fabricNotRedundant } from '../../errors/site';
import type { Proof } from '../../site/proof';
import { atMost, few } from './judge';
import { isManagementOnly, type Subject } from './subject';

/**
 * Servers with one port into a fabric: no topology saves them from the loss of their NIC, their cable or their leaf.
 *
 * @param subject the fabric
 */
export function singlePorts(subject: Subject): readonly Proof[] {
  const { name, built, graph } = subject;
  if (isManagementOnly(subject)) return [];
  const groups: string[] = [];
  let [count, first] = [0, 0];
  for (const { group, servers } of built.input.groups) {
    let single = 0;
    for (let at = first; at < first + servers.length; at++) if (graph.degree(at) === 1) single += 1;
    if (single > 0) groups.push(`${group} (${single})`);
    count += single;
    first += servers.length;
  }
  const claim = `servers with one port into the fabric '${name}'`;
  const measure = { value: count, limit: null, unit: 'servers' };
  return [atMost(fabricNotRedundant.code, claim, measure, { witness: few(groups) })];
}
