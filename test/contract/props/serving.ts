import {
  Bandwidth,
  Bytes,
  CephCluster,
  CertManager,
  Duration,
  type GpuPool,
  type ISharedFilesystem,
  KServe,
  type KServeProps,
  KubernetesCluster,
  ModelServer,
  type ModelServerProps,
  ModelVersion,
  type ModelVersionOptions,
  Monitoring,
  Runtime,
  type Stage,
} from 'datahall';
import { llama70b, llama8b } from '../../support/models';
import { goodRouting } from '../../support/routing';
import { type PropsCase, propsOf } from './table';

/** What models are served with: two of each, so that one can be used in place of the other. */
interface Parts {
  readonly pools: readonly GpuPool[];
  readonly filesystems: readonly ISharedFilesystem[];
}

const PARTS = new WeakMap<Stage, Parts>();

/** The parts of a stage, made on first use. */
function partsOf(stage: Stage): Parts {
  const existing = PARTS.get(stage);
  if (existing !== undefined) return existing;
  const cluster = new KubernetesCluster(stage.cluster, 'kubernetes', { site: stage.site });
  const ceph = new CephCluster(stage.storage, 'ceph', { hosts: stage.site.servers('storage') });
  const parts = {
    pools: ['h100', 'other'].map((servers) => cluster.addGpuPool(servers, { servers })),
    filesystems: ['models', 'others'].map((name) => ceph.addFilesystem(name, { size: Bytes.tib(10) })),
  };
  PARTS.set(stage, parts);
  return parts;
}

function settings(stage: Stage, model: ModelVersion): ModelServerProps {
  const { pools, filesystems } = partsOf(stage);
  return { runtime: Runtime.VLLM, model, pool: pools[0]!, weights: filesystems[0]! };
}

export const SERVING: readonly PropsCase[] = [
  propsOf<KServeProps>(
    'KServeProps',
    ({ stage }) => ({ certificates: new CertManager(stage.network, 'certificates') }),
    { certificates: ({ first }) => first },
    (stage, props) => new KServe(stage.network, 'subject', props),
  ),
  propsOf<ModelServerProps>(
    'ModelServerProps',
    ({ stage }) => settings(stage, llama8b()),
    {
      runtime: () => Runtime.vllm('registry.example.com/vllm:v0.24.0'),
      model: () => llama70b(),
      pool: ({ stage }) => partsOf(stage).pools[1]!,
      weights: ({ stage }) => partsOf(stage).filesystems[1]!,
      replicas: () => 3,
      concurrency: () => 100,
      gpuMemoryUtilization: () => 0.8,
      drain: () => Duration.minutes(10),
      firstToken: () => Duration.seconds(1),
      loadBandwidth: () => Bandwidth.gbps(1),
      volume: () => Bytes.tib(1),
      claim: () => 'others',
    },
    (stage, props) => {
      const server = new ModelServer(stage.serving, 'subject', props);
      new Monitoring(stage.observability, 'monitoring', { alerts: goodRouting() }).watch(server);
    },
  ),
  propsOf<ModelVersionOptions>(
    'ModelVersionOptions',
    () => llama70b().options,
    {
      version: () => '2',
      parameters: () => 71e9,
      layers: () => 81,
      kvHeads: () => 16,
      headDim: () => 256,
      // Not divisible by four, the GPUs that it takes otherwise.
      attentionHeads: () => 62,
      precision: () => 'fp8',
      context: () => 4096,
      path: () => 'llama-3.1-70b/2',
      license: () => 'Apache-2.0',
      source: () => 'another card',
    },
    (stage, options) => new ModelServer(stage.serving, 'subject', settings(stage, ModelVersion.of('llama', options))),
  ),
];
