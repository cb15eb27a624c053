import { claimDiffers } from '../../lib/errors/storage';
import { cephFilesystem, filesystemClass, filesystemPools } from '../../lib/storage/ceph-pools';
import { CEPH_FILESYSTEM } from '../../lib/storage/facts';
import { sharedClaim } from '../../lib/storage/shared-claim';
import { Bytes } from '../../lib/units/bytes';
import { checkCount, checkDnsLabel } from '../../lib/units/names';
import { CoreObject } from '../core/core-object';
import { DatahallConstruct } from '../core/datahall-construct';
import { placeOf } from '../core/place';
import type { CephCluster } from './ceph-cluster';
import type { FilesystemClaim, ISharedFilesystem } from './shared-filesystem';

/** Settings of a filesystem. */
export interface CephFilesystemProps {
  /** How much it holds at most; replicas are not counted. */
  readonly size: Bytes;
  /** Copies of all data, each on a host of its own; at least 3, because 2 can disagree. @default 3 */
  readonly replicas?: number;
}

/**
 * A filesystem of a Ceph cluster, with a StorageClass of its own. Made by {@link CephCluster.addFilesystem}.
 *
 * @example
 * declare const ceph: CephCluster;
 * const weights = ceph.addFilesystem('models', { size: Bytes.tib(100) });
 * const namespace = Foundation.of(stack).namespace('serving');
 * weights.claim({ name: 'weights', namespace, size: Bytes.tib(1) });
 */
export class CephFilesystem extends DatahallConstruct implements ISharedFilesystem {
  /** Name of the filesystem. */
  public readonly name: string;
  /** Name of its StorageClass. */
  public readonly storageClass: string;
  /** How much it holds at most. */
  public readonly size: Bytes;
  /** Parts by role. */
  public readonly nodes: { readonly storageClass: CoreObject };
  private readonly claims = new Map<string, { readonly size: Bytes; readonly object: CoreObject }>();

  /**
   * @param cluster cluster that it belongs to
   * @param id name of the filesystem
   * @param props settings
   */
  public constructor(cluster: CephCluster, id: string, props: CephFilesystemProps) {
    super(cluster, id, props);
    const size = this.inUnit('size', props.size, Bytes.tib(1));
    // A quota of nothing is none to Ceph.
    this.report(checkCount('bytes of size', Math.ceil(size.bytes), 1));
    this.name = id;
    this.size = size;
    this.storageClass = `${cluster.name}-${id}`;
    this.report(checkDnsLabel('filesystem', id));
    const replicas = this.atLeast(3, 'replicas', props.replicas ?? 3);
    const { objects } = cluster.nodes;
    if (!this.isSecond) this.report(cluster.takePools(filesystemPools(id), this.node.path));
    if (!this.isSecond) objects.add(cephFilesystem({ name: id, size, replicas }, cluster.hosts.names));
    const object = filesystemClass(this.storageClass, id);
    this.nodes = { storageClass: new CoreObject(this, 'StorageClass', { object, after: [objects] }) };
    this.publish(CEPH_FILESYSTEM, () => ({
      name: id,
      cluster: placeOf(cluster).path,
      sizeBytes: size.bytes,
      replicas,
      storageClass: this.storageClass,
      claims: Object.fromEntries([...this.claims].map(([key, claim]) => [key, claim.size.bytes])),
    }));
  }

  /**
   * Claims a part of it, once each: the claim of the same name and namespace is the same claim. It lies in the stack
   * of the filesystem.
   *
   * @param claim name, namespace and size
   */
  public claim(claim: FilesystemClaim): CoreObject {
    const { name, namespace } = claim;
    const size = this.inUnit('size', claim.size, Bytes.gib(1));
    const key = `${namespace.name}/${name}`;
    const existing = this.claims.get(key);
    if (existing !== undefined) {
      if (existing.size.compare(size) !== 0) this.report(claimDiffers(key, size.toString(), existing.size.toString()));
      return existing.object;
    }
    this.report(checkDnsLabel('claim', name));
    const { storageClass } = this;
    const object = new CoreObject(this, `Claim-${namespace.name}-${name}`, {
      object: sharedClaim({ name, namespace: namespace.name, size, storageClass }),
      stateful: true,
      after: [namespace, this.nodes.storageClass],
    });
    this.claims.set(key, { size, object });
    return object;
  }
}
