import {
  Bandwidth,
  Bytes,
  CephCluster,
  ChartSet,
  Cidr,
  Duration,
  type ISharedFilesystem,
  type GpuPool,
  Kubeconfig,
  KubernetesCluster,
  ModelServer,
  type ModelServerProps,
  Monitoring,
  Release,
  ReleaseTrain,
  Runtime,
  Site,
  type Stage,
} from 'datahall';
import { llama70b, llama8b } from '../../support/models';
import { goodRouting } from '../../support/routing';
import { oneStage, smallSite } from '../../support/small-site';
import { synth, type Synthesized } from '../../support/synth';

interface Platform {
  readonly pool: GpuPool;
  readonly weights: ISharedFilesystem;
}

function platform(stage: Stage): Platform {
  const cluster = new KubernetesCluster(stage.cluster, 'kubernetes', { site: stage.site });
  const ceph = new CephCluster(stage.storage, 'ceph', { hosts: stage.site.servers('storage') });
  const weights = ceph.addFilesystem('models', { size: Bytes.tib(10) });
  return { pool: cluster.addGpuPool('h100', { servers: 'h100' }), weights };
}

function serving(props: Partial<ModelServerProps> = {}, id = 'llama'): Synthesized {
  const runtime = Runtime.VLLM;
  return synth(
    oneStage((stage) => {
      const parts = platform(stage);
      new ModelServer(stage.serving, id, { runtime, model: llama70b(), ...parts, ...props });
    }),
  );
}

function predictor(out: Synthesized): Record<string, unknown> & { containers: readonly Record<string, never>[] } {
  return (out.of('InferenceService')[0]?.['spec'] as { predictor: never }).predictor;
}

function errors(out: Synthesized): readonly string[] {
  return out.findings.filter((finding) => finding.severity === 'error').map((finding) => finding.code);
}

describe('ModelServer', () => {
  const out = serving();
  const [container] = predictor(out).containers;

  it('carries the release in all its names', () => {
    const names = (kind: string) => out.of(kind).map(({ metadata }) => `${metadata.namespace}/${metadata.name}`);
    expect(names('InferenceService')).toEqual(['serving/llama-2026-11-0']);
    expect(names('PodDisruptionBudget')).toEqual(['serving/llama-2026-11-0']);
    expect(out.stacks).toContain('lab-dev-serving-2026-11-0');
  });

  it('tells the runtime what the fit was computed with', () => {
    expect(container?.['args']).toEqual([
      '/models/llama-3.1-70b/1',
      '--served-model-name=llama-3.1-70b',
      '--port=8080',
      '--tensor-parallel-size=4',
      '--gpu-memory-utilization=0.9',
      '--max-model-len=8192',
      '--shutdown-timeout=300',
    ]);
    expect(container?.['resources']).toEqual({
      requests: { cpu: '32', memory: '256Gi', 'nvidia.com/gpu': '4' },
      limits: { cpu: '64', memory: '256Gi', 'nvidia.com/gpu': '4' },
    });
  });

  it('listens where pods have addresses of IPv6 only', () => {
    const addresses = { underlay: Cidr.of('fd00:10::/32'), virtualIps: Cidr.of('2001:db8::/64') };
    const site = new Site('lab', { ...smallSite().options, addresses });
    const build = (stage: Stage): void => {
      new ModelServer(stage.serving, 'llama', { runtime: Runtime.VLLM, model: llama70b(), ...platform(stage) });
    };
    const [server] = predictor(synth(oneStage(build, undefined, site))).containers;
    expect(server?.['args']).toContain('--host=::');
  });

  it('rolls without free GPUs, drains, and waits for the weights', () => {
    expect(predictor(out)).toMatchObject({
      minReplicas: 2,
      maxReplicas: 2,
      deploymentStrategy: { rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } },
      terminationGracePeriodSeconds: 345,
      priorityClassName: 'datahall-serving',
      nodeSelector: { 'datahall.dev/pool': 'h100' },
      tolerations: [{ key: 'nvidia.com/gpu' }],
    });
    // 141.2 GB at 1 GB/s, twice, and ten minutes.
    expect(container?.['startupProbe']).toMatchObject({ periodSeconds: 10, failureThreshold: 89 });
    const slow = predictor(serving({ loadBandwidth: Bandwidth.gbps(1), drain: Duration.minutes(10) }));
    expect(slow.containers[0]?.['startupProbe']).toMatchObject({ failureThreshold: 286 });
    expect(slow['terminationGracePeriodSeconds']).toBe(645);
  });

  it('reads weights and writes nothing of them', () => {
    expect(predictor(out)['volumes']).toContainEqual({
      name: 'weights',
      persistentVolumeClaim: { claimName: 'models', readOnly: true },
    });
    const claims = out.objects.filter(({ object }) => object.kind === 'PersistentVolumeClaim');
    expect(claims.map(({ stack, object }) => [stack, object.metadata.namespace, object.metadata.name])).toEqual([
      ['lab-dev-storage', 'serving', 'models'],
    ]);
  });

  it('claims its filesystem once, and another one by another name: DH1110', () => {
    const two = (claim?: string): Synthesized =>
      synth(
        oneStage((stage) => {
          const parts = { ...platform(stage), runtime: Runtime.VLLM, model: llama8b() };
          new ModelServer(stage.serving, 'llama', parts);
          const ceph = stage.storage.node.findChild('ceph') as CephCluster;
          const weights = ceph.addFilesystem('tuned', { size: Bytes.tib(5) });
          new ModelServer(stage.serving, 'tuned', { ...parts, weights, ...(claim === undefined ? {} : { claim }) });
        }),
      );
    expect(two().findings).toContainEqual(
      expect.objectContaining({
        code: 'DH1110',
        path: 'storage/ceph/tuned/Claim-serving-models',
        got: 'PersistentVolumeClaim models in serving',
      }),
    );
    const named = two('tuned');
    expect(errors(named)).toEqual([]);
    const used = named.of('InferenceService').map(({ spec }) => JSON.stringify(spec).match(/"claimName":"(\w+)"/)?.[1]);
    expect(used).toEqual(['models', 'tuned']);
  });

  it('brings KServe to the layer of the cluster, once', () => {
    const releases = out.releases.filter(({ name }) => name.startsWith('kserve'));
    expect(releases.map(({ name, node }) => [name, node.path.split('/')[0]])).toEqual([
      ['kserve-crd', 'lab-dev-cluster'],
      ['kserve-resources', 'lab-dev-cluster'],
    ]);
    expect(releases[1]?.values).toMatchObject({
      kserve: { controller: { deploymentMode: 'Standard', gateway: { disableIngressCreation: true } } },
    });
  });

  it('takes its GPUs from the pool, and says how they are used', () => {
    const facts = JSON.parse(out.files.get('datahall.json') ?? '') as { readonly model: readonly { kind: string }[] };
    const text = JSON.stringify(facts);
    expect(text).toContain('"claims":{"llama-2026-11-0":8}');
    expect(text).toContain('"gpusPerReplica":4');
    expect(errors(out)).toEqual([]);
  });

  it('is measured, with alerts about itself only', () => {
    const watched = synth((app) => {
      const site = smallSite();
      const release = new Release('2026.11.0', {
        charts: ChartSet.of('2026.11'),
        platform: (stage) => ({
          parts: platform(stage),
          monitoring: new Monitoring(stage.observability, 'monitoring', { alerts: goodRouting() }),
        }),
        serving: (stage, { parts, monitoring }) => {
          const runtime = Runtime.VLLM;
          for (const id of ['llama', 'small'])
            monitoring.watch(new ModelServer(stage.serving, id, { runtime, model: llama8b(), ...parts }));
        },
      });
      const share = site.share({ control: 3, h100: 2, storage: 4 });
      const train = new ReleaseTrain(app, 'platform');
      train.stage('dev', { release, site: share, cluster: Kubeconfig.context('dev') });
    });
    expect(errors(watched)).toEqual([]);
    expect(watched.of('PodMonitor').map(({ metadata }) => metadata.name)).toEqual([
      'serving-llama-2026-11-0-runtime',
      'serving-small-2026-11-0-runtime',
    ]);
    expect(JSON.stringify(watched.of('PrometheusRule')[0])).toContain('pod=~\\"llama-2026-11-0-predictor-.+\\"');
  });

  it('lies in the stack alone without a release', () => {
    const name = (stage: Stage) =>
      new ModelServer(stage.training, 'eval', {
        ...{ runtime: Runtime.VLLM, model: llama8b() },
        ...platform(stage),
      });
    const plain = synth(oneStage((stage) => void name(stage)));
    expect(plain.of('InferenceService').map(({ metadata }) => metadata.name)).toEqual(['eval']);
  });
});

