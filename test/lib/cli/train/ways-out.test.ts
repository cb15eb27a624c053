import { CephCluster, Release } from 'datahall';
import { SynthesizedProgram } from '../../../../lib/cli/deploy/program';
import { recordDeployment } from '../../../../lib/cli/deploy/record';
import { lock } from '../../../../lib/cli/train/lock';
import { statuses } from '../../../../lib/cli/train/status';
import { writeLock } from '../../../../lib/release/lock-files';
import { schemaOffences } from '../../../support/schemas';
import { plainRelease, servingRelease, trainProgram, type TrainProgram } from '../../../support/train-program';
import { by, TrainCommands } from '../../../support/train-commands';

const train = TrainCommands.forTests();
const { startLocked, locked, runs, doPromote, doRollback, passed } = train;

describe('a release that brings something that holds data', () => {
  const [first, second] = ['1.0.0', '1.1.0'].map((version) => plainRelease(version));
  const { options } = plainRelease('1.2.0');
  const last = new Release('1.2.0', {
    ...options,
    platform: (stage) => {
      new CephCluster(stage.storage, 'ceph', { hosts: stage.site.servers('storage') });
      return options.platform(stage, {});
    },
  });
  const releases = [first!, second!, last];

  it('says so, and is rolled back once somebody takes responsibility: DH4145', () => {
    startLocked({ releases });
    doPromote('dev', { to: '1.2.0' });
    expect(train.said).toContain("a rollback gives up the data of what comes with it: 'foundation/");
    expect(locked('dev').previous?.back).toMatchObject({
      kind: 'reversible',
      added: [expect.any(String), expect.stringContaining('ceph')],
    });
    expect(schemaOffences('lock', locked('dev'))).toEqual([]);
    doRollback('dev');
    expect(train.said).toContain('DH4145');
    expect(runs('dev')).toBe('1.2.0');
    doRollback('dev', { accept: 'nothing is in it yet' });
    expect(runs('dev')).toBe('1.0.0');
    expect(locked('dev').exceptions).toMatchObject([{ kind: 'forward-only', reason: 'nothing is in it yet' }]);
    expect(() => train.program.program()).not.toThrow();
  });

  it('keeps no later stage from the release before it', () => {
    startLocked({ releases });
    doPromote('dev', { to: '1.1.0' });
    passed('dev');
    doPromote('dev', { to: '1.2.0' });
    doPromote('production', { to: '1.1.0' });
    expect(runs('production')).toBe('1.1.0');
  });
});

describe('a release that fails, with no way back to the one before', () => {
  beforeEach(() => {
    const migrates = new Release('1.1.0', { ...servingRelease('1.1.0').options, oneWay: 'the tables are rewritten' });
    startLocked({ releases: [servingRelease('1.0.0'), migrates, servingRelease('1.2.0')] });
    doPromote('dev', { to: '1.1.0', accept: 'there is a backup' });
    doRollback('dev');
    expect(runs('dev')).toBe('1.1.0 (0 %), 1.0.0 (100 %)');
  });

  it('stops, and makes room for the one that mends it', () => {
    doPromote('dev', { finish: true });
    expect(runs('dev')).toBe('1.1.0 serving 1.0.0 (100 %)');
    doPromote('dev', { to: '1.2.0' });
    expect(runs('dev')).toBe('1.2.0 (100 %), 1.0.0 (0 %)');
    // Nothing was deployed meanwhile: the models of 1.1.0 still have to stop.
    expect(locked('dev').running.retired).toEqual([{ release: '1.1.0', when: 'last' }]);
    doRollback('dev');
    expect(runs('dev')).toBe('1.2.0 (0 %), 1.0.0 (100 %)');
  });

  it('may come up again', () => {
    doPromote('dev', { finish: true });
    doPromote('dev', { to: '1.1.0', weight: '10' });
    expect(locked('dev').running).toEqual({
      release: '1.1.0',
      serving: [
        { release: '1.1.0', weight: 10 },
        { release: '1.0.0', weight: 90 },
      ],
      retired: [],
    });
  });
});

