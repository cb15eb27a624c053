import { serversInTwoPools } from '../../errors/cluster';
import { rule, type Violation } from '../../rules/rule';
import { GPU_POOL } from '../facts';

/** A server belongs to one pool: in two, its GPUs are handed out twice and its node gets the labels of one of them. */
export const poolsDisjoint = rule(serversInTwoPools, 'error', (model) =>
  model.all(GPU_POOL).flatMap((pool, index, all): Violation[] => {
    const own = new Set(pool.servers);
    const earlier = all.slice(0, index).filter((other) => other.stage === pool.stage);
    return earlier.flatMap((other) => {
      const shared = other.servers.filter((server) => own.has(server));
      return shared.length === 0 ? [] : [{ problem: serversInTwoPools(pool.name, other.name, shared), at: pool }];
    });
  }),
);
