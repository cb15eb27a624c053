import { monitorsWithoutQuorum } from '../../errors/storage';
import { rule } from '../../rules/rule';
import { CEPH_CLUSTER } from '../facts';

/** Monitors keep a majority when a host is lost: an odd number of them, three or more, none beside another. */
export const monitorsFormQuorum = rule(monitorsWithoutQuorum, 'error', (model) =>
  model
    .all(CEPH_CLUSTER)
    .filter(({ monitors, hosts }) => monitors < 3 || monitors % 2 === 0 || monitors > hosts.length)
    .map((cluster) => ({ problem: monitorsWithoutQuorum(cluster.monitors, cluster.hosts.length), at: cluster })),
);
