import { poolOutsideSite } from '../../errors/network';
import { rule } from '../../rules/rule';
import { Cidr } from '../../units/cidr';
import { VIRTUAL_IP_POOL } from '../facts';

/** Gateways hand out addresses that the network of the site routes to it. */
export const virtualIpsWithinSite = rule(poolOutsideSite, 'error', (model) =>
  model
    .all(VIRTUAL_IP_POOL)
    .filter(({ range, siteRange }) => !Cidr.of(siteRange).contains(Cidr.of(range)))
    .map((pool) => ({ problem: poolOutsideSite(pool.range, pool.site, pool.siteRange), at: pool })),
);