describe('a share of the requests', () => {
  it('is not ended while the other release answers requests: DH4132', () => {
    startLocked({});
    doPromote('dev', { weight: '10' });
    doPromote('dev', { finish: true });
    expect(train.said).toContain('DH4132');
    expect(runs('dev')).toBe('1.1.0 (10 %), 1.0.0 (90 %)');
  });

  it('is refused where the new release would answer all of them: DH4146', () => {
    startLocked({});
    doPromote('dev', { weight: '10', replace: true });
    expect(train.said).toContain('DH4146');
    doPromote('dev', { weight: '100', replace: true });
    expect(runs('dev')).toBe('1.1.0');
    startLocked({ releases: [plainRelease('1.0.0'), plainRelease('1.1.0')] });
    doPromote('dev', { weight: '10' });
    expect(train.said).toContain('DH4146');
    expect(runs('dev')).toBe('1.0.0');
  });
});

describe('models that stop', () => {
  /** Notes that a stage was deployed as it is locked. */
  function deployed(stage: string): void {
    const lock = locked(stage);
    const record = { digest: lock.content.digest, at: '2026-11-28T00:00:00Z', by: 'ada' };
    writeLock(train.program.locks, { ...lock, deployed: record });
  }

  /** Notes it as a deployment does. */
  async function record(stage: string, of = SynthesizedProgram.read(train.program.program().folder)): Promise<void> {
    const checked = { stage: of.stage(stage), problems: [], overridden: [] };
    await recordDeployment(of, checked, { now: train.now, by: 'ada', kubectl: 'no-kubectl', applied: true });
  }

  it('stay known until a deployment has stopped them', () => {
    startLocked({ releases: ['1.0.0', '1.1.0', '1.2.0', '1.3.0'].map((version) => servingRelease(version)) });
    doPromote('dev', { to: '1.1.0' });
    deployed('dev');
    doPromote('dev', { finish: true });
    doPromote('dev', { to: '1.2.0' });
    expect(locked('dev').running.retired).toEqual([{ release: '1.0.0', when: 'last' }]);
    expect(Object.keys(locked('dev').content.stacks)).toContain('lab-dev-serving-1-0-0');
    deployed('dev');
    doPromote('dev', { finish: true });
    expect(locked('dev').running.retired.map(({ release }) => release)).toEqual(['1.1.0']);
    deployed('dev');
    doPromote('dev', { to: '1.3.0' });
    expect(locked('dev').running.retired).toEqual([]);
  });

  it('have answered nothing before, in a deployment of what is locked: DH4173', () => {
    startLocked({ releases: ['1.0.0', '1.1.0'].map((version) => servingRelease(version)) });
    deployed('dev');
    doPromote('dev', { to: '1.1.0' });
    const before = locked('dev');
    doPromote('dev', { finish: true });
    expect(train.said).toMatch(/DH4173[^]*1\.1\.0/);
    expect(locked('dev')).toEqual(before);
    deployed('dev');
    doPromote('dev', { finish: true });
    expect(locked('dev').running.retired).toEqual([{ release: '1.0.0', when: 'last' }]);
  });

  it('are forgotten with the deployment that has stopped them, and their release may go from the program', async () => {
    const [first, second] = ['1.0.0', '1.1.0'].map((version) => servingRelease(version));
    startLocked({ releases: [first!, second!] });
    doPromote('dev');
    deployed('dev');
    doPromote('dev', { finish: true });
    await record('dev');
    const after = locked('dev');
    expect(after.running.retired).toEqual([]);
    expect(after.deployed?.digest).toBe(after.content.digest);
    expect(after.releaseDigest).toBe(after.content.digest);
    expect(train.program.program().view.contents.get('dev')?.digest).toBe(after.content.digest);
    train.program.build = (app) => trainProgram(app, train.program.locks, { releases: [second!], stages: ['dev'] });
    expect(() => train.program.program()).not.toThrow();
    expect(statuses(train.program.session(), train.now)[0]).toMatchObject({ running: '1.1.0', lock: 'locked' });
  });

  it('stay where the stage was promoted while it was deployed', async () => {
    startLocked({ releases: ['1.0.0', '1.1.0', '1.2.0'].map((version) => servingRelease(version)) });
    doPromote('dev', { to: '1.1.0' });
    doPromote('dev', { finish: true });
    const synthesized = SynthesizedProgram.read(train.program.program().folder);
    doPromote('dev', { to: '1.2.0' });
    await record('dev', synthesized);
    expect(locked('dev').running.retired).toEqual([{ release: '1.0.0', when: 'last' }]);
  });

  it('stop first on the way back also when the deployment on the way there is recorded', async () => {
    startLocked({ releases: [servingRelease('1.0.0', 5), servingRelease('1.1.0', 5)] });
    doPromote('dev', { replace: true });
    await record('dev');
    expect(locked('dev')).toMatchObject({ running: { retired: [] }, previous: { replaced: true } });
    expect(schemaOffences('lock', locked('dev'))).toEqual([]);
    doRollback('dev');
    expect(locked('dev').running.retired).toEqual([{ release: '1.1.0', when: 'first' }]);
  });

  it('stop first on the way back where there are not enough GPUs for both', () => {
    startLocked({ releases: [servingRelease('1.0.0', 5), servingRelease('1.1.0', 5)] });
    doPromote('dev', { replace: true });
    doRollback('dev');
    expect(locked('dev').running).toEqual({
      release: '1.0.0',
      serving: [{ release: '1.0.0', weight: 100 }],
      retired: [{ release: '1.1.0', when: 'first' }],
    });
  });
});

