import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CustomResources, Kubeconfig, Release, type StackGroups, type Stage } from 'datahall';
import { lock } from '../../../../lib/cli/train/lock';
import { promote, type PromoteOptions } from '../../../../lib/cli/train/promote';
import { rollback, type RollbackOptions } from '../../../../lib/cli/train/rollback';
import type { TrainSession } from '../../../../lib/cli/train/session';
import { printStatuses, statusDocument, statuses } from '../../../../lib/cli/train/status';
import { writeAdoption } from '../../../../lib/release/adoption';
import { readLock, writeLock } from '../../../../lib/release/lock-files';
import { verifiedLock } from '../../../../lib/release/new-lock';
import { printRunning } from '../../../../lib/release/running';
import type { StageLock } from '../../../../lib/release/stage-lock';
import { schemaOffences } from '../../../support/schemas';
import { InProcess, plainRelease, trainProgram, type TrainProgram } from '../../../support/train-program';

const now = new Date('2026-11-29T12:00:00Z');
const by = { by: 'ada' };
let program: InProcess;
let said: string;

/** A locked train of two stages. */
function start(options: TrainProgram): void {
  program = new InProcess((app, folder) => trainProgram(app, folder, options));
  lock(program.session(), [], by, now);
  said = '';
}

beforeEach(() => {
  process.exitCode = undefined;
  for (const method of ['log', 'error'] as const)
    jest.spyOn(console, method).mockImplementation((...words: unknown[]) => void (said += `${words.join(' ')}\n`));
});

afterEach(() => {
  jest.restoreAllMocks();
  process.exitCode = undefined;
  program.close();
});

const locked = (stage: string): StageLock => readLock(program.locks, stage)!;
const runs = (stage: string): string => printRunning(locked(stage).running);
const doPromote = (stage: string, options: PromoteOptions = {}): void =>
  promote(program.session(), [stage], { ...by, ...options }, now);
const doRollback = (stage: string, options: RollbackOptions = {}): void =>
  rollback(program.session(), [stage], { ...by, ...options }, now);

/** Notes that a stage verified what it runs. */
function passed(stage: string): void {
  const checks = [{ name: 'smoke', passed: true, seconds: 1, message: '' }];
  writeLock(program.locks, verifiedLock(locked(stage), checks, '2026-11-28T00:00:00Z', 'ada'));
}

describe('a context that was renamed in the kubeconfig', () => {
  const named = (context: string, uid?: string): TrainProgram => ({
    releases: [plainRelease('1.0.0')],
    stages: ['dev'],
    props: { cluster: Kubeconfig.context(context, uid === undefined ? {} : { uid }) },
  });
  const rename = (context: string, uid?: string): void =>
    void (program.build = (app) => trainProgram(app, program.locks, named(context, uid)));
  const findings = (): string => JSON.stringify(program.app.inspect().findings);

  it('is accepted where the UID says that it is the same cluster: DH4118', () => {
    start(named('dev', 'uid-of-dev'));
    rename('dev-eu', 'uid-of-dev');
    expect(readFileSync(join(program.program().folder, 'datahall.json'), 'utf8')).toContain('DH4118');
    const before = statuses(program.session(), now);
    expect(before[0]).toMatchObject({ lock: 'locked', renamedFrom: 'dev' });
    expect(schemaOffences('status', statusDocument(before))).toEqual([]);
    expect(printStatuses(before)).toContain('as locked, context was dev');
    lock(program.session(), ['dev'], by, now);
    expect(said).toContain("accepted the context 'dev-eu' in place of 'dev'");
    expect(locked('dev').cluster).toEqual({ context: 'dev-eu', uid: 'uid-of-dev' });
    expect(readFileSync(join(program.program().folder, 'datahall.json'), 'utf8')).not.toContain('DH4118');
    expect(statuses(program.session(), now)[0]).toMatchObject({ renamedFrom: null });
  });

  it('is guarded by the UID of the lock where the program has none', () => {
    start(named('dev', 'uid-of-dev'));
    rename('dev-eu');
    program.program();
    expect(findings()).not.toContain('DH4103');
    lock(program.session(), ['dev'], by, now);
    expect(locked('dev').cluster).toEqual({ context: 'dev-eu', uid: 'uid-of-dev' });
  });

  it('is no way into another cluster: DH4103', () => {
    start(named('dev', 'uid-of-dev'));
    rename('dev-eu', 'uid-of-dev-eu');
    expect(() => program.session()).toThrow(/DH4103[^]*UID of its cluster/);
  });

  it('needs the UID, which a lock takes from the program: DH4103', () => {
    start(named('dev'));
    rename('dev-eu', 'uid-of-dev');
    expect(() => program.session()).toThrow(/DH4103[^]*another context[^]*datahall lock/);
    rename('dev', 'uid-of-dev');
    lock(program.session(), ['dev'], by, now);
    rename('dev-eu', 'uid-of-dev');
    lock(program.session(), ['dev'], by, now);
    expect(locked('dev').cluster).toEqual({ context: 'dev-eu', uid: 'uid-of-dev' });
  });
});

