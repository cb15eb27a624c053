import { GPU_POOL } from '../../lib/cluster/facts';
import { resourceFlavor } from '../../lib/cluster/queues';
import { restTakenTwice, serversWithoutGpus, tooManySpares } from '../../lib/errors/cluster';
import { checkCount, checkDnsLabel } from '../../lib/units/names';
import { ncclOf } from '../../lib/site/nccl';
import type { ShareServers } from '../../lib/site/site-share';
import { DatahallConstruct } from '../core/datahall-construct';
import { GpuQueue, type GpuQueueProps } from './gpu-queue';
import type { KubernetesCluster } from './kubernetes-cluster';

/** Settings of a GPU pool. */
export interface GpuPoolProps {
  /** Group of the site's servers that the pool consists of. */
  readonly servers: string;
  /** Servers kept free for repairs: their GPUs are not handed out. @default 0 */
  readonly spares?: number;
}

/**
 * The GPU servers of one class in a cluster. Its queues and what runs on it without a queue take no more GPUs than
 * it has. Made by {@link KubernetesCluster.addGpuPool}.
 *
 * @example
 * declare const cluster: KubernetesCluster;
 * const h100 = cluster.addGpuPool('h100', { servers: 'h100', spares: 1 });
 * h100.addQueue('research', { gpus: 64 });
 */
export class GpuPool extends DatahallConstruct {
  /** Name of the pool. */
  public readonly name: string;
  /** Servers that it consists of. */
  public readonly servers: ShareServers;
  /** Servers kept free for repairs. */
  public readonly spares: number;
  private readonly queues: GpuQueue[] = [];
  private readonly claims = new Map<string, number>();

  /**
   * @param cluster cluster that the pool belongs to
   * @param id name of the pool
   * @param props settings
   */
  public constructor(
    /** Cluster that the pool belongs to. */
    public readonly cluster: KubernetesCluster,
    id: string,
    props: GpuPoolProps,
  ) {
    super(cluster, id, props);
    this.name = id;
    this.spares = props.spares ?? 0;
    this.servers = cluster.site.servers(props.servers);
    this.report(checkDnsLabel('pool', id));
    this.report(checkCount('spares', this.spares));
    if (!this.report(cluster.site.check(props.servers))) this.checkServers(props.servers);
    if (!this.isSecond) cluster.scheduling.add(resourceFlavor(id, cluster.topologyName));
    const { facts, names } = this.servers;
    this.publish(GPU_POOL, () => ({
      name: id,
      servers: names,
      gpusPerServer: facts?.gpus?.count ?? 0,
      gpuMemoryBytes: facts?.gpus?.model.facts.memory.bytes ?? 0,
      spares: this.spares,
      claims: Object.fromEntries(this.claims),
    }));
  }

  /**
   * Environment of containers that use NCCL between servers of the pool; undefined where the fabric says nothing of
   * RDMA (`Topology.withRdma`), or RDMA devices or GPUs of the servers are not known. Give it to your trainers:
   * pods with the host's network see the devices by these names.
   */
  public get ncclEnvironment(): Readonly<Record<string, string>> | undefined {
    return ncclOf(this.cluster.site.site.toFact(), this.servers.group)?.environment;
  }

  /** Its queues. */
  public get gpuQueues(): readonly GpuQueue[] {
    return [...this.queues];
  }

  /** GPUs that can be handed out: those of all servers but the spares. */
  public get gpus(): number {
    return Math.max(0, this.servers.names.length - this.spares) * (this.servers.facts?.gpus?.count ?? 0);
  }

  /** GPUs that neither a claim nor a queue with a number of its own takes. */
  public get left(): number {
    const queues = this.queues.filter((queue) => !queue.takesRest).map((queue) => queue.gpus);
    const taken = [...this.claims.values(), ...queues].reduce((sum, gpus) => sum + gpus, 0);
    return Math.max(0, this.gpus - taken);
  }

  /**
   * Takes GPUs for something that runs without a queue, such as a model server.
   *
   * @param name what takes them
   * @param gpus how many, with all replicas and what a rollout needs besides
   */
  public claim(name: string, gpus: number): void {
    this.claims.set(name, (this.claims.get(name) ?? 0) + gpus);
  }

  /**
   * Adds a queue with a share of the pool's GPUs.
   *
   * @param name name of the queue, unique in the cluster
   * @param props its GPUs and the namespaces that use it
   */
  public addQueue(name: string, props: GpuQueueProps = {}): GpuQueue {
    const rest = this.queues.find((queue) => queue.takesRest);
    if (rest !== undefined && props.gpus === undefined) this.report(restTakenTwice(name, rest.name));
    const queue = new GpuQueue(this, name, props);
    this.queues.push(queue);
    return queue;
  }

  private checkServers(group: string): void {
    const { facts, names } = this.servers;
    if (facts?.gpus === undefined) this.report(serversWithoutGpus(group));
    else if (this.spares >= names.length) this.report(tooManySpares(this.spares, names.length));
  }
}
