import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  ChartSet,
  ChartSource,
  DatahallApp,
  Foundation,
  HelmRelease,
  Kubeconfig,
  Release,
  ReleaseTrain,
} from 'datahall';
import { smallShare } from '../support/small-site';
import { get } from '../support/real/apply';
import { CONTROL_PLANE } from '../support/real/binaries';
import { type ControlPlane, startControlPlane } from '../support/real/control-plane';
import { describeReal } from '../support/real/describe-real';
import { OciRegistry } from '../support/real/oci-registry';
import { writeSmallChartArchive } from '../support/real/small-chart';
import { CHART, quietly } from '../support/real/small-program';
import { effects, TerraformRun } from '../support/real/terraform';

describeReal([...CONTROL_PLANE, 'terraform', 'providers', 'helm', 'crane'], 'a stage without the internet', () => {
  const folder = mkdtempSync(join(tmpdir(), 'datahall-mirror-'));
  const before = process.env['SSL_CERT_FILE'];
  const home = process.cwd();
  let plane: ControlPlane;
  let registry: OciRegistry;

  beforeAll(async () => {
    process.chdir(folder);
    registry = await OciRegistry.start(folder);
    process.env['SSL_CERT_FILE'] = registry.certificate;
    plane = await startControlPlane('dev');
  });

  afterAll(async () => {
    if (before === undefined) delete process.env['SSL_CERT_FILE'];
    else process.env['SSL_CERT_FILE'] = before;
    process.chdir(home);
    await plane.stop();
    await registry.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('takes its charts from a mirror in an OCI registry', async () => {
    await registry.push(writeSmallChartArchive(join(folder, 'charts'), CHART), 'mirror/charts');
    const release = new Release('1.0.0', {
      charts: ChartSet.of('2026.11'),
      platform: (stage) => {
        const namespace = Foundation.of(stage.cluster).namespace('demo');
        new HelmRelease(stage.cluster, 'demo', { chart: CHART, name: 'demo', namespace, values: { from: 'mirror' } });
      },
    });
    const app = new DatahallApp({ outdir: join(folder, 'cdktf.out') });
    const cluster = Kubeconfig.context(plane.context, { path: plane.kubeconfig });
    const chartSource = ChartSource.mirror(`oci://${registry.address}/mirror/charts`);
    new ReleaseTrain(app, 't').stage('dev', { release, site: smallShare(), cluster, chartSource });
    quietly(() => app.synth());
    for (const layer of ['foundation', 'cluster']) {
      const run = new TerraformRun(join(folder, `cdktf.out/stacks/lab-dev-${layer}`));
      await run.init();
      await run.apply();
      expect(effects(await run.plan())).toEqual([]);
    }
    expect(JSON.stringify(await get(plane, 'ConfigMap', 'demo', 'demo'))).toContain('mirror');
  });
});
