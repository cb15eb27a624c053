import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ChartSource, CoreObject, DatahallApp, Kubeconfig } from 'datahall';
import { placeOf } from '../../constructs/core/place';
import { reference } from '../../examples/reference/program';
import { CRDS_OF_TEMPLATES, writeReferenceCharts } from '../support/reference-charts';
import { applyCrds, get } from '../support/real/apply';
import { CONTROL_PLANE } from '../support/real/binaries';
import { type ControlPlane, startControlPlane } from '../support/real/control-plane';
import { describeReal } from '../support/real/describe-real';
import { terraformEnvironment } from '../support/real/providers';
import { droppedFields, inOrder } from '../support/real/sent-fields';
import { effects, TerraformRun } from '../support/real/terraform';

interface Manifest {
  readonly stacks: Readonly<
    Record<string, { readonly workingDirectory: string; readonly dependencies: readonly string[] }>
  >;
}

describeReal([...CONTROL_PLANE, 'terraform', 'providers', 'data'], 'a stage of the reference', () => {
  let plane: ControlPlane;
  let uid: string;
  let project: string;
  const home = process.cwd();

  beforeAll(async () => {
    project = mkdtempSync(join(tmpdir(), 'datahall-deploy-'));
    process.chdir(project);
    writeReferenceCharts('charts');
    plane = await startControlPlane('dev');
    await applyCrds(plane, CRDS_OF_TEMPLATES);
    uid = (await get(plane, 'Namespace', 'kube-system'))?.metadata.uid ?? '';
  });

  afterAll(async () => {
    process.chdir(home);
    await plane.stop();
    rmSync(project, { recursive: true, force: true });
  });

  /** Synthesizes the reference with its stage dev on the control plane. */
  function synthesize(pinned: string, destroyable = false): DatahallApp {
    const app = new DatahallApp({ outdir: 'cdktf.out', today: '2026-11-23' });
    reference(app, {
      chartSource: ChartSource.folder('charts'),
      destroyable,
      cluster: (stage) =>
        Kubeconfig.context(stage, { path: plane.kubeconfig, uid: stage === 'dev' ? pinned : `uid-of-${stage}` }),
    });
    const write = process.stderr.write.bind(process.stderr);
    process.stderr.write = () => true;
    app.synth();
    process.stderr.write = write;
    return app;
  }

  /** The stacks of dev in the order in which they are deployed. */
  function stacks(): readonly TerraformRun[] {
    const { stacks: all } = JSON.parse(readFileSync('cdktf.out/manifest.json', 'utf8')) as Manifest;
    const mine = Object.entries(all).filter(([id]) => id.startsWith('oslo1-dev-'));
    const order = mine.sort(([, a], [, b]) => a.dependencies.length - b.dependencies.length);
    return order.map(([, { workingDirectory }]) => new TerraformRun(join(project, 'cdktf.out', workingDirectory)));
  }

  /** Whether the index of a stack marks something that holds data. */
  function holdsData(folder: string): boolean {
    const index = JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8')) as {
      readonly resources: readonly { readonly stateful: boolean }[];
    };
    return index.resources.some(({ stateful }) => stateful);
  }

  it('stops before any change when the context points to another cluster', async () => {
    synthesize('00000000-0000-0000-0000-000000000000');
    const [foundation] = stacks();
    await foundation?.init();
    await expect(foundation?.plan()).rejects.toThrow(/points to another cluster/);
  });

  it('is planned as a whole before anything is there', async () => {
    synthesize(uid);
    for (const stack of stacks()) {
      await stack.init();
      const plan = await stack.plan();
      expect(effects(plan).every(({ change }) => change.actions.join() === 'create')).toBe(true);
    }
  });

  it('is applied layer by layer, and has nothing left to do then', async () => {
    for (const stack of stacks()) await stack.apply();
    for (const stack of stacks()) expect(effects(await stack.plan())).toEqual([]);
    const queue = await get(plane, 'ClusterQueue', 'training');
    expect(JSON.stringify(queue)).toContain('"nominalQuota":8');
  });

  it('has each built-in object on the server as it was declared', async () => {
    const declared = synthesize(uid)
      .node.findAll()
      .filter((each): each is CoreObject => each instanceof CoreObject && placeOf(each).stage === 'dev')
      .flatMap(({ objects }) => objects);
    expect(declared.length).toBeGreaterThan(20);
    for (const object of declared) {
      const { apiVersion, kind, metadata } = object;
      const stored = await get(plane, `${apiVersion}/${kind}`, metadata.name, metadata.namespace);
      const lost = stored === undefined ? ['all of it'] : droppedFields(inOrder(object), inOrder(stored));
      expect([kind, metadata.name, lost]).toEqual([kind, metadata.name, []]);
    }
  });

  it('keeps Terraform in its folders when it is synthesized again', async () => {
    synthesize(uid);
    for (const stack of stacks()) expect(effects(await stack.plan())).toEqual([]);
  });

  it('refuses to destroy what holds data', async () => {
    const protectedStacks = stacks().filter(({ folder }) => holdsData(folder));
    expect(protectedStacks.length).toBeGreaterThan(1);
    for (const stack of protectedStacks) await expect(stack.destroy()).rejects.toThrow(/prevent_destroy/);
  });

  it('is destroyed in reverse when the stage says that it may be', async () => {
    synthesize(uid, true);
    for (const stack of [...stacks()].reverse()) await stack.destroy();
    expect(await get(plane, 'ClusterQueue', 'training')).toBeUndefined();
  });

  it('is deployed by the cdktf command as well', async () => {
    const cdktf = join(home, 'node_modules/.bin/cdktf');
    synthesize(uid, true);
    const settings = { language: 'typescript', app: 'true', projectId: 'reference', sendCrashReports: 'false' };
    writeFileSync('cdktf.json', JSON.stringify(settings));
    const flags = ['--auto-approve', '--skip-synth', '--skip-provider-lock'];
    const env = { ...terraformEnvironment(), CI: '1' };
    const options = { cwd: project, env, maxBuffer: 1 << 28 };
    const { stdout } = await promisify(execFile)(cdktf, ['deploy', 'oslo1-dev-*', ...flags], options);
    expect(stdout.match(/Apply complete/g)).toHaveLength(stacks().length);
    expect(await get(plane, 'ClusterQueue', 'training')).toBeDefined();
  }, 400_000);
});
