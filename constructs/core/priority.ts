import type { KubernetesObject } from '../../lib/kubernetes/object';

/** Priority classes of a datacenter, from what must run to what gives way. */
export class Priority {
  /** Operators and agents that everything else needs. */
  public static readonly PLATFORM = new Priority(
    'datahall-platform',
    1_000_000,
    'Operators and agents of the platform',
  );
  /** Models that answer users. */
  public static readonly SERVING = new Priority('datahall-serving', 100_000, 'Model servers that answer users');
  /** Training and batch work, which gives way. */
  public static readonly TRAINING = new Priority('datahall-training', 10_000, 'Training and batch work');

  private constructor(
    /** Name of the PriorityClass. */
    public readonly name: string,
    /** Larger runs first; at most 1,000,000,000 for classes of users. */
    public readonly value: number,
    /** What it is for. */
    public readonly description: string,
  ) {}

  /** The Kubernetes object. */
  public toObject(): KubernetesObject {
    const { name, value, description } = this;
    return { apiVersion: 'scheduling.k8s.io/v1', kind: 'PriorityClass', metadata: { name }, value, description };
  }
}
