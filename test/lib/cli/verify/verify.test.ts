import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { Duration, Kubeconfig, Verification } from 'datahall';
import { Kubectl, type ClusterPlace } from '../../../../lib/cli/kubectl';
import { lock } from '../../../../lib/cli/train/lock';
import { promote } from '../../../../lib/cli/train/promote';
import { rollback } from '../../../../lib/cli/train/rollback';
import { TrainOutput } from '../../../../lib/cli/train/train-output';
import { checkCommand, type CommandFact } from '../../../../lib/cli/verify/command';
import { checkInstalled } from '../../../../lib/cli/verify/installed';
import { checkReady } from '../../../../lib/cli/verify/ready';
import { verify, verifyAll } from '../../../../lib/cli/verify/verify';
import { onDeployment } from '../../../../lib/kubernetes/ready-when';
import { lockPath, readLock, writeLock } from '../../../../lib/release/lock-files';
import { verifiedSince } from '../../../../lib/release/stage-lock';
import { InProcess, servingRelease, trainProgram } from '../../../support/train-program';

const folder = mkdtempSync(join(tmpdir(), 'datahall-verify-'));
const cluster = { path: '/kube/config', context: 'dev' };
afterAll(() => rmSync(folder, { recursive: true }));
afterEach(() => jest.restoreAllMocks());

/** A program in place of kubectl that answers always the same, and notes what it was asked. */
function answering(text: string, status = 0): Kubectl {
  const path = join(folder, 'kubectl');
  writeFileSync(join(folder, 'answer'), text);
  writeFileSync(
    path,
    `#!/bin/sh\necho "$@" >> ${folder}/asked; [ -t 0 ] || cat > /dev/null\ncat ${folder}/answer\nexit ${status}\n`,
  );
  chmodSync(path, 0o755);
  rmSync(join(folder, 'asked'), { force: true });
  return new Kubectl(cluster, path);
}

/** Secrets as Helm keeps its releases. */
function stored(...releases: readonly object[]): string {
  const items = releases.map((release) => {
    const text = gzipSync(JSON.stringify(release)).toString('base64');
    return { data: { release: Buffer.from(text).toString('base64') } };
  });
  return JSON.stringify({ items });
}

describe('what is installed', () => {
  const live = {
    name: 'kueue',
    namespace: 'kueue-system',
    chart: { metadata: { name: 'kueue', version: '0.19.2' } },
    config: { a: 1 },
  };
  const expected = {
    release: 'kueue',
    namespace: 'kueue-system',
    chart: 'kueue',
    version: 'v0.19.2',
    values: { a: 1 },
  };

  it('is what the program gives, whatever its version begins with', async () => {
    expect(await checkInstalled(answering(stored(live)), [expected])).toEqual({
      passed: true,
      message: '1 Helm releases are deployed as the program gives them',
    });
    expect(readFileSync(join(folder, 'asked'), 'utf8')).toBe(
      '--kubeconfig /kube/config --context dev --request-timeout 30s get secrets --all-namespaces --selector owner=helm,status=deployed --output json\n',
    );
  });

  it.each<[string, object]>([
    ['is not deployed', { ...live, name: 'other' }],
    ['is not deployed', { ...live, namespace: 'other' }],
    [
      'is kueue 0.18.0 instead of kueue v0.19.2',
      { ...live, chart: { metadata: { name: 'kueue', version: '0.18.0' } } },
    ],
    ['has other values', { ...live, config: { a: 2 } }],
    ['has other values', { ...live, config: undefined }],
  ])('or %s', async (message, release) => {
    expect(await checkInstalled(answering(stored(release)), [expected])).toEqual({
      passed: false,
      message: `kueue-system/kueue ${message}`,
    });
  });

  it('has values that only Terraform knows: these are not compared', async () => {
    expect(await checkInstalled(answering(stored(live)), [{ ...expected, values: undefined }])).toMatchObject({
      passed: true,
    });
  });
});

describe('readiness', () => {
  const fact = onDeployment('rook-ceph', 'rook-ceph-operator');

  it('is what operators say', async () => {
    expect(await checkReady(answering('True'), [fact])).toMatchObject({ passed: true });
    const asked = readFileSync(join(folder, 'asked'), 'utf8');
    expect(asked).toContain('get Deployment.v1.apps rook-ceph-operator --namespace rook-ceph');
    const { message } = await checkReady(answering('False'), [fact]);
    expect(message).toContain("is 'False', not 'True'");
    expect(await checkReady(answering('', 1), [fact])).toMatchObject({ passed: false });
  });
});

