import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ClusterLink, CoreObject } from 'datahall';
import { App, LocalBackend, TerraformStack } from 'cdktf';
import { CORE_SAMPLES } from '../support/core-samples';
import { get } from '../support/real/apply';
import { CONTROL_PLANE } from '../support/real/binaries';
import { type ControlPlane, startControlPlane } from '../support/real/control-plane';
import { describeReal } from '../support/real/describe-real';
import { droppedFields, inOrder } from '../support/real/sent-fields';
import { effects, TerraformRun } from '../support/real/terraform';

describeReal([...CONTROL_PLANE, 'terraform', 'providers'], 'built-in objects as typed resources', () => {
  let plane: ControlPlane;
  let folder: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'datahall-core-'));
    plane = await startControlPlane('dev');
  });

  afterAll(async () => {
    await plane.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('are stored with every field that they have, and have nothing left to do then', async () => {
    const app = new App({ outdir: folder });
    const stack = new TerraformStack(app, 'core');
    new LocalBackend(stack, { path: join(folder, 'terraform.tfstate') });
    new ClusterLink(stack, 'cluster', { context: 'dev', path: plane.kubeconfig });
    const [namespace, ...rest] = CORE_SAMPLES.map(
      (object, index) => new CoreObject(stack, `object-${index}`, { object }),
    );
    for (const each of rest) each.after(namespace!);
    app.synth();
    const run = new TerraformRun(join(folder, 'stacks/core'));
    await run.init();
    await run.apply();
    for (const object of CORE_SAMPLES) {
      const { apiVersion, kind, metadata } = object;
      const stored = await get(plane, `${apiVersion}/${kind}`, metadata.name, metadata.namespace);
      expect([kind, metadata.name, droppedFields(inOrder(object), inOrder(stored!))]).toEqual([
        kind,
        metadata.name,
        [],
      ]);
    }
    expect(effects(await run.plan())).toEqual([]);
  });
});
