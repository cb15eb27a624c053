import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { ChangeWindow, Freeze } from 'datahall';
import { checkStage, type CheckedStage } from '../../../../lib/cli/deploy/checks';
import { deploy } from '../../../../lib/cli/deploy/deploy';
import type { Planned } from '../../../../lib/cli/deploy/deployment';
import { SiteDevices } from '../../../../lib/cli/deploy/devices';
import { SynthesizedProgram } from '../../../../lib/cli/deploy/program';
import { recordDeployment } from '../../../../lib/cli/deploy/record';
import { main } from '../../../../lib/cli/main';
import { change, plan } from '../../../support/plans';
import { SmallProject } from '../../../support/real/small-program';
import { schemaOffences } from '../../../support/schemas';

/** A cluster that does not answer; only its file is looked at. */
const CLUSTER = { kubeconfig: 'kubeconfig', context: 'dev' };
const NOW = new Date('2026-12-22T05:00:00Z');

/** Stands in for a program that is called: it answers, or fails. */
function program(name: string, script: string): string {
  writeFileSync(name, `#!/bin/sh\n${script}\n`);
  chmodSync(name, 0o755);
  return resolve(name);
}

describe('datahall deploy, before Terraform', () => {
  let project: SmallProject;
  let silent: string;

  beforeEach(() => {
    project = new SmallProject(CLUSTER);
    writeFileSync('kubeconfig', JSON.stringify({ contexts: [{ name: 'dev' }, { name: 'staging' }] }));
    silent = program('silent', 'echo refused >&2; exit 1');
  });
  afterEach(() => {
    jest.restoreAllMocks();
    project.remove();
  });

  const check = (override?: string, kubectl = silent): Promise<CheckedStage> => {
    const synthesized = SynthesizedProgram.read('cdktf.out');
    const options = { now: NOW, kubectl, ...(override === undefined ? {} : { override }) };
    return checkStage(synthesized, synthesized.stage('dev'), options);
  };
  const codes = ({ problems }: CheckedStage): readonly string[] => problems.map(({ code }) => code);

  it('passes as it is locked', async () => {
    project.locked();
    expect(await check()).toMatchObject({ problems: [], overridden: [], lock: { stage: 'dev' } });
  });

  it('needs a lock, and the content that it has: DH4152, DH4153', async () => {
    project.synthesize();
    expect(codes(await check())).toEqual(['DH4152']);
    project.locked();
    project.synthesize({ values: { network: { size: 2 } } });
    const checked = await check();
    expect(codes(checked)).toEqual(['DH4153']);
    expect(checked.problems[0]?.got).toMatch(/differs in lab-dev-network$/);
  });

  it('keeps windows and freezes, unless somebody says why not: DH4154', async () => {
    const windows = [ChangeWindow.weekly({ days: ['tue'], from: '06:00', to: '10:00' })];
    project.locked({ gate: { windows, freezes: [Freeze.between('2026-12-20', '2026-12-31', 'quarter end')] } });
    const checked = await check();
    expect(codes(checked)).toEqual(['DH4154']);
    expect(checked.problems[0]?.got).toBe(
      'frozen from 2026-12-20 until 2026-12-31: quarter end; changes only tue 06:00 to 10:00 UTC',
    );
    const overridden = await check('the gateway is down');
    expect(codes(overridden)).toEqual([]);
    await recordDeployment(SynthesizedProgram.read('cdktf.out'), overridden, {
      ...{ now: NOW, by: 'anna', override: 'the gateway is down', kubectl: silent, applied: true },
    });
    expect(project.lock().deployed).toEqual({
      digest: project.lock().content.digest,
      at: NOW.toISOString(),
      by: 'anna',
      override:
        'frozen from 2026-12-20 until 2026-12-31: quarter end; changes only tue 06:00 to 10:00 UTC: the gateway is down',
    });
  });

  it.each([
    ['no file', undefined, 'no such file'],
    ['a file that is no YAML', '{', 'a file that is no YAML'],
    ['no contexts', 'null', 'no context'],
    ['another context', '{"contexts":[{"name":"prod"}]}', 'the contexts prod'],
  ])('needs file and context, and there is %s: DH4155', async (_, content, got) => {
    project.locked();
    if (content === undefined) project.removeFile('kubeconfig');
    else writeFileSync('kubeconfig', content);
    const checked = await check();
    expect([codes(checked), checked.problems[0]?.got]).toEqual([['DH4155'], got]);
  });

  it('compares the cluster where one is pinned, and leaves silence to Terraform: DH4156', async () => {
    project.locked({ uid: 'one' });
    const other = program('other', `echo '{"metadata":{"uid":"two"}}'`);
    expect(codes(await check(undefined, other))).toEqual(['DH4156']);
    expect(codes(await check(undefined, silent))).toEqual([]);
    await expect(check(undefined, 'no-kubectl-here')).rejects.toThrow('DH4157');
  });

  it('pins the cluster at the first deployment, and says when it cannot', async () => {
    project.locked();
    const synthesized = SynthesizedProgram.read('cdktf.out');
    const record = async (kubectl: string, applied = true): Promise<readonly string[]> =>
      recordDeployment(synthesized, await check(), { now: NOW, by: 'anna', kubectl, applied });
    expect(await record(silent)).toEqual([
      'dev: the deployment is recorded in its lock; commit it',
      'dev: the identity of its cluster is not recorded: refused',
    ]);
    expect(project.lock()).toMatchObject({ cluster: { uid: null }, deployed: { by: 'anna' } });
    const answers = program('answers', `echo '{"metadata":{"uid":"one"}}'`);
    expect(await record(answers, false)).toEqual([
      'dev: the deployment is recorded in its lock, with the identity of its cluster; commit it',
    ]);
    expect(project.lock().cluster.uid).toBe('one');
    const before = readFileSync('stages/dev.lock.json', 'utf8');
    expect(await record(answers, false)).toEqual([]);
    expect(readFileSync('stages/dev.lock.json', 'utf8')).toBe(before);
  });

  it('applies no plan that is not whole, whoever approves it: DH4158', async () => {
    project.locked();
    const partial = JSON.stringify(plan([change({ actions: ['create'], after: {} })], { complete: false }));
    const terraform = program('terraform', `echo "$1" >> ../../../calls; [ "$1" != show ] || echo '${partial}'`);
    const shown: Planned[] = [];
    const options = { stages: ['dev'], out: 'cdktf.out', terraform, kubectl: silent, parallel: 1, by: 'anna' };
    const result = await deploy(
      { ...options, autoApprove: true },
      { say: () => undefined, show: (planned) => shown.push(planned) },
    );
    expect([result.status, result.problems.map(({ code }) => code)]).toEqual(['refused', ['DH4158']]);
    expect(shown).toHaveLength(1);
    expect(readFileSync('calls', 'utf8')).not.toContain('apply');
    expect(project.lock().deployed).toBeNull();
  });

  it('applies nothing where Terraform would run Ansible, and there is none: DH4163', async () => {
    project.locked();
    // Without a network of its own, the project stands in for a site that a dry run on its devices could not look at.
    const devices = { site: 'lab', rollout: 'ansible', isAnsibleMissing: true, states: () => [], replaced: () => [] };
    const unable = { ...devices, dryRun: () => Promise.resolve(undefined) } as unknown as SiteDevices;
    jest.spyOn(SiteDevices, 'of').mockImplementation((_, { id }) => (id === 'lab-dev-network' ? unable : undefined));
    const whole = JSON.stringify(plan([change({ actions: ['create'], after: {} })]));
    const terraform = program('terraform', `echo "$1" >> ../../../calls; [ "$1" != show ] || echo '${whole}'`);
    const result = await deploy(
      { stages: ['dev'], out: 'cdktf.out', terraform, kubectl: silent, parallel: 1, by: 'anna', autoApprove: true },
      { say: () => undefined, show: () => undefined },
    );
    expect([result.status, result.problems.map(({ code }) => code)]).toEqual(['refused', ['DH4163']]);
    expect(readFileSync('calls', 'utf8')).not.toContain('apply');
    expect(project.lock().unfinished).toBeUndefined();
  });

  it('records the stages that are done, also when a later one fails', async () => {
    project.locked({ second: true });
    const whole = JSON.stringify(plan([change({ actions: ['create'], after: {} })]));
    const terraform = program(
      'terraform',
      `[ "$1" != show ] || echo '${whole}'; case "$1 $PWD" in apply*staging*) echo 'Error: no'; exit 1;; esac`,
    );
    const options = { stages: ['staging', 'dev'], out: 'cdktf.out', terraform, kubectl: silent, parallel: 3 };
    const result = await deploy(
      { ...options, by: 'anna', autoApprove: true },
      { say: () => undefined, show: () => undefined },
    );
    expect(result.stacks.map(({ stack, state }) => `${stack} ${state}`)).toEqual([
      ...['lab-dev-base done', 'lab-dev-network done', 'lab-dev-storage done'],
      ...['lab-staging-base failed', 'lab-staging-network skipped', 'lab-staging-storage skipped'],
    ]);
    expect([result.status, project.lock().deployed?.by, project.lock('staging').deployed]).toEqual([
      ...['failed', 'anna', null],
    ]);
    // Nobody knows what the second one runs now: its lock says so, until a deployment ends, be its plan empty.
    const { unfinished } = project.lock('staging');
    expect([project.lock().unfinished, unfinished?.by]).toEqual([undefined, 'anna']);
    expect(unfinished?.digest).toBe(project.lock('staging').content.digest);
    expect(schemaOffences('lock', project.lock('staging'))).toEqual([]);
    expect(result.notes).toContain(
      'staging: its lock says that a deployment has not ended; commit it, and deploy again',
    );
    const idle = program('idle', `[ "$1" != show ] || echo '${JSON.stringify(plan([]))}'`);
    const again = { ...options, stages: ['staging'], terraform: idle, by: 'anna', autoApprove: true };
    await deploy(again, { say: () => undefined, show: () => undefined });
    expect([project.lock('staging').unfinished, project.lock('staging').deployed?.by]).toEqual([undefined, 'anna']);
  });

  it('waits for what runs where a lock takes nothing, and says what became of each stack: DH4166', async () => {
    project.locked({ second: 'beside' });
    const whole = JSON.stringify(plan([change({ actions: ['create'], after: {} })]));
    const terraform = program(
      'terraform',
      `[ "$1" != show ] || echo '${whole}'; case "$1 $PWD" in apply*dev*) sleep 0.3; echo >> ../../../applied;; esac`,
    );
    mkdirSync(`stages/staging.lock.json.${process.pid}.new`);
    const guards = process.listenerCount('SIGINT');
    const result = await deploy(
      {
        ...{ stages: ['dev', 'staging'], out: 'cdktf.out', terraform, kubectl: silent },
        ...{ parallel: 2, by: 'anna', autoApprove: true },
      },
      { say: () => undefined, show: () => undefined },
    );
    expect(readFileSync('applied', 'utf8')).toBe('\n');
    expect(process.listenerCount('SIGINT')).toBe(guards);
    const states = new Map(result.stacks.map(({ stack, state, failure }) => [stack, { state, failure }]));
    expect(states.get('lab-dev-base')?.state).toBe('done');
    const failure = { step: 'record in the lock', message: expect.stringContaining('DH4166') as string };
    expect(states.get('lab-staging-base')).toEqual({ state: 'failed', failure });
    expect([result.status, states.get('lab-dev-network')?.state]).toEqual(['failed', 'skipped']);
    expect(project.lock('staging').unfinished).toBeUndefined();
  });

  it('tells what was applied also where that cannot be recorded: a lock that is damaged meanwhile, DH4101', async () => {
    project.locked();
    const whole = JSON.stringify(plan([change({ actions: ['create'], after: {} })]));
    const terraform = program(
      'terraform',
      `[ "$1" != show ] || echo '${whole}'; case "$1 $PWD" in apply*storage*) echo '{' > ../../../stages/dev.lock.json;; esac`,
    );
    const result = await deploy(
      { stages: ['dev'], out: 'cdktf.out', terraform, kubectl: silent, parallel: 1, by: 'anna', autoApprove: true },
      { say: () => undefined, show: () => undefined },
    );
    expect([result.status, result.problems.map(({ code }) => code)]).toEqual(['failed', ['DH4101']]);
    expect(result.stacks.every(({ state }) => state === 'done')).toBe(true);
    expect(result.notes).toContain(
      'dev: it was deployed, and its lock does not say so; deploy again when that is mended',
    );
  });

  it.each<[string, readonly string[], number, RegExp]>([
    ['a stage that is not there', ['deploy', 'test'], 2, /DH4150.*one of 'dev'/s],
    ['a site without a network', ['deploy', '--site', 'lab'], 2, /DH4150.*no site/s],
    ['nothing', ['deploy'], 2, /DH4151/],
    ['no number', ['deploy', 'dev', '--parallel', '0'], 2, /DH4159.*--parallel/s],
    ['no reason', ['deploy', 'dev', '--override', ' '], 2, /DH4159.*--override/s],
    ['no Terraform', ['deploy', 'dev', '--terraform', 'no-terraform-here'], 2, /DH4157.*--terraform/s],
    ['a stage that may not', ['deploy', 'dev', '--out', 'unlocked'], 1, /DH4152/],
    [
      'a state that cannot be examined',
      ['doctor', 'dev', '--kubectl', './answers', '--terraform', './silent'],
      1,
      /nothing to repair in what could be examined.*not examined: the state of lab-dev-base: refused/s,
    ],
    ['a silent cluster', ['doctor', 'dev', '--kubectl', './silent'], 2, /DH4160.*refused/s],
    ['another cluster', ['adopt', 'pinned', '--kubectl', './answers'], 2, /DH4156.*pinned/s],
    ['no state', ['adopt', 'dev', '--kubectl', './answers', '--terraform', './silent'], 2, /DH4164/],
  ])('ends for %s', async (_, args, status, text) => {
    project.locked(args.includes('pinned') ? { uid: 'pinned' } : {});
    program('answers', `echo '{"items":[]}'`);
    const said: string[] = [];
    for (const stream of [process.stdout, process.stderr])
      jest.spyOn(stream, 'write').mockImplementation((line) => said.push(String(line)) > 0);
    for (const method of ['log', 'error'] as const)
      jest.spyOn(console, method).mockImplementation((...words: readonly unknown[]) => said.push(words.join(' ')));
    if (args.includes('unlocked')) project.unlocked('unlocked');
    await main(['node', 'datahall', ...args.map((word) => (word === 'pinned' ? 'dev' : word))]);
    const ended = process.exitCode;
    process.exitCode = 0;
    expect([ended, said.join('\n')]).toEqual([status, expect.stringMatching(text)]);
  });
});
