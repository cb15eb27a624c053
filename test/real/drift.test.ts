import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  ChartSet,
  CustomResources,
  DatahallApp,
  Foundation,
  Kubeconfig,
  Release,
  ReleaseTrain,
  type Stage,
} from 'datahall';
import { driftOfStage, printDrift, repairOfStage } from '../../lib/cli/drift';
import { driftDocument } from '../../lib/plan/live/drift';
import { applyCrds, get } from '../support/real/apply';
import { CONTROL_PLANE } from '../support/real/binaries';
import { type ControlPlane, startControlPlane } from '../support/real/control-plane';
import { describeReal } from '../support/real/describe-real';
import { TerraformRun } from '../support/real/terraform';
import { schemaOffences } from '../support/schemas';
import { smallShare } from '../support/small-site';

describeReal([...CONTROL_PLANE, 'kubectl', 'terraform', 'providers', 'data'], 'drift', () => {
  let plane: ControlPlane;
  let folder: string;
  const home = process.cwd();
  const FLAVORS = '/apis/kueue.x-k8s.io/v1beta2/resourceflavors';

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'datahall-drift-'));
    process.chdir(folder);
    plane = await startControlPlane('dev');
    await applyCrds(plane, ['kueue'], new Set(['ResourceFlavor']));
    const uid = (await get(plane, 'Namespace', 'kube-system'))?.metadata.uid ?? '';
    synthesize('out', uid);
    synthesize('other', 'another-cluster');
    for (const id of ['lab-dev-foundation', 'lab-dev-cluster'].filter((it) => existsSync(join('out/stacks', it)))) {
      const terraform = new TerraformRun(join(folder, 'out/stacks', id));
      await terraform.init();
      await terraform.apply();
    }
  });

  afterAll(async () => {
    process.chdir(home);
    await plane.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  function synthesize(out: string, uid: string): void {
    const platform = (stage: Stage): void => {
      const namespace = Foundation.of(stage.cluster).namespace('queues', { quota: { 'requests.nvidia.com/gpu': '4' } });
      const flavor = (name: string): object => ({
        ...{ apiVersion: 'kueue.x-k8s.io/v1beta2', kind: 'ResourceFlavor', metadata: { name } },
        spec: { nodeLabels: { gpu: name } },
      });
      const flavors = new CustomResources(stage.cluster, 'flavors', { release: 'flavors', namespace });
      flavors.add(flavor('h100') as never, flavor('b200') as never);
      new CustomResources(stage.cluster, 'others', { release: 'others', namespace }).add(flavor('a100') as never);
    };
    const app = new DatahallApp({ outdir: join(folder, out), today: '2026-11-23' });
    const release = new Release('2026.11.0', { charts: ChartSet.of('2026.11'), platform, serving: () => undefined });
    const cluster = Kubeconfig.context('dev', { path: plane.kubeconfig, uid });
    new ReleaseTrain(app, 'platform').stage('dev', { release, site: smallShare(), cluster });
    const warn = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    app.synth();
    warn.mockRestore();
  }

  const patch = (path: string, body: object): Promise<unknown> =>
    plane.api.send('PATCH', path, { type: 'application/merge-patch+json', body });

  test('is none after a deployment, nor is what others set beside it', async () => {
    expect(printDrift(await driftOfStage('out', 'dev'))).toBe('no drift\n');
    await patch(`${FLAVORS}/h100`, { metadata: { labels: { note: 'by-hand' } } });
    expect(await driftOfStage('out', 'dev')).toEqual([]);
  });

  test('is found at its construct, and one construct is put back, with the same UID', async () => {
    const uid = (await get(plane, 'ResourceFlavor', 'h100'))?.metadata.uid;
    await patch(`${FLAVORS}/h100`, { spec: { nodeLabels: { gpu: 'by-hand' } } });
    await plane.api.send('DELETE', `${FLAVORS}/b200`);
    await patch(`${FLAVORS}/a100`, { spec: { nodeLabels: { gpu: 'by-hand' } } });
    await patch('/api/v1/namespaces/queues', {
      metadata: { labels: { 'pod-security.kubernetes.io/enforce': 'privileged' } },
    });
    const drifted = await driftOfStage('out', 'dev');
    const found = drifted.map(({ path, kind, name, is }) => [path, kind, name, is]);
    expect(found).toHaveLength(4);
    expect(schemaOffences('drift', driftDocument('dev', drifted))).toEqual([]);
    expect(found).toEqual(
      expect.arrayContaining([
        ['cluster/flavors', 'ResourceFlavor', 'h100', 'different'],
        ['cluster/flavors', 'ResourceFlavor', 'b200', 'missing'],
        ['cluster/others', 'ResourceFlavor', 'a100', 'different'],
      ]),
    );
    expect(found.map(([, kind]) => kind)).toContain('Namespace');
    expect(drifted.find(({ name }) => name === 'h100')?.fields).toEqual([
      { path: 'spec.nodeLabels.gpu', change: 'changed', before: '"by-hand"', after: '"h100"' },
    ]);
    const repaired = await repairOfStage('out', 'dev', 'cluster/flavors');
    expect(repaired.map(({ name, is }) => [name, is]).sort()).toEqual([
      ['b200', 'missing'],
      ['h100', 'different'],
    ]);
    const now = await get(plane, 'ResourceFlavor', 'h100');
    expect([now?.metadata.uid, now?.['spec']]).toEqual([uid, { nodeLabels: { gpu: 'h100' } }]);
    expect(await get(plane, 'ResourceFlavor', 'b200')).toBeDefined();
    const left = await driftOfStage('out', 'dev');
    expect(left.map(({ kind }) => kind).sort()).toEqual(['Namespace', 'ResourceFlavor']);
    expect(await repairOfStage('out', 'dev', 'cluster/flavors')).toEqual([]);
  });

  test('is looked for in no other cluster, and at what is there: DH6036, DH6037, DH6030', async () => {
    await expect(driftOfStage('other', 'dev')).rejects.toThrow(/DH6036/);
    await expect(repairOfStage('other', 'dev', 'cluster/flavors')).rejects.toThrow(/DH6036/);
    await expect(repairOfStage('out', 'dev', 'cluster/flav')).rejects.toThrow(/DH6037/);
    await expect(driftOfStage('out', 'prod')).rejects.toThrow(/DH6030/);
  });
});
