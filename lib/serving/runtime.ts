import type { EnvironmentValue } from '../charts/values/common';
import { fail } from '../errors/datahall-error';
import { runtimeNotExact } from '../errors/serving';
import type { Duration } from '../units/duration';
import type { ModelVersion } from './model-version';

/** What a runtime is told. */
export interface RuntimeSettings {
  /** The model. */
  readonly model: ModelVersion;
  /** Folder of its weights in the container. */
  readonly folder: string;
  /** Tensor-parallel degree. */
  readonly gpus: number;
  /** Share of GPU memory that it takes. */
  readonly utilization: number;
  /** How long requests may run on after it was told to stop. */
  readonly drain: Duration;
  /** IP version of the pods. */
  readonly ipVersion: 4 | 6;
}

/** How a runtime is started and asked how it is. */
export interface RuntimeProcess {
  /** Program. */
  readonly command: readonly string[];
  /** Its arguments. */
  readonly args: readonly string[];
  /** Environment. */
  readonly env: readonly EnvironmentValue[];
  /** Path that answers as long as the engine is alive. */
  readonly livePath: string;
  /** Path that answers when the model answers. */
  readonly readyPath: string;
}

/** TCP port of all runtimes, for requests and metrics. */
export const RUNTIME_PORT = 8080;

const EXACT = /(:v?\d+\.\d+\.\d+[\w.-]*|@sha256:[0-9a-f]{64})$/;

/** Programs that run language models behind OpenAI's API. */
export class Runtime {
  /** vLLM 0.24.0, the version that KServe v0.20.0 builds its own runtime with; image of the vLLM project. */
  public static readonly VLLM = new Runtime('vllm', 'vllm/vllm-openai:v0.24.0');

  private constructor(
    /** Name of the program. */
    public readonly name: string,
    /** Its image, one build. */
    public readonly image: string,
  ) {}

  /**
   * vLLM from an image of yours, such as a mirror. Flags and metrics are those of 0.24.0.
   *
   * @param image exact tag or digest
   * @throws DH3605
   */
  public static vllm(image: string): Runtime {
    return EXACT.test(image) ? new Runtime('vllm', image) : fail(runtimeNotExact(image));
  }

  /**
   * How the runtime is started. What it is told equals what the fit was computed with. It downloads nothing and
   * reports to nobody; all that it writes goes to `/tmp`.
   *
   * @param settings model, GPUs and times
   */
  public process(settings: RuntimeSettings): RuntimeProcess {
    const { model, folder, gpus, utilization, drain, ipVersion } = settings;
    const env = {
      HOME: '/tmp',
      // The user of the pod has no name in the image, and PyTorch asks for one.
      USER: 'vllm',
      HF_HUB_OFFLINE: '1',
      VLLM_NO_USAGE_STATS: '1',
    };
    return {
      command: ['vllm', 'serve'],
      args: [
        folder,
        `--served-model-name=${model.name}`,
        // Without it, vLLM listens on addresses of IPv4 only.
        ...(ipVersion === 6 ? ['--host=::'] : []),
        `--port=${RUNTIME_PORT}`,
        `--tensor-parallel-size=${gpus}`,
        `--gpu-memory-utilization=${utilization}`,
        `--max-model-len=${model.options.context}`,
        `--shutdown-timeout=${Math.ceil(drain.seconds)}`,
      ],
      env: Object.entries(env).map(([name, value]) => ({ name, value })),
      livePath: '/health',
      readyPath: '/v1/models',
    };
  }
}
