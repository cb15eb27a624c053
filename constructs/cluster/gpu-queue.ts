import { GPU_QUOTA } from '../../lib/cluster/facts';
import { clusterQueue, localQueue, MANAGED_LABEL, queueLabel } from '../../lib/cluster/queues';
import { duplicateName } from '../../lib/errors/names';
import { checkCount, checkDnsLabel } from '../../lib/units/names';
import { DatahallConstruct } from '../core/datahall-construct';
import { Foundation } from '../core/foundation';
import { placeOf } from '../core/place';
import type { GpuPool } from './gpu-pool';

/** Settings of a queue. */
export interface GpuQueueProps {
  /** GPUs that the queue is guaranteed. @default - what the pool has left; one queue of a pool may leave it out */
  readonly gpus?: number;
  /** Namespaces whose jobs use the queue; they are made. @default - one of the queue's name */
  readonly namespaces?: readonly string[];
}

/**
 * A queue with a guaranteed share of a pool's GPUs, and an entrance to it in each of its namespaces. Made by
 * {@link GpuPool.addQueue}.
 *
 * @example
 * declare const pool: GpuPool;
 * pool.addQueue('research', { gpus: 64, namespaces: ['team-a', 'team-b'] });
 */
export class GpuQueue extends DatahallConstruct {
  /** Name of the queue. */
  public readonly name: string;
  private readonly pool: GpuPool;

  /**
   * @param pool pool that the GPUs belong to
   * @param id name of the queue
   * @param props settings
   */
  public constructor(
    pool: GpuPool,
    id: string,
    private readonly props: GpuQueueProps = {},
  ) {
    super(pool, id, props);
    this.name = id;
    this.pool = pool;
    this.report(checkDnsLabel('queue', id));
    if (props.gpus !== undefined) this.report(checkCount('gpus', props.gpus));
    if (this.isSecond) return;
    const other = pool.cluster.gpuPools.flatMap((each) => each.gpuQueues).find((queue) => queue.name === id);
    if (other !== undefined) {
      this.report(duplicateName('queue', id, `'${other.node.path}'`));
      return;
    }
    const { scheduling } = pool.cluster;
    scheduling.contribute(() => [clusterQueue(id, pool.name, this.gpus)]);
    for (const name of props.namespaces ?? [id]) {
      const labels = { [queueLabel(id)]: 'true', [MANAGED_LABEL]: 'true' };
      const namespace = Foundation.of(this).namespace(name, { podSecurity: 'baseline', labels });
      scheduling.add(localQueue(id, namespace.name)).after(namespace);
    }
    this.publish(GPU_QUOTA, () => ({ queue: id, pool: placeOf(pool).path, gpus: this.gpus }));
  }

  /** GPUs that it is guaranteed. */
  public get gpus(): number {
    return this.props.gpus ?? this.pool.left;
  }

  /** Whether it takes what the pool has left. */
  public get takesRest(): boolean {
    return this.props.gpus === undefined;
  }
}
