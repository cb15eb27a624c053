import { GPU_POOL } from '../../cluster/facts';
import { singlePointOfService } from '../../errors/serving';
import { rule, type Violation } from '../../rules/rule';
import { MODEL_SERVER } from '../facts';

/** A model is still served when one server is lost. */
export const serviceSurvives = rule(singlePointOfService, 'warning', (model) =>
  model.all(MODEL_SERVER).flatMap((server): Violation[] => {
    const pool = model.find(GPU_POOL, server.stage, server.pool);
    const hosts = pool === undefined ? 0 : Math.max(0, pool.servers.length - pool.spares);
    if (server.replicas >= 2 && hosts >= 2) return [];
    return [{ problem: singlePointOfService(server.name, server.replicas, hosts), at: server }];
  }),
);
