import { Bytes } from '../units/bytes';
import { positive, share as shareOf, wholeNumber } from '../units/ranges';
import { piecesOf, type Redundancy } from './capacity';

/** What the number of placement groups of a pool follows from. */
export interface PlacementGroupOptions {
  /** OSDs that the pool lies on: one a disk. */
  readonly osds: number;
  /** Copies or chunks of the pool. */
  readonly redundancy: Redundancy;
  /** Share of the data on these OSDs that the pool holds, above 0 and at most 1. @default 1 */
  readonly share?: number;
  /** Pieces of placement groups that an OSD shall hold (`mon_target_pg_per_osd`). @default 100 */
  readonly perOsd?: number;
}

/**
 * Placement groups to begin a pool with: the power of two that is nearest to `osds · perOsd · share / pieces`, where a
 * pool has a piece for each copy or chunk (Ceph's manual, placement groups). Ceph's autoscaler takes over from there;
 * a pool that will be filled at once is spared its splits. Pools that share their OSDs have shares that make 1.
 *
 * @param options the pool
 * @throws DH1004 and DH1005
 */
export function placementGroups({ osds, redundancy, share = 1, perOsd = 100 }: PlacementGroupOptions): number {
  const wanted =
    (wholeNumber('osds', osds, 1) * positive('perOsd', perOsd) * positive('share', shareOf('share', share))) /
    piecesOf(redundancy);
  const below = 2 ** Math.max(0, Math.floor(Math.log2(wanted)));
  return wanted - below < 2 * below - wanted ? below : 2 * below;
}

/** What an OSD takes for its data and caches unless it is told otherwise (`osd_memory_target`). */
export const OSD_MEMORY_TARGET = Bytes.gib(4);

/** Share of the limit of a container that an OSD aims at most (`osd_memory_target_cgroup_limit_ratio`). */
const OSD_LIMIT_SHARE = 0.8;

/**
 * What an OSD aims at in a container of Rook, which tells it both: the request, or the share of the limit where that is
 * less (Ceph's `md_config_t::parse_env`). It comes before what Ceph is configured to.
 *
 * @param container memory that is set aside for it, and beyond which it is killed
 */
export function osdMemoryTarget({ request, limit }: { readonly request: Bytes; readonly limit: Bytes }): Bytes {
  return Bytes.of(Math.min(request.bytes, Math.floor(limit.bytes * OSD_LIMIT_SHARE)));
}

/**
 * Memory of a host for its OSDs: twice what they aim at, because an OSD exceeds its target while data is made again and
 * until the kernel takes back what was freed, and the system needs some too (Ceph's manual, hardware recommendations:
 * about 8 GB for each OSD with the target of 4 GB). Monitors, gateways and all else on the host come on top.
 *
 * @param osds OSDs of the host: one a disk
 * @param target what an OSD aims at
 * @throws DH1004 and DH1005
 */
export function osdHostMemory(osds: number, target: Bytes = OSD_MEMORY_TARGET): Bytes {
  return Bytes.of(wholeNumber('osds', osds, 1) * positive('target', target.bytes) * 2);
}