describe('the proofs of a model server', () => {
  it('find models that do not fit: DH3601', () => {
    const huge = serving({ model: llama70b({ parameters: 405e9 }) });
    expect(huge.findings).toContainEqual(
      expect.objectContaining({
        code: 'DH3601',
        path: 'serving/llama',
        got: '754.371 GiB of weights and 32768 tokens of context on 8 GPUs of 74.506 GiB: not even the weights fit',
      }),
    );
    expect(errors(serving({ concurrency: 1000 }))).toEqual(['DH3601']);
  });

  it('find replicas without a place: DH3602 and DH3101', () => {
    expect(errors(serving({ replicas: 5 }))).toEqual(expect.arrayContaining(['DH3101', 'DH3602']));
    expect(errors(serving({ replicas: 4 }))).toEqual([]);
  });

  it('warn of a single replica: DH3603', () => {
    const out = serving({ replicas: 1 });
    expect(out.codes).toContain('DH3603');
    expect(out.stopped).toBe(false);
  });

  it.each<readonly [code: string, id: string, props: Partial<ModelServerProps>]>([
    ['DH3607', 'llama', { gpuMemoryUtilization: 1 }],
    ['DH3607', 'llama', { gpuMemoryUtilization: Number.NaN }],
    ['DH1004', 'llama', { replicas: 0 }],
    ['DH1004', 'llama', { concurrency: 0 }],
    ['DH1004', 'llama', { firstToken: Duration.seconds(0) }],
    ['DH1002', 'llama', { firstToken: 5 as never }],
    ['DH1101', 'a-name-that-is-too-long-for-the-label-of-its-pods', {}],
    ['DH3204', 'llama', { volume: Bytes.tib(11) }],
  ])('report %s for %s with %o', (code, id, props) => {
    expect(errors(serving(props, id))).toContain(code);
  });
});
