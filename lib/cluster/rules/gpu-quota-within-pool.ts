import { quotaExceedsPool } from '../../errors/cluster';
import { rule, type Violation } from '../../rules/rule';
import { GPU_POOL, GPU_QUOTA } from '../facts';

/** What the queues of a pool hand out is there: jobs that are admitted without GPUs behind them wait for ever. */
export const gpuQuotaWithinPool = rule(quotaExceedsPool, 'error', (model) =>
  model.all(GPU_POOL).flatMap((pool): Violation[] => {
    const quotas = model.all(GPU_QUOTA, pool.stage).filter((quota) => quota.pool === pool.path);
    const takers = [...Object.entries(pool.claims), ...quotas.map(({ queue, gpus }) => [queue, gpus] as const)];
    const wanted = takers.reduce((sum, [, gpus]) => sum + gpus, 0);
    const available = Math.max(0, pool.servers.length - pool.spares) * pool.gpusPerServer;
    if (wanted <= available) return [];
    const list = takers.map(([name, gpus]) => `${name} ${gpus}`);
    return [{ problem: quotaExceedsPool(pool.name, wanted, available, list), at: pool }];
  }),
);
