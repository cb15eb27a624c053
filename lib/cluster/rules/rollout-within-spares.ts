import { rolloutExceedsSpares } from '../../errors/cluster';
import { rule, type Violation } from '../../rules/rule';
import { GPU_DRIVER, GPU_POOL } from '../facts';

/** Servers that get a new driver have no GPUs meanwhile: quotas still hold when they are no more than the spares. */
export const rolloutWithinSpares = rule(rolloutExceedsSpares, 'warning', (model) =>
  model.all(GPU_DRIVER).flatMap(({ stage, maxParallel }): Violation[] => {
    const short = model.all(GPU_POOL, stage).filter((pool) => Math.min(maxParallel, pool.servers.length) > pool.spares);
    return short.map((pool) => ({ problem: rolloutExceedsSpares(pool.name, maxParallel, pool.spares), at: pool }));
  }),
);
