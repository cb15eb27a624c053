import { factKind } from '../model/fact';

/** A model that is served. */
export interface ModelServerFact {
  /** Name of the InferenceService. */
  readonly name: string;
  /** Name of the model. */
  readonly model: string;
  /** Version of the model. */
  readonly version: string;
  /** Licence of the model. */
  readonly license: string;
  /** Where weights and figures of the model come from. */
  readonly source: string;
  /** Program and image that run it. */
  readonly runtime: string;
  /** Path of the GPU pool below its stack. */
  readonly pool: string;
  /** Pods. */
  readonly replicas: number;
  /** GPUs of a pod. */
  readonly gpusPerReplica: number;
  /** Tokens of context that a pod has room for. */
  readonly tokens: number;
}

/** Kind of {@link ModelServerFact}. */
export const MODEL_SERVER = factKind<ModelServerFact>('model-server');
