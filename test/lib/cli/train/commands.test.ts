import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv2020 from 'ajv/dist/2020';
import { Release } from 'datahall';
import { lock } from '../../../../lib/cli/train/lock';
import { printStatuses, statusDocument, statuses } from '../../../../lib/cli/train/status';
import { lockPath, writeLock } from '../../../../lib/release/lock-files';
import { printRunning } from '../../../../lib/release/running';
import type { StageStatus } from '../../../../lib/release/stage-status';
import { schemaOffences } from '../../../support/schemas';
import { ROOT } from '../../../support/sources';
import { plainRelease, servingRelease } from '../../../support/train-program';
import { by, NOW, TrainCommands } from '../../../support/train-commands';

const train = TrainCommands.forTests();
const { start, change, later, locked, doLock, doPromote, doRollback, passed } = train;

describe('datahall lock', () => {
  it('writes the first lock of each stage, and changes nothing the second time', () => {
    start();
    doLock();
    const told = ['dev', 'production'].map(
      (name) => `${name}: 1.0.0, locked for the first time, in ${lockPath(train.program.locks, name)}\n`,
    );
    expect(train.said).toBe(told.join(''));
    const first = locked('dev');
    expect(first).toMatchObject({ stage: 'dev', site: 'lab', cluster: { uid: 'uid-of-dev' }, previous: null });
    expect(Object.values(first.content.stacks).flatMap(({ stateful }) => stateful).length).toBeGreaterThan(5);
    expect(first.content.pins.models).toEqual({ 'llama-1-0-0': 'llama-3.1-8b 1' });
    doLock('dev');
    expect(train.said).toContain('dev: 1.0.0, unchanged');
    expect(locked('dev')).toEqual(first);
  });

  it('accepts a change of the program, in a later stage only once the one before has verified it', () => {
    start();
    doLock();
    change({ releases: [servingRelease('1.0.0', 2), servingRelease('1.1.0')] });
    doLock('production');
    expect(train.said).toContain('DH4127');
    expect(process.exitCode).toBe(1);
    doLock('dev');
    expect(train.said).toContain('dev: 1.0.0, accepted what changes in lab-dev-serving-1-0-0');
    passed('dev');
    doLock('production');
    expect(train.said).toContain('production: 1.0.0, accepted what changes in lab-production-serving-1-0-0');
  });

  it('lets a hotfix overtake, with a reason and an end', () => {
    start();
    doLock();
    change({ releases: [servingRelease('1.0.0', 2)] });
    lock(train.program.session(), ['production'], { ...by, hotfix: 'CVE' }, NOW);
    expect(train.said).toContain('DH4133');
    lock(train.program.session(), ['production'], { ...by, hotfix: 'CVE', until: '2026-12-01' }, NOW);
    expect(locked('production').exceptions).toMatchObject([{ kind: 'hotfix', reason: 'CVE', by: 'ada' }]);
  });

  it('records whom the environment names, and nobody who is empty', () => {
    start();
    doLock();
    change({ releases: [servingRelease('1.0.0', 2)] });
    const before = { ...process.env };
    Object.assign(process.env, { DATAHALL_USER: '', GITHUB_ACTOR: '', GITLAB_USER_LOGIN: 'grace' });
    try {
      lock(train.program.session(), ['production'], { hotfix: 'CVE', until: '2026-12-01' }, NOW);
    } finally {
      process.env = before;
    }
    expect(locked('production').exceptions).toMatchObject([{ kind: 'hotfix', by: 'grace' }]);
  });

  it('does not know other stages: DH4120', () => {
    start();
    expect(() => doLock('prod')).toThrow(/DH4120/);
  });
});

