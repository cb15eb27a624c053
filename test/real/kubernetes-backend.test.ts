import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Backend, ChartSet, DatahallApp, Kubeconfig, Release, ReleaseTrain } from 'datahall';
import { smallShare } from '../support/small-site';
import { get } from '../support/real/apply';
import { CONTROL_PLANE } from '../support/real/binaries';
import { type ControlPlane, startControlPlane } from '../support/real/control-plane';
import { describeReal } from '../support/real/describe-real';
import { TerraformRun } from '../support/real/terraform';

describeReal([...CONTROL_PLANE, 'terraform', 'providers'], 'state in Secrets of another cluster', () => {
  let plane: ControlPlane;
  let folder: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'datahall-backend-'));
    plane = await startControlPlane('tools');
  });

  afterAll(async () => {
    await plane.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('is kept there by Terraform, in a Secret for each stack', async () => {
    const write = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    const app = new DatahallApp({ outdir: join(folder, 'cdktf.out') });
    const release = new Release('1.0.0', { charts: ChartSet.of('2026.11'), platform: () => undefined });
    const { context, kubeconfig: path } = plane;
    const backend = Backend.kubernetes({ context, path, namespace: 'default' });
    // In the test one server is both clusters, by two files.
    const uid = (await get(plane, 'Namespace', 'kube-system'))?.metadata.uid ?? '';
    copyFileSync(path, join(folder, 'kubeconfig'));
    const cluster = Kubeconfig.context(context, { path: join(folder, 'kubeconfig'), uid });
    new ReleaseTrain(app, 't').stage('dev', { release, site: smallShare(), cluster, backend });
    app.synth();
    write.mockRestore();
    const run = new TerraformRun(join(folder, 'cdktf.out/stacks/lab-dev-foundation'));
    await run.init();
    await run.apply();
    expect(await get(plane, 'Secret', 'tfstate-default-lab-dev-foundation-tf', 'default')).toBeDefined();
  });
});
