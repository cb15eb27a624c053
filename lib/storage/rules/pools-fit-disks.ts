import { poolsExceedDisks } from '../../errors/storage';
import { rule, type Violation } from '../../rules/rule';
import { Bytes } from '../../units/bytes';
import { fillableCapacity } from '../capacity';
import { CEPH_CLUSTER } from '../facts';
import { poolsOf } from '../pools-of';

/** What the pools may hold fits on the disks that are left when a host is lost, below the ratio at which Ceph warns. */
export const poolsFitDisks = rule(poolsExceedDisks, 'error', (model) =>
  model.all(CEPH_CLUSTER).flatMap((cluster): Violation[] => {
    const { name, hosts, nearFull } = cluster;
    const pools = poolsOf(model, cluster);
    const wanted = Bytes.of(pools.reduce((sum, pool) => sum + pool.sizeBytes * pool.replicas, 0));
    const raw = Bytes.of(hosts.length * cluster.disksPerHost * cluster.diskBytes);
    const fillable = fillableCapacity({ hosts: hosts.length, raw, nearFull });
    if (fillable.atLeast(wanted)) return [];
    const list = pools.map((pool) => `${pool.name} ${Bytes.of(pool.sizeBytes).toString()} × ${pool.replicas}`);
    return [{ problem: poolsExceedDisks(name, list, { wanted, fillable, raw, nearFull }), at: cluster }];
  }),
);
