import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ChartSet, CustomResources, DatahallApp, Foundation, Kubeconfig, Release, ReleaseTrain } from 'datahall';
import { get } from '../support/real/apply';
import { CONTROL_PLANE } from '../support/real/binaries';
import { type ControlPlane, startControlPlane } from '../support/real/control-plane';
import { describeReal } from '../support/real/describe-real';
import { quietly } from '../support/real/small-program';
import { effects, TerraformRun } from '../support/real/terraform';
import { smallShare, smallSite } from '../support/small-site';

const NAMES = ['a', 'b', 'c', 'd', 'e', 'f'];

describeReal([...CONTROL_PLANE, 'terraform', 'providers'], 'objects that are spread over more releases', () => {
  let plane: ControlPlane;
  let project: string;
  const home = process.cwd();

  beforeAll(async () => {
    project = mkdtempSync(join(tmpdir(), 'datahall-spread-'));
    process.chdir(project);
    plane = await startControlPlane('dev');
  });
  afterAll(async () => {
    process.chdir(home);
    await plane.stop();
    rmSync(project, { recursive: true, force: true });
  });

  /** Six objects that hold data, and six that hold none. */
  function synthesize(releases: number): TerraformRun {
    const app = new DatahallApp({ outdir: 'cdktf.out', today: '2026-11-23' });
    const release = new Release('1.0.0', {
      charts: ChartSet.of('2026.11'),
      platform: (stage) => {
        const namespace = Foundation.of(stage.cluster).namespace('apps');
        for (const [id, stateful] of [
          ['data', true],
          ['plain', false],
        ] as const)
          new CustomResources(stage.cluster, id, { release: id, namespace, stateful, releases }).add(
            ...NAMES.map((name) => ({
              apiVersion: 'v1',
              kind: 'ConfigMap',
              metadata: { name: `${id}-${name}`, namespace: 'apps' },
            })),
          );
      },
    });
    new ReleaseTrain(app, 'platform').stage('dev', {
      release,
      site: smallShare(smallSite()),
      cluster: Kubeconfig.context(plane.context, { path: plane.kubeconfig }),
      stacks: { base: ['foundation', 'cluster'] },
    });
    quietly(() => app.synth());
    return new TerraformRun(join(project, 'cdktf.out/stacks/lab-dev-base'));
  }

  /** UIDs of the objects, in the order of their names. */
  const uids = (id: string): Promise<readonly (string | undefined)[]> =>
    Promise.all(NAMES.map(async (name) => (await get(plane, 'ConfigMap', `${id}-${name}`, 'apps'))?.metadata.uid));

  it('are all there, and those that hold data are the same objects', async () => {
    const one = synthesize(1);
    await one.init();
    await one.apply();
    const before = { data: await uids('data'), plain: await uids('plain') };
    const two = synthesize(2);
    await two.init();
    await two.apply();
    const after = { data: await uids('data'), plain: await uids('plain') };
    expect(after.data).toEqual(before.data);
    expect(after.plain).not.toContain(undefined);
    const same = after.plain.filter((uid, at) => uid === before.plain[at]);
    expect(same.length).toBeGreaterThan(0);
    expect(same.length).toBeLessThan(NAMES.length);
    expect(effects(await two.plan())).toEqual([]);
  });
});
