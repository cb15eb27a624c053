import { poolsOverlap } from '../../errors/network';
import type { Fact } from '../../model/fact';
import { rule, type Violation } from '../../rules/rule';
import { Cidr } from '../../units/cidr';
import { VIRTUAL_IP_POOL, type VirtualIpPoolFact } from '../facts';

/** Each address of a site is handed out by one cluster, and there by one pool. Gateways of a stage may share a pool. */
export const virtualIpsDisjoint = rule(poolsOverlap, 'error', (model) => {
  const pools = model.all(VIRTUAL_IP_POOL);
  return pools.flatMap((pool, index): Violation[] => {
    const other = pools.slice(0, index).find((earlier) => collide(pool, earlier));
    if (other === undefined) return [];
    return [{ problem: poolsOverlap(pool.range, other.range, `${other.path} of ${other.stage}`), at: pool }];
  });
});

function collide(a: Fact<VirtualIpPoolFact>, b: Fact<VirtualIpPoolFact>): boolean {
  if (a.site !== b.site || (a.stage === b.stage && a.range === b.range)) return false;
  return Cidr.of(a.range).overlaps(Cidr.of(b.range));
}
