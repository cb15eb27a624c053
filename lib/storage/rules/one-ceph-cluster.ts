import { cephClusterTwice } from '../../errors/storage';
import { rule, type Violation } from '../../rules/rule';
import { CEPH_CLUSTER } from '../facts';

/** A stage has one Ceph cluster: accounts and roles of Rook's chart are in the namespace of its operator only. */
export const oneCephCluster = rule(cephClusterTwice, 'error', (model) =>
  model.all(CEPH_CLUSTER).flatMap((cluster): Violation[] => {
    const first = model.all(CEPH_CLUSTER, cluster.stage)[0];
    if (first === undefined || first.path === cluster.path) return [];
    return [{ problem: cephClusterTwice(cluster.name, first.name), at: cluster }];
  }),
);