describe('datahall promote', () => {
  it('changes nothing but the lock of the stage', () => {
    start();
    doLock();
    const production = locked('production');
    doPromote('dev', { to: '1.1.0' });
    expect(train.said).toContain('dev: 1.0.0 -> 1.1.0 (100 %), 1.0.0 (0 %) (reversible)');
    expect(locked('production')).toEqual(production);
    expect(readdirSync(train.program.locks).sort()).toEqual(['dev.lock.json', 'production.lock.json']);
    expect(locked('dev').previous).toMatchObject({ running: { release: '1.0.0' }, back: { kind: 'reversible' } });
  });

  it.each(['', ' ', '0x10', '1e1', '10 %', '-1', '010'])('takes no share that is written as %j: DH4131', (weight) => {
    start();
    doLock();
    expect(() => doPromote('dev', { weight })).toThrow(/DH4131[^]*0 to 100/);
    expect(printRunning(locked('dev').running)).toBe('1.0.0');
  });

  it('goes from a share to all requests, and ends with one release', () => {
    start();
    doLock();
    doPromote('dev', { weight: '10' });
    expect(printRunning(locked('dev').running)).toBe('1.1.0 (10 %), 1.0.0 (90 %)');
    const { releaseDigest } = locked('dev');
    doPromote('dev', { weight: '100' });
    doPromote('dev', { finish: true });
    expect(printRunning(locked('dev').running)).toBe('1.1.0');
    expect(locked('dev').running.retired).toEqual([{ release: '1.0.0', when: 'last' }]);
    // What was verified beside the old release is what runs without it.
    expect(locked('dev').releaseDigest).toBe(releaseDigest);
  });

  it('takes what the stage before verified, in the content of today', () => {
    start();
    doLock();
    doPromote('dev');
    doPromote('production');
    expect(train.said).toContain('DH4127');
    passed('dev');
    change({ releases: [servingRelease('1.0.0'), servingRelease('1.1.0', 2)] });
    doPromote('production');
    expect(train.said).toContain('what was verified had another content');
    change({});
    doPromote('production');
    expect(printRunning(locked('production').running)).toBe('1.1.0 (100 %), 1.0.0 (0 %)');
  });

  it('first wants a change of the program accepted: DH4107', () => {
    start();
    doLock();
    change({ releases: [servingRelease('1.0.0', 2), servingRelease('1.1.0')] });
    doPromote('dev');
    expect(train.said).toContain('DH4107');
  });

  it('lets a hotfix overtake: the program synthesizes with it', () => {
    start();
    doLock();
    doPromote('production', { to: '1.1.0', hotfix: 'CVE', until: '2026-12-01' });
    expect(printRunning(locked('production').running)).toBe('1.1.0 (100 %), 1.0.0 (0 %)');
    expect(() => train.program.program()).not.toThrow();
  });

  it('says what does not fit before any lock is written', () => {
    start({ releases: [servingRelease('1.0.0', 5), servingRelease('1.1.0', 5)] });
    doLock();
    const before = locked('dev');
    expect(() => doPromote('dev')).toThrow(/DH3101/);
    expect(locked('dev')).toEqual(before);
    doPromote('dev', { replace: true });
    expect(printRunning(locked('dev').running)).toBe('1.1.0');
  });

  it('warns of a release from which there is no way back: DH4136', () => {
    const { options } = servingRelease('1.1.0');
    const migrates = new Release('1.1.0', { ...options, oneWay: 'the registry rewrites its tables' });
    start({ releases: [servingRelease('1.0.0'), migrates] });
    doLock();
    doPromote('dev');
    expect(train.said).toContain('DH4136');
    expect(train.said).toContain('the registry rewrites its tables');
    doPromote('dev', { accept: 'backup of today' });
    expect(locked('dev').exceptions).toMatchObject([{ kind: 'forward-only', reason: 'backup of today' }]);
    doPromote('dev', { finish: true });
    doRollback('dev');
    expect(train.said).toContain('DH4135');
  });
});

