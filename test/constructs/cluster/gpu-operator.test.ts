import { DriverRollout, GpuDriver, GpuOperator, type GpuOperatorProps, NodeFeatureDiscovery } from 'datahall';
import { oneStage } from '../../support/small-site';
import { synth, type Synthesized } from '../../support/synth';

function operator(props: Partial<GpuOperatorProps> = {}): { readonly out: Synthesized; readonly made: GpuOperator } {
  const made: GpuOperator[] = [];
  const out = synth(
    oneStage((stage) => {
      const features = new NodeFeatureDiscovery(stage.cluster, 'features');
      made.push(new GpuOperator(stage.cluster, 'gpu', { servers: 2, after: [features], ...props }));
    }),
  );
  return { out, made: made[0] as GpuOperator };
}

function helmRelease(out: Synthesized, name: string): Record<string, unknown> {
  const releases = Object.values(out.stack('lab-dev-cluster').resource.helm_release ?? {});
  return releases.find((release) => release.name === name) ?? {};
}

describe('GpuOperator', () => {
  it('pins the driver, hands out whole GPUs and leaves Node Feature Discovery to others', () => {
    const { out, made } = operator();
    expect(out.stopped).toBe(false);
    expect(made.nodes.release.values).toMatchObject({
      nfd: { enabled: false },
      driver: { enabled: true, version: '595.91.07', upgradePolicy: { autoUpgrade: false } },
      cdi: { enabled: true },
      toolkit: { env: [{ name: 'ACCEPT_NVIDIA_VISIBLE_DEVICES_ENVVAR_WHEN_UNPRIVILEGED', value: 'false' }] },
      mig: { strategy: 'none' },
      operator: { upgradeCRD: false, priorityClassName: 'datahall-platform' },
      daemonsets: { priorityClassName: 'system-node-critical' },
      dcgmExporter: { serviceMonitor: { enabled: false } },
    });
  });

  it('is never undone halfway, waits for half an hour at least and comes after Node Feature Discovery', () => {
    const release = helmRelease(operator().out, 'gpu-operator');
    expect(release).toMatchObject({ atomic: false, upgrade_install: true, timeout: 1800 });
    expect(release.depends_on).toContainEqual(expect.stringContaining('helm_release.cluster_features_Release'));
    expect(helmRelease(operator({ servers: 1000 }).out, 'gpu-operator').timeout).toBe(10_000);
  });

  it('lets only the pods that build the driver call beyond the cluster', () => {
    const beyond = (out: Synthesized): readonly unknown[] =>
      out.of('NetworkPolicy').filter(({ spec }) => JSON.stringify(spec).includes('nvidia-driver'));
    expect(beyond(operator().out)).toEqual([
      expect.objectContaining({
        spec: {
          policyTypes: ['Egress'],
          podSelector: { matchLabels: { 'app.kubernetes.io/component': 'nvidia-driver' } },
          egress: [
            {
              to: [],
              ports: [
                { port: 80, protocol: 'TCP' },
                { port: 443, protocol: 'TCP' },
              ],
            },
          ],
        },
      }),
    ]);
    expect(beyond(operator({ driver: GpuDriver.preinstalled() }).out)).toEqual([]);
  });

  it('leaves a driver of the operating system alone', () => {
    const { out, made } = operator({ driver: GpuDriver.preinstalled() });
    expect(out.stopped).toBe(false);
    expect(made.nodes.release.values).toMatchObject({ driver: { enabled: false } });
  });

  it('sets the interlocking settings of a rollout together', () => {
    const { made } = operator({ driverRollout: DriverRollout.rolling({ maxParallel: 3, drain: 'node' }) });
    expect(made.nodes.release.values).toMatchObject({
      driver: {
        upgradePolicy: {
          autoUpgrade: true,
          maxParallelUpgrades: 3,
          maxUnavailable: 3,
          gpuPodDeletion: { deleteEmptyDir: true, timeoutSeconds: 900 },
          drain: { enable: true, deleteEmptyDir: true, timeoutSeconds: 900 },
        },
      },
    });
  });

  it('refuses to roll out a driver of the operating system: DH3113', () => {
    const driverRollout = DriverRollout.rolling({ maxParallel: 1 });
    const { out } = operator({ driver: GpuDriver.preinstalled(), driverRollout });
    expect(out.findings).toContainEqual(expect.objectContaining({ code: 'DH3113', path: 'cluster/gpu' }));
    expect(out.stopped).toBe(true);
  });

  it('exports every metric that it alerts on, where it says', () => {
    const { made } = operator();
    expect(made.scrapeTargets.map(({ name, port, endpoint }) => [name, port, endpoint.pods])).toEqual([
      ['gpus', 9400, { app: 'nvidia-dcgm-exporter' }],
      ['gpu-operator', 8080, { app: 'gpu-operator' }],
    ]);
    const { data } = (made.nodes.release.values as { dcgmExporter: { config: { data: string } } }).dcgmExporter.config;
    const exported = data.split('\n').map((line) => line.split(',')[0]);
    const used = made.alertRules.flatMap(({ expr }) => expr.match(/DCGM_\w+/g) ?? []);
    expect(used.length).toBeGreaterThan(6);
    expect(used.filter((metric) => !exported.includes(metric))).toEqual([]);
  });

  it('tells about rollouts only where there are some', () => {
    const names = (driverRollout?: DriverRollout): readonly string[] =>
      operator(driverRollout === undefined ? {} : { driverRollout }).made.alertRules.map(({ name }) => name);
    expect(names()).not.toContain('GpuDriverRolloutFailed');
    expect(names(DriverRollout.rolling({ maxParallel: 1 }))).toContain('GpuDriverRolloutFailed');
  });
});
