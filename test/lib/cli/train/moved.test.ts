import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CustomResources, Kubeconfig, Release, type StackGroups, type Stage } from 'datahall';
import { lock } from '../../../../lib/cli/train/lock';
import { promote } from '../../../../lib/cli/train/promote';
import { rollback } from '../../../../lib/cli/train/rollback';
import type { TrainSession } from '../../../../lib/cli/train/session';
import { printStatuses, statusDocument, statuses } from '../../../../lib/cli/train/status';
import { readAdoption, writeAdoption } from '../../../../lib/release/adoption';
import { schemaOffences } from '../../../support/schemas';
import { plainRelease, trainProgram, type TrainProgram } from '../../../support/train-program';
import { by, TrainCommands } from '../../../support/train-commands';

const train = TrainCommands.forTests();
const { startLocked, locked, runs, doPromote, doRollback, passed } = train;

describe('a context that was renamed in the kubeconfig', () => {
  const named = (context: string, uid?: string): TrainProgram => ({
    releases: [plainRelease('1.0.0')],
    stages: ['dev'],
    props: { cluster: Kubeconfig.context(context, uid === undefined ? {} : { uid }) },
  });
  const rename = (context: string, uid?: string): void =>
    void (train.program.build = (app) => trainProgram(app, train.program.locks, named(context, uid)));
  const findings = (): string => JSON.stringify(train.program.app.inspect().findings);

  it('is accepted where the UID says that it is the same cluster: DH4118', () => {
    startLocked(named('dev', 'uid-of-dev'));
    rename('dev-eu', 'uid-of-dev');
    expect(readFileSync(join(train.program.program().folder, 'datahall.json'), 'utf8')).toContain('DH4118');
    const before = statuses(train.program.session(), train.now);
    expect(before[0]).toMatchObject({ lock: 'locked', renamedFrom: 'dev' });
    expect(schemaOffences('status', statusDocument(before))).toEqual([]);
    expect(printStatuses(before)).toContain('as locked, context was dev');
    lock(train.program.session(), ['dev'], by, train.now);
    expect(train.said).toContain("accepted the context 'dev-eu' in place of 'dev'");
    expect(locked('dev').cluster).toEqual({ context: 'dev-eu', uid: 'uid-of-dev' });
    expect(readFileSync(join(train.program.program().folder, 'datahall.json'), 'utf8')).not.toContain('DH4118');
    expect(statuses(train.program.session(), train.now)[0]).toMatchObject({ renamedFrom: null });
  });

  it('is guarded by the UID of the lock where the program has none', () => {
    startLocked(named('dev', 'uid-of-dev'));
    rename('dev-eu');
    train.program.program();
    expect(findings()).not.toContain('DH4103');
    lock(train.program.session(), ['dev'], by, train.now);
    expect(locked('dev').cluster).toEqual({ context: 'dev-eu', uid: 'uid-of-dev' });
  });

  it('is no way into another cluster: DH4103', () => {
    startLocked(named('dev', 'uid-of-dev'));
    rename('dev-eu', 'uid-of-dev-eu');
    expect(() => train.program.session()).toThrow(/DH4103[^]*UID of its cluster/);
  });

  it('needs the UID, which a lock takes from the program: DH4103', () => {
    startLocked(named('dev'));
    rename('dev-eu', 'uid-of-dev');
    expect(() => train.program.session()).toThrow(/DH4103[^]*another context[^]*datahall lock/);
    rename('dev', 'uid-of-dev');
    lock(train.program.session(), ['dev'], by, train.now);
    rename('dev-eu', 'uid-of-dev');
    lock(train.program.session(), ['dev'], by, train.now);
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
    startLocked({ releases: [flavors('1.0.0', 'old'), flavors('1.1.0', 'new', 'cluster/old')], stages: ['dev'] });
    doPromote('dev');
    expect(train.said).not.toContain('DH4136');
    expect(runs('dev')).toBe('1.1.0');
    expect(locked('dev').previous?.back).toMatchObject({ kind: 'reversible', added: ["'cluster/new/Resource'"] });
    expect(schemaOffences('lock', locked('dev'))).toEqual([]);
    doRollback('dev');
    expect(train.said).toContain('DH4145');
  });

  it('is moved back by a rollback where the release before knows the new name', () => {
    const releases = [flavors('1.0.0', 'old', 'cluster/new'), flavors('1.1.0', 'new', 'cluster/old')];
    startLocked({ releases, stages: ['dev'] });
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
    startLocked({ releases, stages: ['dev'] });
    doPromote('dev', { to: '1.1.0' });
    doPromote('dev', { to: '1.2.0' });
    expect(runs('dev')).toBe('1.2.0');
    startLocked({ releases, stages: ['dev'] });
    doPromote('dev', { to: '1.2.0' });
    expect(runs('dev')).toBe('1.2.0');
  });
});

