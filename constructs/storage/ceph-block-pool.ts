import { blockClass, cephBlockPool } from '../../lib/storage/ceph-pools';
import { CEPH_BLOCK_POOL } from '../../lib/storage/facts';
import { Bytes } from '../../lib/units/bytes';
import { checkCount, checkDnsLabel } from '../../lib/units/names';
import { CoreObject } from '../core/core-object';
import { DatahallConstruct } from '../core/datahall-construct';
import { placeOf } from '../core/place';
import type { CephCluster } from './ceph-cluster';

/** Settings of a pool of block devices. */
export interface CephBlockPoolProps {
  /** How much it holds at most; replicas are not counted. */
  readonly size: Bytes;
  /** Copies of all data, each on a host of its own; at least 3, because 2 can disagree. @default 3 */
  readonly replicas?: number;
}

/**
 * A pool of block devices in a Ceph cluster, with a StorageClass of its own: for databases and for Prometheus. Made
 * by {@link CephCluster.addBlockPool}.
 *
 * @example
 * declare const ceph: CephCluster;
 * const { storageClass } = ceph.addBlockPool('metrics', { size: Bytes.tib(2) });
 */
export class CephBlockPool extends DatahallConstruct {
  /** Name of the pool. */
  public readonly name: string;
  /** Name of its StorageClass. */
  public readonly storageClass: string;

  /**
   * @param cluster cluster that it belongs to
   * @param id name of the pool
   * @param props settings
   */
  public constructor(cluster: CephCluster, id: string, props: CephBlockPoolProps) {
    super(cluster, id, props);
    const size = this.inUnit('size', props.size, Bytes.tib(1));
    // A quota of nothing is none to Ceph.
    this.report(checkCount('bytes of size', Math.ceil(size.bytes), 1));
    this.name = id;
    this.storageClass = `${cluster.name}-${id}`;
    this.report(checkDnsLabel('pool', id));
    const replicas = this.atLeast(3, 'replicas', props.replicas ?? 3);
    const { objects } = cluster.nodes;
    if (!this.isSecond) this.report(cluster.takePools([id], this.node.path));
    if (!this.isSecond) objects.add(cephBlockPool({ name: id, size, replicas }));
    new CoreObject(this, 'StorageClass', { object: blockClass(this.storageClass, id), after: [objects] });
    this.publish(CEPH_BLOCK_POOL, () => ({
      name: id,
      cluster: placeOf(cluster).path,
      sizeBytes: size.bytes,
      replicas,
      storageClass: this.storageClass,
    }));
  }
}