describe('a command', () => {
  const run = (script: string, management?: ClusterPlace): ReturnType<typeof checkCommand> => {
    const fact = Verification.command('smoke', {
      command: ['sh', '-c', script],
      timeout: Duration.seconds(1),
    }).toFact();
    return checkCommand(new Kubectl(cluster), management, fact as CommandFact, 'dev', '1.0.0');
  };

  it('finds the cluster, the stage and the release', () => {
    expect(run('echo $KUBECONFIG $DATAHALL_CONTEXT $DATAHALL_STAGE $DATAHALL_RELEASE')).toEqual({
      passed: true,
      message: '/kube/config dev dev 1.0.0',
    });
  });

  it('finds the cluster that builds that of the stage, where there is one', () => {
    const script = 'echo "$DATAHALL_MANAGEMENT_KUBECONFIG $DATAHALL_MANAGEMENT_CONTEXT"';
    expect(run(script, { path: '/kube/tools', context: 'tools' }).message).toBe('/kube/tools tools');
    expect(run(`${script}; exit 1`).message).toBe('exit status 1');
  });

  it('fails by its exit status, or when it takes too long, or cannot be started', () => {
    expect(run('echo broken >&2; exit 3')).toEqual({ passed: false, message: 'broken' });
    expect(run('exit 3')).toEqual({ passed: false, message: 'exit status 3' });
    expect(run('sleep 5')).toEqual({ passed: false, message: 'not done after 1 s' });
    const fact = Verification.command('x', { command: ['no-such-program'] }).toFact() as CommandFact;
    expect(checkCommand(new Kubectl(cluster), undefined, fact, 'dev', '1.0.0').passed).toBe(false);
  });

  it('is recorded with its last words only', () => {
    expect(run('printf "%01000d" 0').message).toHaveLength(301);
  });
});