describe('what a stage takes over of an installation', () => {
  const wide = (version: string): ReturnType<typeof plainRelease> => {
    const { options } = plainRelease(version);
    const platform: typeof options.platform = (stage, knobs) => {
      stage.foundation.namespace('tools');
      return options.platform(stage, knobs);
    };
    return new Release(version, { ...options, platform });
  };
  const start = (...releases: readonly ReturnType<typeof plainRelease>[]): void =>
    startLocked({ releases, stages: ['dev'], props: { destroyable: true } });
  /** Has all imported that the stage has. */
  function importAll(): void {
    const [stack, { stateful }] = Object.entries(locked('dev').content.stacks)[0]!;
    const imports = stateful.map((to) => ({ stack, to, id: /tools/.test(to) ? 'tools' : 'apps' }));
    writeAdoption(train.program.locks, 'dev', imports);
  }
  const imported = (): readonly string[] => readAdoption(train.program.locks, 'dev')?.imports.map(({ id }) => id) ?? [];

  it('is left by a promotion to a release that does not have it, which says so', () => {
    start(wide('1.0.0'), plainRelease('1.1.0'));
    importAll();
    expect([...imported()].sort()).toEqual(['apps', 'tools']);
    doPromote('dev', { accept: 'nothing is in it' });
    expect([runs('dev'), imported()]).toEqual(['1.1.0', ['apps']]);
    expect(train.said).toMatch(
      /dev\.adopt\.json' no longer imports what this release does not have:\n {2}tools \(kubern/,
    );
    expect(() => train.program.program()).not.toThrow();
  });

  it('is left by a rollback, in the form for programs too', () => {
    start(plainRelease('1.0.0'), wide('1.1.0'));
    doPromote('dev');
    importAll();
    const left = readAdoption(train.program.locks, 'dev')!.imports.filter(({ id }) => id === 'tools');
    train.said = '';
    doRollback('dev', { reason: 'slow', accept: 'it is empty', format: 'json' });
    expect(JSON.parse(train.said)).toMatchObject({ stages: [{ stage: 'dev', left }] });
    expect(imported()).toEqual(['apps']);
  });
});

describe('what holds data and is in another stack', () => {
  const grouped = (stacks?: StackGroups): TrainProgram => ({
    releases: [plainRelease('1.0.0')],
    stages: ['dev'],
    ...(stacks === undefined ? {} : { props: { stacks } }),
  });

  it('stops the program, and is accepted once somebody says how its state follows: DH4149', () => {
    startLocked(grouped());
    const data = locked('dev').content.stacks['lab-dev-foundation']!.stateful;
    train.program.build = (app) => trainProgram(app, train.program.locks, grouped({ base: ['foundation', 'cluster'] }));
    expect(() => train.program.program()).toThrow(
      /DH4149[^]*'lab-dev-base' in the program, 'lab-dev-foundation' in the lock/,
    );
    lock(train.program.session(), ['dev'], by, train.now);
    expect(train.said).toContain('DH4149');
    expect(Object.keys(locked('dev').content.stacks)).toEqual(['lab-dev-foundation']);
    lock(train.program.session(), ['dev'], { ...by, accept: 'nothing is deployed yet' }, train.now);
    expect(locked('dev').content.stacks['lab-dev-base']!.stateful).toEqual(data);
    expect(locked('dev').exceptions).toMatchObject([{ kind: 'changed', reason: 'nothing is deployed yet' }]);
    expect(() => train.program.program()).not.toThrow();
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
    startLocked({ releases: [keeps('1.0.0'), keeps('1.1.0')], stages: ['dev'] });
    expect(() => doPromote('dev', { replace: true })).toThrow(/DH4104[^]*serving-1-0-0/);
    expect(runs('dev')).toBe('1.0.0');
  });
});

describe('two commands at once', () => {
  it.each<[string, (session: TrainSession) => void]>([
    ['promote', (session) => promote(session, ['dev'], by, train.now)],
    ['rollback', (session) => rollback(session, ['dev'], by, train.now)],
    ['lock', (session) => lock(session, ['dev'], by, train.now)],
  ])('lose nothing of each other: DH4129, %s', (_, run) => {
    startLocked({ releases: [plainRelease('1.0.0'), plainRelease('1.1.0'), plainRelease('1.2.0')], stages: ['dev'] });
    doPromote('dev', { to: '1.1.0' });
    const session = train.program.session();
    passed('dev');
    const before = locked('dev');
    expect(() => run(session)).toThrow(/DH4129[^]*run the command again/);
    expect(locked('dev')).toEqual(before);
    expect(() => run(train.program.session())).not.toThrow();
  });
});
