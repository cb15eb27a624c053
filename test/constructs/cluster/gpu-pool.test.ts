import { KubernetesCluster, ServerModel, Site, type Stage } from 'datahall';
import { synth } from '../../support/synth';
import { oneStage, smallSite, stageOn } from '../../support/small-site';

function cluster(stage: Stage): KubernetesCluster {
  return new KubernetesCluster(stage.cluster, 'kubernetes', { site: stage.site });
}

describe('GpuPool', () => {
  it('gives a queue without a number what the pool has left', () => {
    const out = synth(
      oneStage((stage) => {
        const pool = cluster(stage).addGpuPool('h100', { servers: 'h100' });
        pool.addQueue('rest');
        pool.addQueue('research', { gpus: 4 });
      }),
    );
    const quotas = out.of('ClusterQueue').map(({ metadata, spec }) => [metadata.name, JSON.stringify(spec)]);
    expect(quotas).toEqual([
      ['research', expect.stringContaining('"nominalQuota":4')],
      ['rest', expect.stringContaining('"nominalQuota":12')],
    ]);
  });

  it('lets one namespace use several queues, of other pools too, and have more labels', () => {
    const others = { old: ServerModel.DGX_H100.times(1, { row: 'gpu' }) };
    const build = (stage: Stage): void => {
      const kubernetes = cluster(stage);
      stage.foundation.namespace('team-a', { podSecurity: 'baseline', labels: { team: 'a' } });
      const pool = kubernetes.addGpuPool('h100', { servers: 'h100' });
      pool.addQueue('research', { gpus: 8, namespaces: ['team-a'] });
      pool.addQueue('batch', { namespaces: ['team-a', 'team-b'] });
      kubernetes.addGpuPool('old', { servers: 'old' }).addQueue('spare', { namespaces: ['team-b'] });
    };
    const share = smallSite('lab', others).share({ control: 3, h100: 2, storage: 4, old: 1 });
    const out = synth((app) => stageOn(app, share, build));
    expect(out.codes).not.toContain('DH1106');
    const labels = (name: string) =>
      out.of('Namespace').find(({ metadata }) => metadata.name === name)?.metadata.labels;
    expect(labels('team-a')).toMatchObject({
      team: 'a',
      'queue.datahall.dev/research': 'true',
      'queue.datahall.dev/batch': 'true',
      'datahall.dev/kueue-managed': 'true',
    });
    expect(labels('team-b')).toMatchObject({ 'queue.datahall.dev/batch': 'true', 'queue.datahall.dev/spare': 'true' });
    const planned = JSON.stringify(out.stack('lab-dev-foundation').resource['kubernetes_namespace_v1']);
    expect(planned).toContain('queue.datahall.dev/spare');
  });

  it('refuses quotas above the GPUs of the pool: DH3101', () => {
    const out = synth(
      oneStage((stage) => void cluster(stage).addGpuPool('h100', { servers: 'h100' }).addQueue('all', { gpus: 17 })),
    );
    expect(out.stopped).toBe(true);
    expect(out.findings).toContainEqual(
      expect.objectContaining({
        code: 'DH3101',
        path: 'cluster/kubernetes/h100',
        stages: ['dev'],
        got: '17 GPUs',
        allowed: 'at most 16 GPUs: servers without spares, times GPUs a server',
      }),
    );
  });

  it('gives one error for one mistake: what rules would find then is a consequence', () => {
    const out = synth(
      oneStage((stage) => {
        const pool = cluster(stage).addGpuPool('h100', { servers: 'h200' });
        pool.claim('model', 8);
      }),
    );
    const errors = out.findings.filter((finding) => finding.severity === 'error');
    expect(errors.map(({ code, path }) => [code, path])).toEqual([['DH3002', 'cluster/kubernetes/h100']]);
  });

  it('knows the settings of NCCL where the fabric says what RDMA needs', () => {
    const settings: unknown[] = [];
    const { options } = smallSite();
    const main = options.fabrics['main']!.withRdma({ gidIndex: 3, trafficClass: 106 });
    for (const site of [undefined, new Site('lab', { ...options, fabrics: { main } })])
      synth(
        oneStage(
          (stage) => void settings.push(cluster(stage).addGpuPool('h100', { servers: 'h100' }).ncclEnvironment),
          undefined,
          site,
        ),
      );
    expect(settings).toEqual([undefined, expect.objectContaining({ NCCL_IB_TC: '106', NCCL_CUMEM_ENABLE: '0' })]);
  });

  it('keeps the GPUs of spares out of the quota', () => {
    const out = synth(
      oneStage((stage) => void cluster(stage).addGpuPool('h100', { servers: 'h100', spares: 1 }).addQueue('all')),
    );
    expect(JSON.stringify(out.of('ClusterQueue'))).toContain('"nominalQuota":8');
  });

  it.each([
    ['DH3002', (it: KubernetesCluster) => void it.addGpuPool('h100', { servers: 'h200' })],
    ['DH3102', (it: KubernetesCluster) => void it.addGpuPool('pool', { servers: 'storage' })],
    ['DH3103', (it: KubernetesCluster) => void it.addGpuPool('h100', { servers: 'h100', spares: 2 })],
    [
      'DH3105',
      (it: KubernetesCluster) => {
        const pool = it.addGpuPool('h100', { servers: 'h100' });
        pool.addQueue('a');
        pool.addQueue('b');
      },
    ],
    [
      'DH1105',
      (it: KubernetesCluster) => {
        it.addGpuPool('h100', { servers: 'h100' });
        it.addGpuPool('h100', { servers: 'h100' });
      },
    ],
    ['DH1101', (it: KubernetesCluster) => void it.addGpuPool('h100.a', { servers: 'h100' })],
  ])('reports %s and writes nothing', (code, build) => {
    const out = synth(oneStage((stage) => build(cluster(stage))));
    expect(out.codes).toContain(code);
    expect(out.stopped).toBe(true);
  });
});
