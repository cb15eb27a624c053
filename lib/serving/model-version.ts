import { fail } from '../errors/datahall-error';
import { invalidModelPath, invalidPrecision } from '../errors/serving';
import { Bytes } from '../units/bytes';
import { checkCount, checkDnsLabel, checkLabelValue } from '../units/names';
import { checkAmount } from '../units/quantity';

/** Bytes of one stored weight, by precision. */
const WEIGHT_BYTES = { fp32: 4, bf16: 2, fp16: 2, fp8: 1, int8: 1, int4: 0.5 } as const;

/** In what weights are stored. */
export type Precision = keyof typeof WEIGHT_BYTES;

/** What is known of a version of a model: from its card and its `config.json`. */
export interface ModelVersionOptions {
  /** Version, as the registry counts it. */
  readonly version: string;
  /** Parameters, `70.6e9`; of a mixture all experts: all are in memory. */
  readonly parameters: number;
  /** Layers, `num_hidden_layers`. */
  readonly layers: number;
  /** Heads of keys and values, `num_key_value_heads`. */
  readonly kvHeads: number;
  /** Dimension of a head, `head_dim`. */
  readonly headDim: number;
  /** Heads of queries, `num_attention_heads`: GPUs share them out evenly. */
  readonly attentionHeads: number;
  /** In what the weights are stored. */
  readonly precision: Precision;
  /** Most tokens of a request and its answer. */
  readonly context: number;
  /** Folder of the weights below their volume. */
  readonly path: string;
  /** Licence: SPDX identifier, or the name that its owner gave it. */
  readonly license: string;
  /** Where weights and figures come from. */
  readonly source: string;
}

/** One immutable version of a language model, with what decides how much memory it takes. */
export class ModelVersion {
  private constructor(
    /** Name, which requests use. */
    public readonly name: string,
    /** What is known of it. */
    public readonly options: ModelVersionOptions,
  ) {}

  /**
   * Declares a version of a model.
   *
   * @param name name that requests use, such as `llama-3.1-70b`
   * @param options its figures
   * @throws DH1102, DH1001, DH1004, DH3604 and DH3606
   */
  public static of(name: string, options: ModelVersionOptions): ModelVersion {
    const { version, parameters, layers, kvHeads, headDim, attentionHeads, precision, context, path } = options;
    checkAmount('parameters', parameters);
    const problems = [
      name === '' ? checkDnsLabel('model', name) : checkLabelValue('model', name),
      checkLabelValue('version', version),
      checkCount('layers', layers, 1),
      checkCount('kvHeads', kvHeads, 1),
      checkCount('headDim', headDim, 1),
      checkCount('attentionHeads', attentionHeads, 1),
      checkCount('context', context, 1),
      isFolder(path) ? undefined : invalidModelPath(path),
      precision in WEIGHT_BYTES ? undefined : invalidPrecision(precision, Object.keys(WEIGHT_BYTES)),
    ];
    const problem = problems.find((each) => each !== undefined);
    return problem === undefined ? new ModelVersion(name, options) : fail(problem);
  }

  /** Memory of the weights, over all GPUs. */
  public get weights(): Bytes {
    return Bytes.of(this.options.parameters * WEIGHT_BYTES[this.options.precision]);
  }

  /**
   * Bytes of one number of the cache of keys and values: it is kept in what the model computes in, which for
   * quantized weights is half precision.
   */
  public get cacheBytes(): number {
    return this.options.precision === 'fp32' ? 4 : 2;
  }
}

function isFolder(path: string): boolean {
  return typeof path === 'string' && /^[\w.-]+(\/[\w.-]+)*$/.test(path) && !path.split('/').includes('..');
}
