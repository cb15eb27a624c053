import { fabricParted } from '../../errors/fabric-proofs';
import type { Proof } from '../../site/proof';
import { atMost, few } from './judge';
import type { Subject } from './subject';

/**
 * Whether all servers reach each other while everything works.
 *
 * @param subject the fabric
 */
export function connected({ name, apart, fabric }: Subject): readonly Proof[] {
  const names = Array.from(apart.subarray(0, 5), (server) => fabric.nodes[server]!.name);
  const measure = { value: apart.length, limit: 0, unit: 'servers apart' };
  const claim = `all servers of the fabric '${name}' reach each other`;
  return [atMost(fabricParted.code, claim, measure, { witness: few(names, apart.length) })];
}
