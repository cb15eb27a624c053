import { join } from 'node:path';
import { CustomResources, Foundation, type Stage } from 'datahall';
import { driftOfStage, printDrift, repairOfStage } from '../../lib/cli/drift';
import { driftDocument } from '../../lib/plan/live/drift';
import { get } from '../support/real/apply';
import { CONTROL_PLANE } from '../support/real/binaries';
import { describeReal } from '../support/real/describe-real';
import { eventually } from '../support/real/eventually';
import { flavor, StageLab } from '../support/real/stage-lab';
import { TerraformRun } from '../support/real/terraform';
import { schemaOffences } from '../support/schemas';

describeReal([...CONTROL_PLANE, 'kubectl', 'terraform', 'providers', 'data'], 'drift', () => {
  let lab: StageLab;
  const FLAVORS = '/apis/kueue.x-k8s.io/v1beta2/resourceflavors';

  const platform = (stage: Stage): void => {
    const namespace = Foundation.of(stage.cluster).namespace('queues', { quota: { 'requests.nvidia.com/gpu': '4' } });
    const flavors = new CustomResources(stage.cluster, 'flavors', { release: 'flavors', namespace });
    flavors.add(flavor('h100'), flavor('b200'));
    new CustomResources(stage.cluster, 'others', { release: 'others', namespace }).add(flavor('a100'));
  };

  beforeAll(async () => {
    lab = await StageLab.start('drift');
    const out = lab.synthesize('out', platform);
    lab.synthesize('other', platform, { uid: 'another-cluster' });
    for (const id of lab.stacksIn(out)) {
      const terraform = new TerraformRun(join(out, 'stacks', id));
      await terraform.init();
      await terraform.apply();
    }
  });
  afterAll(() => lab.stop());

  const patch = (path: string, body: object): Promise<unknown> =>
    lab.plane.api.send('PATCH', path, { type: 'application/merge-patch+json', body });

  test('is none after a deployment, nor is what others set beside it', async () => {
    expect(printDrift(await driftOfStage('out', 'dev'))).toBe('no drift\n');
    await patch(`${FLAVORS}/h100`, { metadata: { labels: { note: 'by-hand' } } });
    expect(await driftOfStage('out', 'dev')).toEqual([]);
  });

  test('is found at its construct, and one construct is put back, with the same UID', async () => {
    const uid = (await get(lab.plane, 'ResourceFlavor', 'h100'))?.metadata.uid;
    await patch(`${FLAVORS}/h100`, { spec: { nodeLabels: { gpu: 'by-hand' } } });
    await lab.plane.api.send('DELETE', `${FLAVORS}/b200`);
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
    const now = await get(lab.plane, 'ResourceFlavor', 'h100');
    expect([now?.metadata.uid, now?.['spec']]).toEqual([uid, { nodeLabels: { gpu: 'h100' } }]);
    expect(await get(lab.plane, 'ResourceFlavor', 'b200')).toBeDefined();
    const left = await driftOfStage('out', 'dev');
    expect(left.map(({ kind }) => kind).sort()).toEqual(['Namespace', 'ResourceFlavor']);
    expect(await repairOfStage('out', 'dev', 'cluster/flavors')).toEqual([]);
  });

  test('is found where it cannot be put back in place, and where a kind is gone', async () => {
    const quota = '/api/v1/namespaces/queues/resourcequotas/quota';
    await lab.plane.api.send('DELETE', quota);
    // Which scopes a quota counts cannot change.
    const spec = { hard: { 'requests.nvidia.com/gpu': '9' }, scopes: ['NotTerminating'] };
    const body = { apiVersion: 'v1', kind: 'ResourceQuota', metadata: { name: 'quota' }, spec };
    await lab.plane.api.send('POST', '/api/v1/namespaces/queues/resourcequotas', { body });
    await lab.plane.api.send(
      'DELETE',
      '/apis/apiextensions.k8s.io/v1/customresourcedefinitions/resourceflavors.kueue.x-k8s.io',
    );
    await eventually('the kind is gone', async () =>
      (await lab.plane.api.find(FLAVORS)) === undefined ? true : undefined,
    );
    const drifted = await driftOfStage('out', 'dev');
    const found = drifted.map(({ kind, name, is }) => `${kind} ${name} ${is}`);
    expect(found).toEqual(
      expect.arrayContaining([
        'ResourceQuota quota different',
        ...['a100', 'b200', 'h100'].map((it) => `ResourceFlavor ${it} missing`),
      ]),
    );
    await expect(repairOfStage('out', 'dev', 'cluster/flavors')).rejects.toThrow(/DH6041[^]*(NotFound|no matches)/);
  });

  test('is looked for in no other cluster, and at what is there: DH6036, DH6037, DH6030', async () => {
    await expect(driftOfStage('other', 'dev')).rejects.toThrow(/DH6036/);
    await expect(repairOfStage('other', 'dev', 'cluster/flavors')).rejects.toThrow(/DH6036/);
    await expect(repairOfStage('out', 'dev', 'cluster/flav')).rejects.toThrow(/DH6037/);
    await expect(driftOfStage('out', 'prod')).rejects.toThrow(/DH6030/);
  });
});
