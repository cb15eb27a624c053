import { DriverRollout, GpuDriver, KubernetesCluster, type Stage } from 'datahall';
import { oneStage } from '../../support/small-site';
import { synth, type Synthesized } from '../../support/synth';

function build(use: (cluster: KubernetesCluster, stage: Stage) => void): {
  readonly out: Synthesized;
  readonly cluster: KubernetesCluster;
} {
  const made: KubernetesCluster[] = [];
  const out = synth(
    oneStage((stage) => {
      const cluster = new KubernetesCluster(stage.cluster, 'kubernetes', { site: stage.site });
      made.push(cluster);
      use(cluster, stage);
    }),
  );
  return { out, cluster: made[0] as KubernetesCluster };
}

describe('KubernetesCluster', () => {
  it('brings the operators with the first pool, each once', () => {
    expect(build(() => undefined).out.releases.map((release) => release.name)).toEqual(['cert-manager']);
    const { out, cluster } = build((it) => {
      it.addGpuPool('h100', { servers: 'h100' });
      expect(it.scheduling).toBe(it.nodes.scheduling);
    });
    expect(out.stopped).toBe(false);
    expect(out.releases.map((release) => release.name).sort()).toEqual([
      'cert-manager',
      'gpu-operator',
      'kueue',
      'node-feature-discovery',
    ]);
    expect(Object.keys(cluster.nodes)).toEqual(['features', 'operator', 'kueue', 'scheduling', 'certificates']);
  });

  it('passes driver and rollout on', () => {
    const out = synth(
      oneStage((stage) => {
        const driver = GpuDriver.of('580.105.08', 'checked in the lab');
        const driverRollout = DriverRollout.rolling({ maxParallel: 1 });
        const cluster = new KubernetesCluster(stage.cluster, 'kubernetes', { site: stage.site, driver, driverRollout });
        cluster.addGpuPool('h100', { servers: 'h100', spares: 1 });
      }),
    );
    expect(out.codes).not.toContain('DH3112');
    const operator = out.releases.find((release) => release.name === 'gpu-operator');
    expect(operator?.values).toMatchObject({
      driver: { version: '580.105.08', upgradePolicy: { autoUpgrade: true, maxParallelUpgrades: 1 } },
    });
  });

  it('joins the metrics and alerts of its parts, with the GPUs that must be there', () => {
    const { cluster } = build((it) => {
      it.addGpuPool('h100', { servers: 'h100' });
      expect(it.certificates.issuer).toBe('datahall-ca');
    });
    const targets = cluster.scrapeTargets.map(({ name }) => name);
    expect(targets).toEqual([
      'node-features',
      'gpus',
      'gpu-operator',
      'cert-manager-controller',
      'cert-manager-webhook',
      'cert-manager-cainjector',
    ]);
    const rules = cluster.alertRules;
    expect(new Set(rules.map(({ name }) => name)).size).toBe(rules.length);
    expect(rules.find(({ name }) => name === 'GpusMissing')?.expr).toMatch(/< 16$/);
  });

  it('has certificates, and nothing of GPUs, without a pool', () => {
    const { out, cluster } = build(() => undefined);
    expect(out.releases.map((release) => release.name)).toEqual(['cert-manager']);
    expect(cluster.certificates.issuer).toBe('datahall-ca');
    expect(Object.keys(cluster.nodes)).toEqual(['certificates']);
    expect(cluster.alertRules.map(({ name }) => name).filter((name) => name.includes('Gpu'))).toEqual([]);
  });

  it('refuses servers in two pools: DH3110', () => {
    const { out } = build((it) => {
      it.addGpuPool('a', { servers: 'h100' });
      it.addGpuPool('b', { servers: 'h100' });
    });
    expect(out.findings).toContainEqual(
      expect.objectContaining({
        code: 'DH3110',
        path: 'cluster/kubernetes/b',
        got: '2 servers, lab-h100-001 the first',
      }),
    );
    expect(out.stopped).toBe(true);
  });

  it('warns when a rollout takes more servers than a pool keeps free: DH3112', () => {
    const out = synth(
      oneStage((stage) => {
        const driverRollout = DriverRollout.rolling({ maxParallel: 2 });
        const cluster = new KubernetesCluster(stage.cluster, 'kubernetes', { site: stage.site, driverRollout });
        cluster.addGpuPool('h100', { servers: 'h100', spares: 1 });
      }),
    );
    expect(out.findings).toContainEqual(
      expect.objectContaining({ code: 'DH3112', severity: 'warning', got: '2 servers at once, 1 spare' }),
    );
    expect(out.stopped).toBe(false);
  });
});
