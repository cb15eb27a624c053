import type { Bytes } from '../units/bytes';
import { define } from './problem';
import { counted, show } from './print';

/** More replicas than hosts to put them on, or none left to heal with. */
export const replicasExceedHosts = define(
  'DH3201',
  'There are too few hosts for the replicas of a pool',
  (pool: string, replicas: number, hosts: number) => ({
    what:
      replicas > hosts
        ? `the pool '${pool}' has more replicas than there are hosts: nothing can be written`
        : `when a host of the pool '${pool}' is lost, its replicas cannot be made again on another one`,
    got: `${counted(replicas, 'replica')} on ${counted(hosts, 'host')}`,
    allowed: `at least ${replicas + 1} hosts: one for each replica, and one to heal with`,
    fix: `give the cluster more hosts${replicas > 3 ? ', or the pool fewer replicas' : ''}`,
  }),
);

/** Monitors that cannot form a majority after a loss. */
export const monitorsWithoutQuorum = define(
  'DH3202',
  'The monitors of a Ceph cluster do not survive the loss of a host',
  (monitors: number, hosts: number) => ({
    what: 'the monitors cannot keep a majority when a host is lost',
    got: `${counted(monitors, 'monitor')} on ${counted(hosts, 'host')}`,
    allowed: 'an odd number of monitors, at least 3, each on a host of its own',
    fix: hosts < 3 ? 'give the cluster at least 3 hosts' : 'set monitors to 3, or to 5 with 5 hosts or more',
  }),
);

/** Pools that do not fit on the disks. */
export const poolsExceedDisks = define(
  'DH3203',
  'The pools of a Ceph cluster do not fit on its disks',
  (
    cluster: string,
    pools: readonly string[],
    on: { readonly wanted: Bytes; readonly fillable: Bytes; readonly raw: Bytes; readonly nearFull: number },
  ) => ({
    what: `the disks of '${cluster}' cannot hold its pools and heal when a host is lost`,
    got: `${on.wanted.toString()} with all replicas (${pools.join(', ')})`,
    allowed: `at most ${on.fillable.toString()} with all replicas: ${on.nearFull * 100} % of ${on.raw.toString()}, less one host`,
    fix: 'make the pools smaller, or give the cluster more hosts',
  }),
);

/** Claims that are more than the pool that they come from. */
export interface Overclaim {
  /** Each claim with its size. */
  readonly claims: readonly string[];
  /** All claims together. */
  readonly wanted: Bytes;
  /** What the pool holds. */
  readonly size: Bytes;
}

/** Claims that do not fit in their filesystem. */
export const claimsExceedFilesystem = define(
  'DH3204',
  'The claims of a filesystem do not fit in it',
  (filesystem: string, over: Overclaim) => ({
    what: `more of the filesystem '${filesystem}' is claimed than it holds: one user can take the space of another`,
    got: `${over.wanted.toString()} (${over.claims.join(', ')})`,
    allowed: `at most ${over.size.toString()}`,
    fix: 'make claims smaller, or the filesystem larger',
  }),
);

/** Two Ceph clusters in a stage. */
export const cephClusterTwice = define('DH3205', 'A stage has two Ceph clusters', (cluster: string, other: string) => ({
  what: `'${other}' already is the Ceph cluster of this stage: Rook's chart prepares one namespace`,
  got: show(cluster),
  allowed: 'one Ceph cluster a stage',
  fix: `give the hosts to '${other}' and add filesystems and pools there`,
}));

/** Hosts without data disks. */
export const hostsWithoutDisks = define(
  'DH3206',
  'A storage cluster is made of servers without data disks',
  (group: string) => ({
    what: `there are no servers '${group}' with data disks`,
    got: show(group),
    allowed: 'a group of the site whose class of servers has disks',
    fix: 'name a group of storage servers',
  }),
);

/** One claim with two sizes. */
export const claimDiffers = define(
  'DH3207',
  'A claim is asked for with two sizes',
  (claim: string, size: string, first: string) => ({
    what: `the claim '${claim}' was already made with another size`,
    got: size,
    allowed: `${first}, as the first time`,
    fix: 'ask for the same size, or choose another name',
  }),
);

/** An image that can change under its name. */
export const imageNotExact = define('DH3208', 'The image of a storage cluster is not exact', (given: unknown) => ({
  what: 'this image can change under its name: daemons of one cluster could run different versions',
  got: show(given),
  allowed: "a tag with a full version, such as 'quay.io/ceph/ceph:v20.2.4-20260818', or a sha256 digest",
  fix: 'write the exact tag or the digest',
}));

/** Hosts with too little memory for the OSDs of their disks. */
export const osdMemoryTooSmall = define(
  'DH3209',
  'The hosts of a storage cluster have too little memory for their disks',
  (cluster: string, disks: number, target: Bytes, memory: Bytes, needed: Bytes) => ({
    what: `the hosts of '${cluster}' run out of memory while lost data is made again: OSDs then take about twice what they aim at`,
    got: `${memory.toString()} for ${counted(disks, 'disk')} a host, each with an OSD that aims at ${target.toString()}`,
    allowed: `at least ${needed.toString()}, and more for all else that runs there`,
    fix: 'take a class of servers with more memory, or with fewer disks',
  }),
);

/** Volumes that do not fit in their block pool. */
export const volumesExceedBlockPool = define(
  'DH3210',
  'The volumes of a block pool do not fit in it',
  (pool: string, over: Overclaim) => ({
    what: `volumes of the block pool '${pool}' can grow beyond it: when it is full, writes to all of them stop`,
    got: `${over.wanted.toString()} (${over.claims.join(', ')})`,
    allowed: `at most ${over.size.toString()}`,
    fix: 'make the volumes smaller, or the block pool larger',
  }),
);
