import type { AlertRule } from '../monitoring/alert-rule';
import { Duration } from '../units/duration';

/**
 * Share of its quota above which a pool is told of. Ceph's own check of that (`POOL_NEAR_FULL`) is off by default
 * (`mon_pool_quota_warn_threshold`), and would take it out of HEALTH_OK.
 */
const QUOTA_NEAR_FULL = 0.85;

/**
 * What pools hold of their quotas, by name; 0 is no quota. Two managers report for a moment when one takes over. Holes
 * in objects count for the quota and not here: `POOL_FULL` is what is exact.
 */
const QUOTA_USED = [
  'max by (pool_id) (ceph_pool_stored) / (max by (pool_id) (ceph_pool_quota_bytes) > 0)',
  '* on (pool_id) group_left (name) max by (pool_id, name) (ceph_pool_metadata)',
].join(' ');

/**
 * When somebody must be told about a Ceph cluster. The metrics are those of the manager's module `prometheus`; names
 * of health checks are Ceph's.
 */
export const CEPH_ALERTS: readonly AlertRule[] = [
  {
    name: 'CephMetricsMissing',
    expr: 'absent(ceph_health_status)',
    for: Duration.minutes(10),
    severity: 'critical',
    summary: 'Ceph reports nothing: no manager is active, or it cannot be scraped.',
    action: 'Look at the pods with the label app=rook-ceph-mgr and their logs.',
  },
  {
    name: 'CephHealthError',
    expr: 'ceph_health_status == 2',
    for: Duration.minutes(5),
    severity: 'critical',
    summary: 'Ceph is in state HEALTH_ERR.',
    action: 'Run `ceph health detail` and follow the first check that it names.',
  },
  {
    name: 'CephMonitorQuorumAtRisk',
    expr: 'sum(ceph_mon_quorum_status) <= floor(count(ceph_mon_quorum_status) / 2) + 1',
    for: Duration.minutes(2),
    severity: 'critical',
    summary: 'Ceph stands still when one more monitor is lost.',
    action: 'Find the monitor that is down with `ceph quorum_status` and bring its host back.',
  },
  {
    name: 'CephOsdDown',
    expr: 'count(ceph_osd_up == 0) > 0',
    for: Duration.minutes(5),
    severity: 'warning',
    summary: '{{ $value }} OSDs are down; their data is made again on other hosts.',
    action: 'Run `ceph osd tree down`: one OSD is a disk to replace, all of a host is a host to bring back.',
  },
  {
    name: 'CephNearFull',
    expr: 'ceph_health_detail{name="OSD_NEARFULL"} == 1',
    for: Duration.minutes(5),
    severity: 'warning',
    summary: 'A disk is fuller than planned: the loss of a host may not heal.',
    action: 'Run `ceph osd df`; add hosts or delete data before the disk is full.',
  },
  {
    name: 'CephFull',
    expr: 'ceph_health_detail{name=~"OSD_FULL|OSD_BACKFILLFULL"} == 1',
    for: Duration.minutes(1),
    severity: 'critical',
    summary: 'A disk is full or too full to heal onto: writes stop or are about to.',
    action: 'Delete data or add hosts now; run `ceph osd df` to find the disk.',
  },
  {
    name: 'CephPoolNearFull',
    expr: `${QUOTA_USED} > ${QUOTA_NEAR_FULL}`,
    for: Duration.minutes(5),
    severity: 'warning',
    summary: 'The pool {{ $labels.name }} holds {{ $value | humanizePercentage }} of its quota.',
    action: 'Delete data, or give the filesystem or block pool a larger `size` before writes stop.',
  },
  {
    // A warning to Ceph, unless a disk is full: HEALTH_ERR does not tell of it.
    name: 'CephPoolFull',
    expr: 'ceph_health_detail{name="POOL_FULL"} == 1',
    for: Duration.minutes(1),
    severity: 'critical',
    summary: 'A pool is full: all writes to it stop.',
    action:
      'Find it with `ceph health detail`; out of quota, give it a larger `size` or delete data; else see CephFull.',
  },
  {
    name: 'CephPlacementGroupsInactive',
    expr: 'sum(ceph_pg_total) - sum(ceph_pg_active) > 0',
    for: Duration.minutes(5),
    severity: 'critical',
    summary: '{{ $value }} placement groups serve neither reads nor writes.',
    action: 'Run `ceph pg dump_stuck inactive` and bring back the OSDs that it waits for.',
  },
  {
    name: 'CephFilesystemDegraded',
    expr: 'ceph_health_detail{name=~"FS_DEGRADED|MDS_ALL_DOWN"} == 1',
    for: Duration.minutes(2),
    severity: 'critical',
    summary: 'A filesystem has no working metadata server: mounts hang.',
    action: 'Run `ceph fs status` and look at the pods with the label app=rook-ceph-mds.',
  },
];
