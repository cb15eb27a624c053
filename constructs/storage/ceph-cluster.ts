import type { Construct } from 'constructs';
import { duplicateName } from '../../lib/errors/names';
import type { Problem } from '../../lib/errors/problem';
import { hostsWithoutDisks, imageNotExact } from '../../lib/errors/storage';
import type { AlertRule } from '../../lib/monitoring/alert-rule';
import type { ShareServers } from '../../lib/site/site-share';
import { NEAR_FULL } from '../../lib/storage/capacity';
import { CEPH_ALERTS } from '../../lib/storage/ceph-alerts';
import {
  cephCluster,
  CEPH_IMAGE,
  cephReady,
  DEVICE_FILTERS,
  isExactImage,
  ROOK_OSD_MEMORY_TARGET,
} from '../../lib/storage/ceph-cluster';
import { CEPH_CLUSTER } from '../../lib/storage/facts';
import { ROOK_NAMESPACE } from '../../lib/storage/rook';
import { checkDnsLabel } from '../../lib/units/names';
import { CustomResources } from '../core/custom-resources';
import { DatahallConstruct } from '../core/datahall-construct';
import { open, type Endpoint, type IEndpoint } from '../core/endpoint';
import { Foundation } from '../core/foundation';
import type { IMonitored, ScrapeTarget } from '../core/monitored';
import { readyWhen } from '../core/ready';
import { useShare } from '../core/site-register';
import { CephBlockPool, type CephBlockPoolProps } from './ceph-block-pool';
import { CephFilesystem, type CephFilesystemProps } from './ceph-filesystem';
import { RookOperator } from './rook-operator';

/** Settings of a Ceph cluster. */
export interface CephClusterProps {
  /** Servers whose data disks it takes; their names are the names of their nodes. */
  readonly hosts: ShareServers;
  /** Monitors, an odd number, each on a host of its own. @default 3 */
  readonly monitors?: number;
  /** Image of Ceph, one build. @default - the build that the pinned Rook is tested with */
  readonly image?: string;
  /** Whether all traffic of Ceph is encrypted; nodes that mount volumes need Linux 5.11. @default true */
  readonly encryptInTransit?: boolean;
  /**
   * Kernel names of the disks to take, a Go regular expression; disks that hold anything are left alone.
   * @default - all whole disks of the media that the servers have
   */
  readonly deviceFilter?: string;
}

/** Ports of Ceph's daemons: monitors, and the range from which all others take theirs. */
const PORTS = [
  { port: 3300, protocol: 'TCP' },
  { port: 6800, endPort: 7568, protocol: 'TCP' },
] as const;

/**
 * A Ceph cluster on servers of a site, run by Rook. One a stage. Nothing is deleted with it: filesystems, pools and
 * the disks keep their data.
 *
 * @example
 * declare const share: SiteShare;
 * const ceph = new CephCluster(stack, 'ceph', { hosts: share.servers('storage') });
 * ceph.addFilesystem('models', { size: Bytes.tib(100), replicas: 3 });
 */
export class CephCluster extends DatahallConstruct implements IEndpoint, IMonitored {
  /** Name of the cluster. */
  public readonly name: string;
  /** Servers whose data disks it takes. */
  public readonly hosts: ShareServers;
  /** All daemons of the cluster. */
  public readonly endpoint: Endpoint;
  /** Parts by role. */
  public readonly nodes: { readonly operator: RookOperator; readonly objects: CustomResources };

  private readonly pools = new Map<string, string>();

  /**
   * @param scope parent construct
   * @param id name of the cluster, a DNS label
   * @param props settings
   */
  public constructor(scope: Construct, id: string, props: CephClusterProps) {
    super(scope, id, props);
    const { hosts, monitors = 3, image = CEPH_IMAGE, encryptInTransit = true } = props;
    this.name = id;
    this.hosts = hosts;
    useShare(this, hosts.share);
    this.report(checkDnsLabel('cluster', id));
    if (!isExactImage(image)) this.report(imageNotExact(image));
    const disks = hosts.names.length === 0 ? undefined : hosts.facts?.disks;
    const operator = new RookOperator(this, 'Rook');
    const { namespace } = operator;
    const objects = new CustomResources(this, 'Objects', { release: id, namespace, after: [operator], stateful: true });
    const deviceFilter = props.deviceFilter ?? DEVICE_FILTERS[disks?.media ?? 'nvme'];
    const { ipVersion } = hosts.share.site;
    const names = hosts.names;
    objects.add(cephCluster({ name: id, hosts: names, monitors, image, encryptInTransit, ipVersion, deviceFilter }));
    const gone = 'all that uses its filesystems and block pools stops';
    objects.consequence({ delete: gone, replace: gone });
    this.nodes = { operator, objects };
    readyWhen(this, ...cephReady(id));
    this.endpoint = { namespace, pods: { rook_cluster: ROOK_NAMESPACE } };
    // Volumes are mounted by the kernel of each node, and mounted by a driver in the network of the host.
    open(this, 'Clients', { direction: 'ingress', peers: Foundation.of(this).hosts, ports: PORTS });
    if (disks === undefined) {
      this.report(hostsWithoutDisks(hosts.group));
      return;
    }
    const memory = hosts.facts?.memory;
    this.publish(CEPH_CLUSTER, () => ({
      name: id,
      namespace: namespace.name,
      hosts: hosts.names,
      disksPerHost: disks.count,
      diskBytes: disks.size.bytes,
      osdMemoryBytes: ROOK_OSD_MEMORY_TARGET.bytes,
      ...(memory === undefined ? {} : { hostMemoryBytes: memory.bytes }),
      monitors,
      nearFull: NEAR_FULL,
    }));
  }

  /** The managers, which report on the whole cluster, and an exporter on each host for its daemons. */
  public get scrapeTargets(): readonly ScrapeTarget[] {
    const { namespace } = this.endpoint;
    return [
      { name: 'manager', endpoint: { namespace, pods: { app: 'rook-ceph-mgr' } }, port: 9283 },
      { name: 'exporter', endpoint: { namespace, pods: { app: 'rook-ceph-exporter' } }, port: 9926 },
    ];
  }

  /** When somebody must be told. */
  public get alertRules(): readonly AlertRule[] {
    return CEPH_ALERTS;
  }

  /**
   * Takes names of Ceph's own pools: a filesystem has two, whose names follow from its own.
   *
   * @param names names in Ceph
   * @param owner whose pools they are
   * @returns the problem, where somebody else has one of them
   */
  public takePools(names: readonly string[], owner: string): Problem | undefined {
    const taken = names.find((name) => this.pools.has(name));
    if (taken !== undefined) return duplicateName('pool of Ceph', taken, `'${this.pools.get(taken)}'`);
    for (const name of names) this.pools.set(name, owner);
    return undefined;
  }

  /**
   * Adds a filesystem that pods on many nodes mount at once.
   *
   * @param name name of the filesystem, a DNS label
   * @param props its size and replicas
   */
  public addFilesystem(name: string, props: CephFilesystemProps): CephFilesystem {
    return new CephFilesystem(this, name, props);
  }

  /**
   * Adds a pool of block devices, each of which one pod mounts.
   *
   * @param name name of the pool, a DNS label
   * @param props its size and replicas
   */
  public addBlockPool(name: string, props: CephBlockPoolProps): CephBlockPool {
    return new CephBlockPool(this, name, props);
  }
}
