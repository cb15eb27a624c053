import { readFileSync, writeFileSync } from 'node:fs';
import { AutoApproval } from 'datahall';
import { get } from '../support/real/apply';
import { CONTROL_PLANE, found } from '../support/real/binaries';
import { type ControlPlane, startControlPlane } from '../support/real/control-plane';
import { describeReal } from '../support/real/describe-real';
import { eventually } from '../support/real/eventually';
import { tofuEnvironment } from '../support/real/providers';
import { lockStage, type Ran, SmallProject } from '../support/real/small-program';

const PARTS = [...CONTROL_PLANE, 'terraform', 'providers', 'kubectl'] as const;

/** State of each stack as the table says, by layer. */
function states({ out }: Ran): Readonly<Record<string, string>> {
  const rows = out.matchAll(/^lab-dev-(\w+) +(done|unchanged|failed|skipped|planned)\b/gm);
  return Object.fromEntries([...rows].map(([, layer, state]) => [layer!, state!]));
}

const all = (state: string) => ({ base: state, network: state, storage: state });

describeReal(PARTS, 'datahall deploy', () => {
  let plane: ControlPlane;
  let project: SmallProject;

  beforeAll(async () => {
    plane = await startControlPlane('dev');
    project = new SmallProject(plane);
  });
  afterAll(async () => {
    project.remove();
    await plane.stop();
  });

  const valuesOf = async (layer: string): Promise<unknown> => {
    const map = await get(plane, 'ConfigMap', layer, `demo-${layer}`);
    return map === undefined ? undefined : JSON.parse((map['data'] as Record<string, string>)['values.json']!);
  };

  /** What a node and the controller of jobs would say. */
  const completeJob = async (name: string, namespace: string): Promise<void> => {
    const at = new Date().toISOString().replace(/\.\d+Z$/, 'Z');
    const condition = (type: string) => ({ type, status: 'True', lastTransitionTime: at, lastProbeTime: at });
    const status = { startTime: at, completionTime: at, succeeded: 1 };
    const conditions = [condition('SuccessCriteriaMet'), condition('Complete')];
    await plane.api.send('PATCH', `/apis/batch/v1/namespaces/${namespace}/jobs/${name}/status`, {
      body: { status: { ...status, conditions } },
      type: 'application/merge-patch+json',
    });
  };

  it('applies nothing before somebody has approved just what is planned', async () => {
    project.locked();
    const asked = await project.run('deploy', 'dev', '--parallel', '2');
    expect([asked.status, states(asked)]).toEqual([3, all('planned')]);
    const digest = /--approve ([0-9a-f]{64})/.exec(asked.err)![1]!;
    const other = await project.run('deploy', 'dev', '--approve', digest.replace(/./g, '0'));
    expect([other.status, other.err]).toEqual([3, expect.stringContaining('is not what is planned now')]);
    expect(await get(plane, 'Namespace', 'demo-cluster')).toBeUndefined();

    // What would send providers elsewhere does not reach them.
    const wrong = { KUBE_HOST: 'https://127.0.0.1:1', KUBE_CTX: 'nope', HELM_NAMESPACE: 'x', TF_CLI_ARGS: '-destroy' };
    const approved = await project.start(['deploy', 'dev', '--approve', digest], wrong).ended;
    expect([approved.status, states(approved)]).toEqual([0, all('done')]);
    expect(approved.err).toContain('not passed on to Terraform: HELM_NAMESPACE, KUBE_CTX, KUBE_HOST, TF_CLI_ARGS');
    expect(await valuesOf('storage')).toEqual({});
    const uid = (await get(plane, 'Namespace', 'kube-system'))!.metadata['uid'];
    expect(project.lock()).toMatchObject({
      cluster: { context: 'dev', uid },
      deployed: { digest: project.lock().content.digest, by: 'tester' },
    });
  });

  it('has nothing to do then, also when the identity of the cluster is compared', async () => {
    project.synthesize();
    expect(readFileSync('cdktf.out/stacks/lab-dev-base/cdk.tf.json', 'utf8')).toContain(project.lock().cluster.uid);
    const before = readFileSync('stages/dev.lock.json', 'utf8');
    const ran = await project.run('deploy', 'dev', '--parallel', '2');
    expect([ran.status, states(ran)]).toEqual([0, all('unchanged')]);
    expect(readFileSync('stages/dev.lock.json', 'utf8')).toBe(before);
  });

  it('starts nothing after a failure, says what is done, and resumes', async () => {
    const gate = { autoApprove: AutoApproval.only('update') };
    const values = { cluster: { size: 1 }, network: { fail: 'no route' }, storage: { size: 2 } };
    project.locked({ gate, values });
    const before = project.lock().deployed;
    const broken = await project.run('deploy', 'dev');
    expect([broken.status, states(broken)]).toEqual([1, { base: 'done', network: 'failed', storage: 'skipped' }]);
    expect(broken.err).toMatch(/terraform apply failed in lab-dev-network\n(.*\n)*.*no\s+route/);
    expect([await valuesOf('cluster'), await valuesOf('storage')]).toEqual([{ size: 1 }, {}]);
    expect(project.lock().deployed).toEqual(before);

    project.locked({ gate, values: { ...values, network: { fine: true } } });
    const resumed = await project.run('deploy', 'dev');
    expect([resumed.status, states(resumed)]).toEqual([0, { base: 'unchanged', network: 'done', storage: 'done' }]);
    expect([await valuesOf('network'), await valuesOf('storage')]).toEqual([{ fine: true }, { size: 2 }]);
    expect(project.lock().deployed!.digest).toBe(project.lock().content.digest);
  });

  it('lets Terraform finish when it is interrupted, starts nothing new, and resumes', async () => {
    project.locked({ values: { cluster: { size: 3 }, network: { wait: true }, storage: { size: 4 } } });
    const { child, said, ended } = project.start(['deploy', 'dev', '--auto-approve']);
    await eventually('the job of the release waits', () => get(plane, 'batch/v1/Job', 'network-wait', 'demo-network'));
    child.kill('SIGINT');
    await eventually('it stops', async () => said().includes('waiting for apply of lab-dev-network') || undefined);
    child.kill('SIGINT');
    await eventually('it says that it waits', async () => said().includes('still waiting for apply') || undefined);
    await completeJob('network-wait', 'demo-network');
    const stopped = await ended;
    expect([stopped.status, states(stopped)]).toEqual([1, { base: 'done', network: 'failed', storage: 'skipped' }]);
    // What Terraform had begun, it finished and wrote down.
    expect(stopped.err).toMatch(/terraform apply failed in lab-dev-network\n(.*\n)*.*execution halted/);
    expect([await valuesOf('network'), await valuesOf('storage')]).toEqual([{ wait: true }, { size: 2 }]);

    const resumed = await project.run('deploy', 'dev', '--auto-approve');
    expect([resumed.status, states(resumed)]).toEqual([0, { ...all('unchanged'), storage: 'done' }]);
    expect(await valuesOf('storage')).toEqual({ size: 4 });
  });

  it('leaves Terraform alone when the runner itself is killed, and resumes once it has finished', async () => {
    const before = { cluster: { size: 3 }, storage: { size: 4 } };
    project.locked({ values: before });
    expect((await project.run('deploy', 'dev', '--auto-approve')).status).toBe(0);
    project.locked({ values: { cluster: { wait: true }, storage: { size: 7 } } });
    const { child } = project.start(['deploy', 'dev', '--auto-approve']);
    await eventually('the job of the release waits', () => get(plane, 'batch/v1/Job', 'cluster-wait', 'demo-cluster'));
    // Terraform still writes where the runner wrote: only the end of the runner itself is waited for.
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await gone;
    await completeJob('cluster-wait', 'demo-cluster');
    const resumed = await project.run('deploy', 'dev', '--auto-approve');
    expect([resumed.status, states(resumed)]).toEqual([0, { ...all('unchanged'), storage: 'done' }]);
    expect([await valuesOf('cluster'), await valuesOf('storage')]).toEqual([{ wait: true }, { size: 7 }]);
    expect(project.lock().deployed!.digest).toBe(project.lock().content.digest);
  });

  it('tells programs what it would do, and writes the report for people', async () => {
    project.locked({ values: { cluster: { size: 5 } } });
    const ran = await project.run(
      'deploy',
      'dev',
      '--parallel',
      '2',
      '--plan-only',
      '--format',
      'json',
      '--report',
      'report.md',
    );
    const said = JSON.parse(ran.out) as Readonly<Record<string, unknown>>;
    expect([ran.status, ran.err]).toEqual([0, expect.not.stringContaining('failed')]);
    expect(said).toMatchObject({ formatVersion: 1, status: 'planned', decision: { kind: 'needed' } });
    expect(said['report']).toMatchObject({
      verdict: 'change',
      plans: [{ stack: 'lab-dev-base', stage: 'dev' }, {}, {}],
    });
    expect(readFileSync('report.md', 'utf8')).toContain('helm_release.cluster');
  });

  it('refuses what the lock does not say, and another cluster', async () => {
    project.synthesize({ values: { cluster: { size: 6 } } });
    const changed = await project.run('deploy', 'dev');
    expect([changed.status, changed.err]).toEqual([1, expect.stringMatching(/DH4153.*\n.*\n? *given +content/)]);
    expect(changed.err).toContain('lab-dev-base');
    lockStage('dev');
    const lock = project.lock();
    writeFileSync('stages/dev.lock.json', JSON.stringify({ ...lock, cluster: { ...lock.cluster, uid: 'another' } }));
    const moved = await project.run('deploy', 'dev', '--auto-approve');
    expect([moved.status, moved.err]).toEqual([1, expect.stringContaining('DH4156')]);
  });
});

