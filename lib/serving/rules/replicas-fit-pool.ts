import { GPU_POOL } from '../../cluster/facts';
import { replicasExceedPool } from '../../errors/serving';
import { rule, type Violation } from '../../rules/rule';
import { MODEL_SERVER } from '../facts';

/** All GPUs of a replica are on one server, and each replica has such a place. */
export const replicasFitPool = rule(replicasExceedPool, 'error', (model) =>
  model.all(MODEL_SERVER).flatMap((server): Violation[] => {
    const { name, replicas, gpusPerReplica } = server;
    const pool = model.find(GPU_POOL, server.stage, server.pool);
    if (pool === undefined || pool.gpusPerServer === 0) return [];
    const hosts = Math.max(0, pool.servers.length - pool.spares);
    const room = hosts * Math.floor(pool.gpusPerServer / gpusPerReplica);
    return replicas <= room ? [] : [{ problem: replicasExceedPool(name, replicas, gpusPerReplica, room), at: server }];
  }),
);