describe('datahall rollback', () => {
  it('moves requests only, as long as both releases are live, and blocks the release for later stages', () => {
    start();
    doLock();
    doPromote('dev');
    passed('dev');
    doRollback('dev', { reason: 'errors' });
    expect(train.said).toContain('only requests move');
    expect(printRunning(locked('dev').running)).toBe('1.1.0 (0 %), 1.0.0 (100 %)');
    doPromote('production', { to: '1.1.0' });
    expect(train.said).toContain('DH4127');
  });

  it('brings the release before back when it is gone, byte by byte', () => {
    start();
    doLock();
    const before = locked('dev');
    doPromote('dev');
    doPromote('dev', { finish: true });
    doRollback('dev', { until: '2026-12-20' });
    expect(train.said).toContain('DH4144');
    doRollback('dev');
    expect(train.said).toContain('the stage runs its previous release');
    expect(locked('dev').running).toEqual({ ...before.running, retired: [{ release: '1.1.0', when: 'last' }] });
    expect(locked('dev').releaseDigest).toBe(before.releaseDigest);
  });

  it('leads to no newer release, which a rollback has left: that is a promotion, DH4142', () => {
    start();
    doLock();
    doPromote('production', { to: '1.1.0', hotfix: 'CVE', until: '2026-12-05' });
    doPromote('production', { finish: true });
    doRollback('production');
    const back = locked('production');
    expect(back.running.release).toBe('1.0.0');
    doRollback('production', { accept: 'never mind' });
    expect(train.said).toContain('DH4142');
    expect(process.exitCode).toBe(1);
    expect(locked('production')).toEqual(back);
  });

  it('brings back a hotfix as the hotfix that it was', () => {
    const releases = ['1.0.0', '1.1.0', '1.2.0'].map((version) => plainRelease(version));
    start({ releases });
    doLock();
    for (const to of ['1.1.0', '1.2.0']) {
      doPromote('production', { to, hotfix: `CVE of ${to}`, until: '2026-12-05' });
    }
    doRollback('production');
    expect(train.said).not.toMatch(/DH\d/);
    expect(locked('production')).toMatchObject({
      running: { release: '1.1.0' },
      exceptions: [{ kind: 'hotfix', reason: 'CVE of 1.1.0', until: '2026-12-05' }],
    });
    expect(schemaOffences('lock', locked('production'))).toEqual([]);
  });

  it('leads to no hotfix that has ended, unless it gets a new last day: DH4143', () => {
    start({ releases: ['1.0.0', '1.1.0', '1.2.0'].map((version) => plainRelease(version)) });
    doLock();
    for (const to of ['1.1.0', '1.2.0']) {
      doPromote('production', { to, hotfix: `CVE of ${to}`, until: '2026-12-05' });
    }
    const before = locked('production');
    later('2026-12-06');
    doRollback('production');
    expect(train.said).toContain('DH4143');
    train.said = '';
    doRollback('production', { until: '2026-12-05' });
    expect(train.said).toContain('DH4133');
    expect(locked('production')).toEqual(before);
    doRollback('production', { until: '2026-12-20' });
    const { running, exceptions } = locked('production');
    expect([running.release, exceptions]).toMatchObject([
      '1.1.0',
      [{ kind: 'hotfix', reason: 'CVE of 1.1.0', until: '2026-12-20', by: 'ada' }],
    ]);
    expect(() => train.program.program()).not.toThrow();
  });

  it('leads to a hotfix for as long as it was extended', () => {
    start({ releases: ['1.0.0', '1.1.0', '1.2.0'].map((version) => plainRelease(version)) });
    doLock();
    doPromote('production', { to: '1.1.0', hotfix: 'CVE', until: '2026-12-05' });
    lock(train.program.session(), ['production'], { ...by, hotfix: 'still the CVE', until: '2026-12-20' }, NOW);
    doPromote('production', { to: '1.2.0', hotfix: 'another', until: '2026-12-20' });
    later('2026-12-10');
    doRollback('production');
    expect(train.said).not.toContain('DH4143');
    expect(locked('production')).toMatchObject({
      running: { release: '1.1.0' },
      exceptions: [{ kind: 'hotfix', reason: 'still the CVE', until: '2026-12-20' }],
    });
  });

  it('moves requests back to a hotfix that has ended only with a new last day: DH4143', () => {
    start();
    doLock();
    doPromote('production', { to: '1.1.0', hotfix: 'CVE', until: '2026-12-05' });
    later('2026-12-06');
    doRollback('production');
    expect(train.said).toContain('DH4143');
    doRollback('production', { until: '2026-12-07' });
    expect(locked('production').running.serving).toContainEqual({ release: '1.0.0', weight: 100 });
    expect(() => train.program.program()).not.toThrow();
  });

  it('leads back to a hotfix that has ended when the stages before have caught up', () => {
    start({ releases: ['1.0.0', '1.1.0', '1.2.0'].map((version) => plainRelease(version)) });
    doLock();
    doPromote('production', { to: '1.1.0', hotfix: 'CVE', until: '2026-12-05' });
    doPromote('dev', { to: '1.2.0' });
    passed('dev');
    doPromote('production', { to: '1.2.0' });
    later('2026-12-06');
    doRollback('production');
    expect(locked('production').running.release).toBe('1.1.0');
    expect(process.exitCode).toBeUndefined();
  });

  it('surprises nobody with a program that has changed since: DH4137', () => {
    start();
    doLock();
    doPromote('dev');
    doPromote('dev', { finish: true });
    change({ releases: [servingRelease('1.0.0', 2), servingRelease('1.1.0')] });
    doRollback('dev');
    expect(train.said).toContain('DH4137');
    doRollback('dev', { accept: 'two replicas are better' });
    expect(locked('dev').exceptions).toMatchObject([{ kind: 'changed' }]);
  });

  it('leaves no later stage ahead: DH4141', () => {
    start();
    doLock();
    doPromote('dev');
    doPromote('dev', { finish: true });
    passed('dev');
    doPromote('production');
    doRollback('dev');
    expect(train.said).toContain('DH4141');
  });
});