describe('what holds data and has another name in the next release', () => {
  const flavors = (version: string, id: string, ...former: readonly string[]): ReturnType<typeof plainRelease> => {
    const { options } = plainRelease(version);
    const platform: typeof options.platform = (stage, knobs) => {
      const namespace = stage.foundation.namespace('queues');
      new CustomResources(stage.cluster, id, { release: 'flavors', namespace, stateful: true }).formerly(...former);
      return options.platform(stage, knobs);
    };
    return new Release(version, { ...options, platform });
  };

  it('is moved by a promotion: it does not go, and the way back says what that needs', () => {
    start({ releases: [flavors('1.0.0', 'old'), flavors('1.1.0', 'new', 'cluster/old')], stages: ['dev'] });
    doPromote('dev');
    expect(said).not.toContain('DH4136');
    expect(runs('dev')).toBe('1.1.0');
    expect(locked('dev').previous?.back).toMatchObject({ kind: 'reversible', added: ["'cluster/new/Resource'"] });
    expect(schemaOffences('lock', locked('dev'))).toEqual([]);
    doRollback('dev');
    expect(said).toContain('DH4145');
  });

  it('is moved back by a rollback where the release before knows the new name', () => {
    const releases = [flavors('1.0.0', 'old', 'cluster/new'), flavors('1.1.0', 'new', 'cluster/old')];
    start({ releases, stages: ['dev'] });
    doPromote('dev');
    expect(locked('dev').previous?.back).toEqual({ kind: 'reversible', reasons: [] });
    doRollback('dev');
    expect(runs('dev')).toBe('1.0.0');
  });

  it('may be renamed twice, for stages that run any of the three', () => {
    const releases = [
      flavors('1.0.0', 'oldest'),
      flavors('1.1.0', 'old', 'cluster/oldest'),
      flavors('1.2.0', 'new', 'cluster/oldest', 'cluster/old'),
    ];
    start({ releases, stages: ['dev'] });
    doPromote('dev', { to: '1.1.0' });
    doPromote('dev', { to: '1.2.0' });
    expect(runs('dev')).toBe('1.2.0');
    start({ releases, stages: ['dev'] });
    doPromote('dev', { to: '1.2.0' });
    expect(runs('dev')).toBe('1.2.0');
  });
});

describe('what a stage takes over of an installation', () => {
  it('stops no promotion to a release that does not have it', () => {
    const { options } = plainRelease('1.0.0');
    const platform: typeof options.platform = (stage, knobs) => {
      stage.foundation.namespace('tools');
      return options.platform(stage, knobs);
    };
    const wide = new Release('1.0.0', { ...options, platform });
    start({ releases: [wide, plainRelease('1.1.0')], stages: ['dev'], props: { destroyable: true } });
    const [stack, { stateful }] = Object.entries(locked('dev').content.stacks)[0]!;
    const imports = stateful.map((to) => ({ stack, to, id: 'there' }));
    writeAdoption(program.locks, 'dev', imports);
    doPromote('dev', { accept: 'nothing is in it' });
    expect(runs('dev')).toBe('1.1.0');
    expect(() => program.program()).toThrow('DH4161');
  });
});

describe('what holds data and is in another stack', () => {
  const grouped = (stacks?: StackGroups): TrainProgram => ({
    releases: [plainRelease('1.0.0')],
    stages: ['dev'],
    ...(stacks === undefined ? {} : { props: { stacks } }),
  });

  it('stops the program, and is accepted once somebody says how its state follows: DH4149', () => {
    start(grouped());
    const data = locked('dev').content.stacks['lab-dev-foundation']!.stateful;
    program.build = (app) => trainProgram(app, program.locks, grouped({ base: ['foundation', 'cluster'] }));
    expect(() => program.program()).toThrow(
      /DH4149[^]*'lab-dev-base' in the program, 'lab-dev-foundation' in the lock/,
    );
    lock(program.session(), ['dev'], by, now);
    expect(said).toContain('DH4149');
    expect(Object.keys(locked('dev').content.stacks)).toEqual(['lab-dev-foundation']);
    lock(program.session(), ['dev'], { ...by, accept: 'nothing is deployed yet' }, now);
    expect(locked('dev').content.stacks['lab-dev-base']!.stateful).toEqual(data);
    expect(locked('dev').exceptions).toMatchObject([{ kind: 'changed', reason: 'nothing is deployed yet' }]);
    expect(() => program.program()).not.toThrow();
  });

  it('is not what another release has at the same address: DH4104', () => {
    const keeps = (version: string): ReturnType<typeof plainRelease> => {
      const serving = (stage: Stage): void => {
        const namespace = stage.foundation.namespace('answers');
        new CustomResources(stage.serving, 'answers', {
          release: `answers-${stage.release.slug}`,
          namespace,
          stateful: true,
        });
      };
      return new Release(version, { ...plainRelease(version).options, serving });
    };
    start({ releases: [keeps('1.0.0'), keeps('1.1.0')], stages: ['dev'] });
    expect(() => doPromote('dev', { replace: true })).toThrow(/DH4104[^]*serving-1-0-0/);
    expect(runs('dev')).toBe('1.0.0');
  });
});

describe('two commands at once', () => {
  it.each<[string, (session: TrainSession) => void]>([
    ['promote', (session) => promote(session, ['dev'], by, now)],
    ['rollback', (session) => rollback(session, ['dev'], by, now)],
    ['lock', (session) => lock(session, ['dev'], by, now)],
  ])('lose nothing of each other: DH4129, %s', (_, run) => {
    start({ releases: [plainRelease('1.0.0'), plainRelease('1.1.0'), plainRelease('1.2.0')], stages: ['dev'] });
    doPromote('dev', { to: '1.1.0' });
    const session = program.session();
    passed('dev');
    const before = locked('dev');
    expect(() => run(session)).toThrow(/DH4129[^]*run the command again/);
    expect(locked('dev')).toEqual(before);
    expect(() => run(program.session())).not.toThrow();
  });
});