describe('a stage that is ahead, because the order of stages has changed', () => {
  const releases = [plainRelease('1.0.0'), plainRelease('1.1.0')];

  beforeEach(() => {
    startLocked({ releases, stages: ['dev', 'production'] });
    doPromote('dev');
    train.program.build = (app) => trainProgram(app, train.program.locks, { releases, stages: ['production', 'dev'] });
  });

  it('stops the program, and no command that mends it', () => {
    expect(() => train.program.program()).toThrow('DH4011');
    doPromote('production');
    expect(() => train.program.program()).not.toThrow();
  });

  it('may be a hotfix, or go back', () => {
    lock(train.program.session(), ['dev'], { ...by, hotfix: 'the order is new', until: '2026-12-01' }, train.now);
    expect(() => train.program.program()).not.toThrow();
    doRollback('dev');
    expect(runs('dev')).toBe('1.0.0');
  });
});

describe('an acknowledgement', () => {
  const trains = (version: string, gpus: number): ReturnType<typeof servingRelease> => {
    const { options } = servingRelease(version);
    const platform: typeof options.platform = (stage, knobs) => {
      const built = options.platform(stage, knobs);
      built.pool.addQueue('training', { gpus });
      built.pool.acknowledge('DH3101', { given: '100 GPUs', reason: 'servers arrive next week', until: '2026-12-04' });
      return built;
    };
    return new Release(version, { ...options, platform });
  };

  it('stops the program when it has ended, and no command: a promotion may be what mends it', () => {
    startLocked({ releases: [trains('1.0.0', 99), trains('1.1.0', 2)] });
    train.program.today = '2026-12-05';
    expect(() => train.program.program()).toThrow('DH3101');
    doPromote('dev', { replace: true });
    passed('dev');
    doPromote('production', { replace: true });
    expect(() => train.program.program()).not.toThrow();
  });

  it('goes on with the next release, whose models have other names', () => {
    startLocked({ releases: [trains('1.0.0', 99), trains('1.1.0', 99)] });
    doPromote('dev', { replace: true });
    expect(() => train.program.program()).not.toThrow();
  });
});

describe('a change of a release that the stage before has left', () => {
  it('is accepted as the message says, and does not stop a promotion for ever', () => {
    const programOf = (more: boolean): TrainProgram => {
      const changed = ['1.0.0', '1.1.0'].map((version) => {
        const { options } = plainRelease(version);
        const platform: typeof options.platform = (stage, knobs) => {
          if (more) stage.foundation.namespace('tools');
          return options.platform(stage, knobs);
        };
        return new Release(version, { ...options, platform });
      });
      return { releases: changed };
    };
    startLocked(programOf(false));
    doPromote('dev');
    train.program.build = (app) => trainProgram(app, train.program.locks, programOf(true));
    lock(train.program.session(), ['dev'], by, train.now);
    passed('dev');
    doPromote('production');
    expect(train.said).toContain('DH4107');
    lock(train.program.session(), ['production'], by, train.now);
    expect(train.said).toMatch(/DH4127[^]*'dev' runs a newer release[^]*--hotfix/);
    lock(train.program.session(), ['production'], { ...by, hotfix: 'a new library', until: '2026-12-01' }, train.now);
    doPromote('production');
    expect(runs('production')).toBe('1.1.0');
  });
});
