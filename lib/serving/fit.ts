import { Bytes } from '../units/bytes';
import type { ModelVersion } from './model-version';

/** Where a model is to run. */
export interface FitTarget {
  /** Memory of one GPU. */
  readonly gpuMemory: Bytes;
  /** Share of it that the runtime takes; the same number goes to the runtime. */
  readonly utilization: number;
  /** What the runtime needs on each GPU besides weights and cache. @default - {@link workingMemory} */
  readonly overhead?: Bytes;
}

/** How a model lies on its GPUs. */
export interface Fit {
  /** GPUs of one replica: its tensor-parallel degree. */
  readonly gpus: number;
  /** Tokens that its cache of keys and values holds; negative when not even the weights fit. */
  readonly tokens: number;
}

/**
 * What a replica needs on each GPU besides weights and cache: 2.3 GiB for CUDA, graphs and communication, and 7.1 %
 * of the weights for buffers and activations. Calibrated with measurements of KAITO; without it, 141 GB of weights
 * would seem to fit on two GPUs of 80 GB, and the runtime would not start.
 *
 * @param model the model
 * @param gpus tensor-parallel degree
 */
export function workingMemory(model: ModelVersion, gpus: number): Bytes {
  return Bytes.gib(2.3).plus(model.weights.times(0.071 / gpus));
}

/**
 * How many tokens of context a model has room for. Per GPU, because that is where memory ends: weights are split
 * evenly, and so is the cache, until there are more GPUs than heads of keys and values; then heads are copied.
 *
 * @param model the model
 * @param gpus tensor-parallel degree
 * @param target the GPUs
 */
export function fitOf(model: ModelVersion, gpus: number, target: FitTarget): Fit {
  const { gpuMemory, utilization, overhead = workingMemory(model, gpus) } = target;
  const { layers, kvHeads, headDim } = model.options;
  const free = gpuMemory.bytes * utilization - model.weights.bytes / gpus - overhead.bytes;
  const perToken = 2 * layers * Math.max(1, kvHeads / gpus) * headDim * model.cacheBytes;
  return { gpus, tokens: Math.floor(free / perToken) };
}

/**
 * The fewest GPUs of one server that hold a model and its context: a power of two that splits its heads.
 *
 * @param model the model
 * @param target the GPUs
 * @param most GPUs of a server
 * @param wanted tokens of context that must fit
 * @returns the fit; when none holds the context, the one with the most room
 */
export function smallestFit(model: ModelVersion, target: FitTarget, most: number, wanted: number): Fit {
  const allowed = (gpus: number): boolean => gpus <= Math.max(1, most) && splits(model, gpus);
  const fits = [1, 2, 4, 8, 16, 32, 64].filter(allowed).map((gpus) => fitOf(model, gpus, target));
  const roomy = fits.find(({ tokens }) => tokens >= wanted);
  return roomy ?? fits.reduce((best, each) => (each.tokens > best.tokens ? each : best));
}

/**
 * Whether a runtime can split the heads of a model: those of attention evenly; those of keys and values evenly too, or
 * each copied as often, where there are fewer of them than GPUs. vLLM stops at its start otherwise
 * (`vllm/model_executor/models/llama.py`), and so does SGLang.
 */
function splits({ options }: ModelVersion, gpus: number): boolean {
  const { attentionHeads, kvHeads } = options;
  return attentionHeads % gpus === 0 && (kvHeads % gpus === 0 || gpus % kvHeads === 0);
}
