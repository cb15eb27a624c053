import type { Fact } from '../model/fact';
import type { Model } from '../model/model';
import { CEPH_BLOCK_POOL, CEPH_FILESYSTEM, type CephClusterFact, type CephPoolFact } from './facts';

/**
 * All pools of a Ceph cluster: those of filesystems first, then those of block devices.
 *
 * @param model the facts of the program
 * @param cluster the cluster
 */
export function poolsOf(model: Model, cluster: Fact<CephClusterFact>): readonly Fact<CephPoolFact>[] {
  const all = [...model.all(CEPH_FILESYSTEM, cluster.stage), ...model.all(CEPH_BLOCK_POOL, cluster.stage)];
  return all.filter((pool) => pool.cluster === cluster.path);
}
