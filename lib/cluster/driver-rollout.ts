import type { GpuUpgradePolicy } from '../charts/values/gpu-operator';
import { Duration } from '../units/duration';
import { wholeNumber } from '../units/ranges';

/** How a new driver reaches the servers node by node. */
export interface RollingOptions {
  /** Servers at once, at least one. */
  readonly maxParallel: number;
  /** What leaves a server first: pods with GPUs, or all pods when that fails. @default 'gpu-pods' */
  readonly drain?: 'gpu-pods' | 'node';
  /** Label selector of pods that are waited for before anything is evicted, e.g. of training jobs. @default - none */
  readonly waitFor?: string;
  /**
   * How long evicted pods may take; PodDisruptionBudgets hold them up. After it the server counts as failed.
   * @default 15 minutes
   */
  readonly patience?: Duration;
}

/**
 * How a new driver reaches the servers. The operator's settings interlock: this is the only place that sets them.
 */
export class DriverRollout {
  private constructor(
    /** Servers at once; 0 when somebody starts it by hand. */
    public readonly maxParallel: number,
    /** The settings of the operator. */
    public readonly policy: GpuUpgradePolicy,
  ) {}

  /** A server gets the new driver when somebody drains it and deletes its driver pod: right where long jobs run. */
  public static manual(): DriverRollout {
    return new DriverRollout(0, { autoUpgrade: false });
  }

  /**
   * The operator cordons servers, empties them and changes their driver, a few at once.
   *
   * @param options how many, and what happens to what runs there
   * @throws DH1004 when not even one server is allowed at once
   */
  public static rolling(options: RollingOptions): DriverRollout {
    const { maxParallel, drain = 'gpu-pods', waitFor, patience = Duration.minutes(15) } = options;
    wholeNumber('maxParallel', maxParallel, 1);
    // Shared memory is an emptyDir, so nearly every pod with a GPU has one and would otherwise stop the rollout.
    const eviction = { force: false, deleteEmptyDir: true, timeoutSeconds: patience.seconds };
    return new DriverRollout(maxParallel, {
      autoUpgrade: true,
      maxParallelUpgrades: maxParallel,
      // The operator's default of 25 % would otherwise lower maxParallel in small clusters and mean nothing in large
      // ones.
      maxUnavailable: maxParallel,
      waitForCompletion: { timeoutSeconds: 0, ...(waitFor === undefined ? {} : { podSelector: waitFor }) },
      gpuPodDeletion: eviction,
      drain: { enable: drain === 'node', ...eviction },
    });
  }
}
