import { replicasExceedHosts } from '../../errors/storage';
import { rule } from '../../rules/rule';
import { poolsOf } from '../pools-of';
import { CEPH_CLUSTER } from '../facts';

/** Each replica has a host of its own, and one host is left to heal with: Ceph accepts less, and then hangs. */
export const replicasFitHosts = rule(replicasExceedHosts, 'error', (model) =>
  model.all(CEPH_CLUSTER).flatMap((cluster) =>
    poolsOf(model, cluster)
      .filter((pool) => cluster.hosts.length < pool.replicas + 1)
      .map((pool) => ({ problem: replicasExceedHosts(pool.name, pool.replicas, cluster.hosts.length), at: pool })),
  ),
);
