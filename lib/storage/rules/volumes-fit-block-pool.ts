import { volumesExceedBlockPool } from '../../errors/storage';
import { rule, type Violation } from '../../rules/rule';
import { CEPH_BLOCK_POOL } from '../facts';
import { overclaimed } from '../overclaimed';

/** Volumes that the stage claims from a block pool fit in it: they are made at any size, and stop together. */
export const volumesFitBlockPool = rule(volumesExceedBlockPool, 'error', (model) =>
  model.all(CEPH_BLOCK_POOL).flatMap((pool): Violation[] => {
    const over = overclaimed(model, pool);
    return over === undefined ? [] : [{ problem: volumesExceedBlockPool(pool.name, over), at: pool }];
  }),
);
