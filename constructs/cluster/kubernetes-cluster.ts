import type { Construct } from 'constructs';
import { topology } from '../../lib/cluster/queues';
import type { SiteShare } from '../../lib/site/site-share';
import { CustomResources } from '../core/custom-resources';
import { DatahallConstruct } from '../core/datahall-construct';
import { GpuPool, type GpuPoolProps } from './gpu-pool';
import { Kueue } from './kueue';

/** Settings of a Kubernetes cluster. */
export interface KubernetesClusterProps {
  /** Servers of a site that are the cluster's nodes. */
  readonly site: SiteShare;
}

/**
 * What makes a Kubernetes cluster a GPU cluster: the operators for its hardware, and queues that hand out what is
 * really there.
 *
 * @example
 * declare const share: SiteShare;
 * const cluster = new KubernetesCluster(stack, 'kubernetes', { site: share });
 * cluster.addGpuPool('h100', { servers: 'h100' });
 */
export class KubernetesCluster extends DatahallConstruct {
  /** Servers that are the cluster's nodes. */
  public readonly site: SiteShare;
  /** Name of the scheduling topology. */
  public readonly topologyName: string;
  private readonly pools: GpuPool[] = [];
  private parts: { readonly kueue: Kueue; readonly scheduling: CustomResources } | undefined;

  /**
   * @param scope parent construct
   * @param id construct id
   * @param props settings
   */
  public constructor(scope: Construct, id: string, props: KubernetesClusterProps) {
    super(scope, id, props);
    this.site = props.site;
    this.topologyName = props.site.site.name;
  }

  /** The cluster's GPU pools. */
  public get gpuPools(): readonly GpuPool[] {
    return [...this.pools];
  }

  /** The objects that Kueue schedules by; Kueue comes with the first pool. */
  public get scheduling(): CustomResources {
    return this.queueing().scheduling;
  }

  /**
   * Adds a pool of GPU servers.
   *
   * @param name name of the pool, a DNS label
   * @param props which servers
   */
  public addGpuPool(name: string, props: GpuPoolProps): GpuPool {
    const pool = new GpuPool(this, name, props);
    this.pools.push(pool);
    return pool;
  }

  private queueing(): { readonly kueue: Kueue; readonly scheduling: CustomResources } {
    if (this.parts !== undefined) return this.parts;
    const kueue = new Kueue(this, 'Kueue');
    const { namespace } = kueue;
    const scheduling = new CustomResources(this, 'Scheduling', { release: 'scheduling', namespace, after: [kueue] });
    scheduling.add(topology(this.topologyName));
    this.parts = { kueue, scheduling };
    return this.parts;
  }
}