describe('datahall verify', () => {
  const passes = Verification.command('smoke', { command: ['true'] });
  const fails = Verification.command('smoke', { command: ['false'] });
  const program = (check: Verification): InProcess =>
    new InProcess((app, locks) => trainProgram(app, locks, { stages: ['dev'], props: { gate: { verify: [check] } } }));

  beforeEach(() => void jest.spyOn(console, 'log').mockImplementation());

  it.each([
    [true, passes],
    [false, fails],
  ])('records that it passed: %s', async (passed, check) => {
    const it = program(check);
    lock(it.session(), [], { by: 'ada' }, new Date());
    expect(await verify(it.session(), 'dev', { by: 'ada' })).toBe(passed);
    const locked = readLock(it.locks, 'dev')!;
    expect(locked.verified).toMatchObject([{ release: '1.0.0', by: 'ada', checks: [{ name: 'smoke', passed }] }]);
    expect(verifiedSince(locked, '1.0.0', locked.releaseDigest) !== undefined).toBe(passed);
    it.close();
  });

  it('tells programs what it found', async () => {
    const it = program(fails);
    lock(it.session(), [], { by: 'ada' }, new Date());
    const output = new TrainOutput('json');
    await verify(it.session(), 'dev', { by: 'ada' }, output);
    const said = jest.spyOn(console, 'log').mockImplementation();
    output.end();
    expect(JSON.parse(String(said.mock.lastCall?.[0]))).toMatchObject({
      formatVersion: 1,
      stages: [{ stage: 'dev', release: '1.0.0', passed: false, checks: [{ name: 'smoke', passed: false }] }],
    });
    it.close();
  });

  it('proves nothing of what is not locked: DH4140', async () => {
    const it = program(passes);
    lock(it.session(), [], { by: 'ada' }, new Date());
    it.build = (app) => trainProgram(app, it.locks, { stages: ['dev'], releases: [servingRelease('1.0.0', 2)] });
    await expect(verify(it.session(), 'dev', {})).rejects.toThrow(/DH4140/);
    it.close();
  });

  it('proves nothing of what is not deployed, where no check would notice: DH4147', async () => {
    const it = program(passes);
    lock(it.session(), [], { by: 'ada' }, new Date());
    const first = readLock(it.locks, 'dev')!;
    const deployed = { digest: first.content.digest, at: '2026-11-28T00:00:00Z', by: 'ada' };
    writeLock(it.locks, { ...first, deployed });
    expect(await verify(it.session(), 'dev', {})).toBe(true);
    promote(it.session(), ['dev'], {}, new Date());
    await expect(verify(it.session(), 'dev', {})).rejects.toThrow(/DH4147/);
    const now = readLock(it.locks, 'dev')!;
    writeLock(it.locks, { ...now, deployed: { ...deployed, digest: now.content.digest } });
    expect(await verify(it.session(), 'dev', {})).toBe(true);
    it.close();
  });

  it('proves nothing of what a deployment has left half-way, where no check would notice: DH4165', async () => {
    const it = program(passes);
    lock(it.session(), [], { by: 'ada' }, new Date());
    const first = readLock(it.locks, 'dev')!;
    const unfinished = { digest: first.content.digest, at: '2026-11-28T00:00:00Z', by: 'ada' };
    writeLock(it.locks, { ...first, unfinished });
    await expect(verify(it.session(), 'dev', {})).rejects.toThrow(
      /DH4165[^]*2026-11-28T00:00:00Z by ada[^]*deploy dev/,
    );
    promote(it.session(), ['dev'], {}, new Date());
    expect(readLock(it.locks, 'dev')?.unfinished).toEqual(unfinished);
    writeLock(it.locks, first);
    expect(await verify(it.session(), 'dev', {})).toBe(true);
    it.close();
  });

  it('looks at no release that a rollback has left, until it answers requests again: DH4148', async () => {
    const it = program(passes);
    lock(it.session(), [], { by: 'ada' }, new Date());
    promote(it.session(), ['dev'], { weight: '10' }, new Date());
    expect(await verify(it.session(), 'dev', {})).toBe(true);
    rollback(it.session(), ['dev'], {}, new Date());
    await expect(verify(it.session(), 'dev', {})).rejects.toThrow(/DH4148[^]*1.1.0 \(0 %\), 1.0.0 \(100 %\)/);
    promote(it.session(), ['dev'], { weight: '10' }, new Date());
    expect(await verify(it.session(), 'dev', {})).toBe(true);
    rollback(it.session(), ['dev'], {}, new Date());
    promote(it.session(), ['dev'], { finish: true }, new Date());
    await expect(verify(it.session(), 'dev', {})).rejects.toThrow(/DH4148/);
    it.close();
  });

  it('looks at a release whose requests have not come yet', async () => {
    const it = program(passes);
    lock(it.session(), [], { by: 'ada' }, new Date());
    promote(it.session(), ['dev'], { weight: '0' }, new Date());
    expect(await verify(it.session(), 'dev', {})).toBe(true);
    it.close();
  });

  it('keeps what others have written into the lock meanwhile', async () => {
    const edit = `const fs = require('fs'); const path = process.env.LOCK; const lock = JSON.parse(fs.readFileSync(path));
      fs.writeFileSync(path, JSON.stringify({ ...lock, cluster: { ...lock.cluster, uid: 'recorded-meanwhile' } }));`;
    const it = program(Verification.command('smoke', { command: ['node', '-e', edit] }));
    lock(it.session(), [], { by: 'ada' }, new Date());
    process.env['LOCK'] = lockPath(it.locks, 'dev');
    expect(await verify(it.session(), 'dev', {})).toBe(true);
    delete process.env['LOCK'];
    const after = readLock(it.locks, 'dev')!;
    expect([after.cluster.uid, after.verified.length]).toEqual(['recorded-meanwhile', 1]);
    it.close();
  });

  it('goes on with other stages where one cannot be verified, and tells both', async () => {
    const it = new InProcess((app, locks) =>
      trainProgram(app, locks, { stages: ['one', 'two'], props: { gate: { verify: [passes] } } }),
    );
    lock(it.session(), ['two'], { by: 'ada' }, new Date());
    const said = jest.spyOn(console, 'log').mockImplementation();
    expect(await verifyAll(it.session(), ['one', 'two'], { by: 'ada', format: 'json' })).toBe(false);
    expect(JSON.parse(String(said.mock.lastCall?.[0]))).toMatchObject({
      stages: [{ stage: 'two', passed: true }],
      problems: [{ code: 'DH4121', at: 'one' }],
    });
    expect(process.exitCode).toBe(2);
    process.exitCode = undefined;
    it.close();
  });

  describe('of what another cluster builds', () => {
    const machines = Verification.condition('machines', {
      ...{ apiVersion: 'cluster.x-k8s.io/v1beta2', kind: 'Cluster', name: 'oslo', namespace: 'clusters' },
      cluster: 'management',
    });
    const built = (uid = 'uid-of-tools'): InProcess =>
      new InProcess((app, locks) =>
        trainProgram(app, locks, {
          stages: ['dev'],
          props: {
            gate: { verify: [machines] },
            management: Kubeconfig.context('tools', { path: '/kube/tools', uid }),
          },
        }),
      );

    /** A program in place of kubectl, for which each context is a cluster of its own. */
    function clusters(condition: string): string {
      const path = join(folder, 'clusters');
      const script = [
        '#!/bin/sh',
        `echo "$@" >> ${folder}/asked`,
        'context=$4',
        'case "$*" in',
        `  *kube-system*) printf '{"metadata": {"uid": "uid-of-%s"}}' "$context" ;;`,
        `  *) printf %s '${condition}' ;;`,
        'esac',
      ];
      writeFileSync(path, `${script.join('\n')}\n`);
      chmodSync(path, 0o755);
      rmSync(join(folder, 'asked'), { force: true });
      return path;
    }

    it.each([
      [true, 'True'],
      [false, 'Unknown'],
    ])('looks at the condition there: %s', async (passed, condition) => {
      const it = built();
      lock(it.session(), [], { by: 'ada' }, new Date());
      expect(await verify(it.session(), 'dev', { by: 'ada', kubectl: clusters(condition) })).toBe(passed);
      expect(readFileSync(join(folder, 'asked'), 'utf8')).toContain(
        '--kubeconfig /kube/tools --context tools --request-timeout 30s get Cluster.v1beta2.cluster.x-k8s.io oslo --namespace clusters',
      );
      it.close();
    });

    it('records nothing of another cluster: DH4156', async () => {
      const it = built('uid-of-others');
      lock(it.session(), [], { by: 'ada' }, new Date());
      await expect(verify(it.session(), 'dev', { kubectl: clusters('True') })).rejects.toThrow(/DH4156/);
      expect(readLock(it.locks, 'dev')!.verified).toEqual([]);
      it.close();
    });

    it('needs to know which cluster that is: DH4116', () => {
      const it = program(machines);
      expect(() => it.session()).toThrow(/DH4116/);
      it.close();
    });

    it('names an object: DH4115', () => {
      const options = { apiVersion: 'v1', kind: 'Node', name: '' };
      expect(() => Verification.condition('machines', options)).toThrow(/^DH4115 /);
    });
  });

  describe('of a cluster that does not answer', () => {
    const ready = Verification.condition('apps', { apiVersion: 'v1', kind: 'Namespace', name: 'apps' });
    const job = Verification.job('smoke', { image: 'registry.example.com/smoke@sha256:4f5c', namespace: 'apps' });

    /** A program in place of kubectl for which the cluster is silent, or answers once it was asked often enough. */
    function silent(script = 'echo "connection refused" >&2; exit 1'): string {
      const path = join(folder, 'silent');
      writeFileSync(path, `#!/bin/sh\n[ -t 0 ] || cat > /dev/null\n${script}\n`);
      chmodSync(path, 0o755);
      return path;
    }

    it.each([
      ['a condition', ready],
      ['a job', job],
    ])('records no failure of %s, which would end what has soaked: DH4160', async (_, check) => {
      const it = program(check);
      lock(it.session(), [], { by: 'ada' }, new Date());
      await expect(verify(it.session(), 'dev', { kubectl: silent() })).rejects.toThrow(/DH4160[^]*refused/);
      expect(readLock(it.locks, 'dev')!.verified).toEqual([]);
      it.close();
    });

    it('waits for it as long as a job may take', async () => {
      const asked = join(folder, 'asked-for-job');
      rmSync(asked, { force: true });
      const done = '{"status": {"conditions": [{"type": "Complete", "status": "True"}]}}';
      const answer = `case "$*" in
        *"get job"*) echo >> ${asked}; [ $(wc -l < ${asked}) -gt 1 ] || { echo timeout >&2; exit 1; }; echo '${done}';;
        *kube-system*) echo '{"metadata": {"uid": "uid-of-dev"}}';;
      esac`;
      const it = program(job);
      lock(it.session(), [], { by: 'ada' }, new Date());
      expect(await verify(it.session(), 'dev', { kubectl: silent(answer) })).toBe(true);
      it.close();
    });
  });

  it('needs kubectl to look into a cluster: DH4157', async () => {
    const it = program(Verification.installed());
    lock(it.session(), [], { by: 'ada' }, new Date());
    await expect(verify(it.session(), 'dev', { kubectl: 'no-such-kubectl' })).rejects.toThrow(/DH4157/);
    it.close();
  });
});