describe('a hotfix that has ended', () => {
  beforeEach(() => {
    start({ releases: ['1.0.0', '1.1.0'].map((version) => plainRelease(version)) });
    doLock();
    doPromote('production', { to: '1.1.0', hotfix: 'CVE', until: '2026-12-05' });
    later('2026-12-06');
  });

  it('stops the program, and no command that mends it', () => {
    expect(() => train.program.program()).toThrow('DH4011');
    doPromote('dev', { to: '1.1.0' });
    expect(() => train.program.program()).not.toThrow();
  });

  it('gets another day', () => {
    lock(train.program.session(), ['production'], { ...by, hotfix: 'still the CVE', until: '2026-12-10' }, train.now);
    expect(train.said).toContain('production: 1.1.0, unchanged, hotfix until 2026-12-10');
    expect(() => train.program.program()).not.toThrow();
    expect(statuses(train.program.session(), train.now)[1]).toMatchObject({
      hotfixUntil: '2026-12-10',
      hotfixEnded: false,
    });
  });

  it('is told by datahall status', () => {
    const all = statuses(train.program.session(), train.now);
    expect(all[1]).toMatchObject({ hotfixUntil: '2026-12-05', hotfixEnded: true });
    expect(schemaOffences('status', statusDocument(all))).toEqual([]);
    expect(printStatuses(all)).toContain('hotfix ended 2026-12-05');
    doPromote('dev', { to: '1.1.0' });
    expect(statuses(train.program.session(), train.now)[1]).toMatchObject({ hotfixUntil: null, hotfixEnded: false });
  });
});

describe('the schema of a lock', () => {
  const schema = JSON.parse(readFileSync(join(ROOT, 'assets/schema/lock.json'), 'utf8')) as object;
  const validate = new Ajv2020({ strictTypes: false, allErrors: true }).compile(schema);

  it('accepts what commands write', () => {
    start();
    doLock();
    doPromote('dev', { weight: '10' });
    passed('dev');
    doRollback('dev');
    expect(validate(locked('dev')) ? [] : validate.errors).toEqual([]);
    expect(validate({ ...locked('dev'), running: {} })).toBe(false);
  });
});

describe('datahall status', () => {
  it('says what runs, what is verified and what comes next', () => {
    start();
    doLock('dev');
    const [first, last] = statuses(train.program.session(), NOW);
    expect(first).toMatchObject({
      stage: 'dev',
      rank: 0,
      running: '1.0.0',
      lock: 'locked',
      next: '1.1.0',
      waitsFor: [],
    });
    expect(last).toMatchObject({ stage: 'production', rank: 1, lock: 'none', next: null });
    doLock();
    doPromote('dev');
    change({ releases: [servingRelease('1.0.0'), servingRelease('1.1.0', 2)] });
    const all = statuses(train.program.session(), NOW);
    expect(all.at(-1)?.waitsFor).not.toEqual([]);
    expect(schemaOffences('status', statusDocument(all))).toEqual([]);
    expect(schemaOffences('status', statusDocument([{ ...all[0]!, lock: 'open' as never }]))).toHaveLength(1);
    const text = printStatuses(all);
    expect(text).toMatch(/dev +1\.1\.0 \(100 %\), 1\.0\.0 \(0 %\) +differs in lab-dev-serving-1-1-0/);
    expect(text).toMatch(/production +1\.0\.0 .* 1\.1\.0 waits/);
    expect(text).toContain('production cannot take 1.1.0 yet: DH4127');
  });

  it('says where only the servers or addresses of a stage are others', () => {
    start();
    doLock();
    const dev = locked('dev');
    const { share } = dev.content;
    const statusWith = (content: typeof dev.content): StageStatus => {
      writeLock(train.program.locks, { ...dev, content });
      const all = statuses(train.program.session(), NOW);
      expect(schemaOffences('status', statusDocument(all))).toEqual([]);
      return all[0]!;
    };
    const other = statusWith({ ...dev.content, share: { ...share!, servers: { ...share!.servers, h100: [] } } });
    expect(other).toMatchObject({ lock: 'differs', differs: [], shareDiffers: true });
    expect(printStatuses([other])).toContain('differs in its servers or addresses');
    const { digest, library, stacks, pins } = dev.content;
    expect(statusWith({ digest, library, stacks, pins })).toMatchObject({ lock: 'locked', shareDiffers: false });
  });

  it('leaves nothing but locks behind', () => {
    start();
    doLock();
    expect(existsSync('stages')).toBe(false);
  });
});
