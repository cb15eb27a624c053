import { factKind } from '../model/fact';

/** A namespace of a stage. */
export interface NamespaceFact {
  /** Name of the namespace. */
  readonly name: string;
  /** Pod Security level that is enforced. */
  readonly podSecurity: string;
  /** Hard limits of its ResourceQuota; empty when it has none. */
  readonly quota: Readonly<Record<string, string>>;
}

/** Kind of {@link NamespaceFact}. */
export const NAMESPACE = factKind<NamespaceFact>('namespace');

/** A pool of GPU servers in a cluster. */
export interface GpuPoolFact {
  /** Name of the pool. */
  readonly name: string;
  /** Names of its servers, which are the names of its nodes. */
  readonly servers: readonly string[];
  /** GPUs of one server. */
  readonly gpusPerServer: number;
  /** Memory of one GPU in bytes. */
  readonly gpuMemoryBytes: number;
  /** Servers kept free for repairs; their GPUs are no quota. */
  readonly spares: number;
  /** GPUs that are taken without a queue, by what takes them. */
  readonly claims: Readonly<Record<string, number>>;
}

/** Kind of {@link GpuPoolFact}. */
export const GPU_POOL = factKind<GpuPoolFact>('gpu-pool');

/** A share of the GPUs of a pool, handed out by a queue. */
export interface GpuQuotaFact {
  /** Name of the queue. */
  readonly queue: string;
  /** Path of the pool below the stack. */
  readonly pool: string;
  /** GPUs that the queue may hand out. */
  readonly gpus: number;
}

/** Kind of {@link GpuQuotaFact}. */
export const GPU_QUOTA = factKind<GpuQuotaFact>('gpu-quota');

/** The driver of a cluster's GPUs. */
export interface GpuDriverFact {
  /** Exact version; null when the operating system brings it. */
  readonly version: string | null;
  /** Where the version comes from. */
  readonly source: string;
  /** Servers that get a new driver at once; 0 when somebody starts it by hand. */
  readonly maxParallel: number;
}

/** Kind of {@link GpuDriverFact}. */
export const GPU_DRIVER = factKind<GpuDriverFact>('gpu-driver');