describeReal([...PARTS, 'tofu'], 'datahall deploy with OpenTofu', () => {
  let plane: ControlPlane;
  let project: SmallProject;

  beforeAll(async () => {
    plane = await startControlPlane('dev');
    project = new SmallProject(plane);
  });
  afterAll(async () => {
    project.remove();
    await plane.stop();
  });

  it('deploys, has nothing to do then, and is examined by the doctor', async () => {
    project.locked();
    const environment = tofuEnvironment(project.folder);
    const run = (...args: readonly string[]): Promise<Ran> =>
      project.start([...args, '--terraform', found('tofu')], environment).ended;
    const done = await run('deploy', 'dev', '--auto-approve');
    expect([done.status, states(done)]).toEqual([0, all('done')]);
    expect(await get(plane, 'ConfigMap', 'storage', 'demo-storage')).toBeDefined();
    const locked = readFileSync('cdktf.out/stacks/lab-dev-base/.terraform.lock.hcl', 'utf8');
    expect(locked).toContain('registry.opentofu.org/hashicorp/helm');
    const again = await run('deploy', 'dev');
    expect([again.status, states(again)]).toEqual([0, all('unchanged')]);
    const doctor = await run('doctor', 'dev');
    expect([doctor.status, doctor.out]).toEqual([0, 'nothing to repair\n']);
  });
});
