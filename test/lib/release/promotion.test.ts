import fc from 'fast-check';
import type { StageContent } from '../../../lib/release/content';
import { firstLock, movedLock, relocked, verifiedLock } from '../../../lib/release/new-lock';
import { checkRequest, checkStagesBefore, finished, nextRelease, promoted } from '../../../lib/release/promotion';
import { rolledBack } from '../../../lib/release/rollback';
import { MAX_LIVE, printRunning, runningOnly, runsTheSame, type Running } from '../../../lib/release/running';
import {
  hasPassed,
  hotfixOf,
  verifiedSince,
  type LockException,
  type StageLock,
} from '../../../lib/release/stage-lock';
import type { StageView, TrainView } from '../../../lib/release/train-view';

const RELEASES = ['1.0.0', '1.1.0', '1.2.0', '2.0.0', '3.0.0'];
const STAGES = ['dev', 'staging', 'production'];
const HOUR = 3_600_000;

function stageView(name: string, running: Running): StageView {
  const index = STAGES.indexOf(name);
  return {
    name,
    train: 'platform',
    site: 'lab',
    release: running.release,
    running,
    locked: true,
    hotfixUntil: null,
    charts: '2026.11',
    knobs: {},
    contexts: [{ role: 'workload', name, path: '~/.kube/config', uid: null }],
    backend: { kind: 's3', place: 'state' },
    after: index === 0 ? [] : [STAGES[index - 1]!],
    wave: null,
    gate: { soakSeconds: 3600, verify: [], windows: [], freezes: [], autoApprove: { actions: [] } },
    destroyable: false,
    library: '1',
    digest: '',
    servers: {},
    virtualIps: '',
    pins: { charts: {}, models: { llama: 'llama 1' } },
  };
}

/** What a stage consists of is told by what it runs, and by how often its program was edited. */
function contentOf(stage: string, running: Running, edits: ReadonlyMap<string, number>): StageContent {
  const versions = [running.release, ...running.serving.map(({ release, weight }) => `${release}=${weight}`)];
  const digest = `${stage} ${versions.join(' ')} ${versions.map((it) => edits.get(it.split('=')[0]!) ?? 0).join('.')}`;
  return { digest, library: '1', stacks: {}, pins: { charts: {}, models: { llama: 'llama 1' } } };
}

/** A train as a person works with it, by the functions that the commands call. */
class Train {
  public readonly locks = new Map<string, StageLock>();
  public readonly edits = new Map<string, number>();
  public now = Date.parse('2026-11-29T00:00:00Z');

  public constructor() {
    for (const name of STAGES) {
      const running = runningOnly('1.0.0');
      const content = contentOf(name, running, this.edits);
      this.locks.set(name, firstLock(stageView(name, running), { content, releaseDigest: content.digest }));
    }
  }

  public get view(): TrainView {
    const stages = STAGES.map((name) => stageView(name, this.locks.get(name)!.running));
    return { name: 'platform', locks: 'stages', releases: RELEASES, oneWay: {}, stages };
  }

  public stage(name: string): StageView {
    return this.view.stages.find((each) => each.name === name)!;
  }

  public readonly digestOf = (name: string, release: string): string =>
    contentOf(name, runningOnly(release), this.edits).digest;

  public promote(name: string, to: string, weight: number, replace: boolean): boolean {
    const lock = this.locks.get(name)!;
    if (this.differs(name)) return false;
    const request = { stages: [name], to, weight, transition: replace ? 'replace' : 'beside' } as const;
    if (checkRequest(this.view, this.locks, request, this.today).length > 0) return false;
    const step = promoted(name, lock.running, to, true, request);
    if ('problem' in step) return false;
    const moves = step.running.release !== lock.running.release;
    if (moves && this.early(name, to)) return false;
    this.locks.set(name, this.moved(lock, step.running));
    return true;
  }

  /** A release goes first where somebody answers for it. */
  public hotfix(name: string, to: string): boolean {
    const lock = this.locks.get(name)!;
    const step = promoted(name, lock.running, to, true, {});
    if ('problem' in step || step.running.release === lock.running.release) return false;
    const hotfix = { kind: 'hotfix', reason: 'CVE', until: '2027-12-31', at: this.at, by: 'test' } as const;
    this.locks.set(name, this.moved(lock, step.running, [hotfix]));
    return true;
  }

  public finish(name: string): boolean {
    const lock = this.locks.get(name)!;
    const step = finished(name, lock.running);
    if ('problem' in step) return false;
    this.locks.set(name, this.moved(lock, step.running));
    return true;
  }

  public rollback(name: string): boolean {
    const lock = this.locks.get(name)!;
    const { step, requestsOnly } = rolledBack(lock);
    if ('problem' in step) return false;
    const failed = [{ name: 'rollback', passed: false, seconds: 0, message: '' }];
    const hotfix = requestsOnly || lock.previous?.hotfix === undefined ? [] : [lock.previous.hotfix];
    this.locks.set(name, this.moved(verifiedLock(lock, failed, this.at, 'test'), step.running, hotfix));
    return true;
  }

  public accept(name: string): boolean {
    const lock = this.locks.get(name)!;
    if (this.early(name, lock.running.release)) return false;
    const content = contentOf(name, lock.running, this.edits);
    this.locks.set(
      name,
      relocked(
        lock,
        stageView(name, lock.running),
        { content, releaseDigest: this.digestOf(name, lock.running.release) },
        [],
      ),
    );
    return true;
  }

  public verify(name: string, passed: boolean): boolean {
    if (this.differs(name)) return false;
    const checks = [{ name: 'smoke', passed, seconds: 1, message: '' }];
    this.locks.set(name, verifiedLock(this.locks.get(name)!, checks, this.at, 'test'));
    return true;
  }

  private get at(): string {
    return new Date(this.now).toISOString();
  }

  private get today(): string {
    return this.at.slice(0, 10);
  }

  private differs(name: string): boolean {
    const lock = this.locks.get(name)!;
    return contentOf(name, lock.running, this.edits).digest !== lock.content.digest;
  }

  private early(name: string, release: string): boolean {
    const now = new Date(this.now);
    return checkStagesBefore(this.view, this.locks, this.stage(name), release, this.digestOf, now).length > 0;
  }

  private moved(lock: StageLock, running: Running, exceptions: readonly LockException[] = []): StageLock {
    const content = contentOf(lock.stage, running, this.edits);
    const locked = { content, releaseDigest: this.digestOf(lock.stage, running.release) };
    return movedLock(lock, running, locked, { kind: 'reversible', reasons: [] }, exceptions);
  }
}

type Step = (train: Train) => { readonly did: boolean; readonly name: string };

const stage = fc.constantFrom(...STAGES);
/** As people mean it to go: a stage takes a release, ends the one before, and is verified and watched. */
const carried = fc.tuple(stage, fc.constantFrom(...RELEASES)).map(([name, to]): Step => (it) => {
  it.finish(name);
  const did = it.promote(name, to, 100, false);
  it.verify(name, true);
  it.now += 2 * HOUR;
  return { name, did };
});
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 8, arbitrary: carried },
  fc
    .tuple(stage, fc.constantFrom(...RELEASES), fc.constantFrom(0, 10, 50, 100), fc.boolean())
    .map(([name, to, weight, replace]): Step => (it) => ({ name, did: it.promote(name, to, weight, replace) })),
  stage.map((name): Step => (it) => ({ name, did: it.finish(name) })),
  stage.map((name): Step => (it) => ({ name, did: it.rollback(name) })),
  stage.map((name): Step => (it) => ({ name, did: it.accept(name) })),
  fc.tuple(stage, fc.boolean()).map(([name, passed]): Step => (it) => ({ name, did: it.verify(name, passed) })),
  fc.constantFrom(...RELEASES).map((release): Step => (it) => {
    it.edits.set(release, (it.edits.get(release) ?? 0) + 1);
    return { name: '', did: true };
  }),
  fc.constantFrom(0.5, 2).map((hours): Step => (it) => {
    it.now += hours * HOUR;
    return { name: '', did: true };
  }),
);

/** Whether a stage verified a release in some content, at some time, and watched it for an hour. */
function wasProven(history: readonly StageLock[], release: string, now: number): boolean {
  return history.some(({ verified }) =>
    verified.some((each) => each.release === release && hasPassed(each) && now - Date.parse(each.at) >= HOUR),
  );
}

describe('the records of a lock', () => {
  it('keep since when a release has passed, however often it is verified', () => {
    const content = { digest: 'd', library: '', stacks: {}, pins: { charts: {}, models: {} } };
    let lock = firstLock(stageView('dev', runningOnly('1.0.0')), { content, releaseDigest: 'd' });
    const verify = (passed: boolean, hour: number): void => {
      const at = new Date(Date.parse('2026-11-20T00:00:00Z') + hour * HOUR).toISOString();
      lock = verifiedLock(lock, [{ name: 'smoke', passed, seconds: 1, message: '' }], at, 'ada');
    };
    verify(true, 0);
    verify(false, 1);
    for (let hour = 2; hour < 200; hour += 1) verify(true, hour);
    expect(verifiedSince(lock, '1.0.0', 'd')).toBe('2026-11-20T02:00:00.000Z');
    expect(lock.verified).toHaveLength(51);
    verify(false, 200);
    expect(verifiedSince(lock, '1.0.0', 'd')).toBeUndefined();
  });
});

describe('promotion, whatever people do in whatever order', () => {
  it('puts no release in production that staging has not verified and watched', () => {
    let reached = 0;
    fc.assert(
      fc.property(fc.array(step, { minLength: 10, maxLength: 60 }), (steps) => {
        const train = new Train();
        const history: StageLock[] = [];
        for (const each of steps) {
          const before = train.locks.get('production')!;
          each(train);
          history.push(train.locks.get('staging')!);
          const after = train.locks.get('production')!;
          if (after.running.release <= before.running.release) continue;
          reached += 1;
          expect(wasProven(history, after.running.release, train.now)).toBe(true);
        }
      }),
      { numRuns: 400 },
    );
    expect(reached).toBeGreaterThan(0);
  });

  it('runs nothing in production that staging has not verified, unless its lock says that it is a hotfix', () => {
    const hotfix = fc
      .constantFrom(...RELEASES)
      .map((to): Step => (it) => ({ name: 'production', did: it.hotfix('production', to) }));
    const ended = fc.constant<Step>((it) => ({ name: 'production', did: it.finish('production') }));
    const back = fc.constant<Step>((it) => ({ name: 'production', did: it.rollback('production') }));
    fc.assert(
      fc.property(fc.array(fc.oneof(step, hotfix, ended, back), { minLength: 10, maxLength: 60 }), (steps) => {
        const train = new Train();
        const history: StageLock[] = [];
        for (const each of steps) {
          each(train);
          history.push(train.locks.get('staging')!);
          const { running, exceptions } = train.locks.get('production')!;
          const answered = exceptions.some(({ kind }) => kind === 'hotfix');
          const first = running.release === '1.0.0';
          expect(first || answered || wasProven(history, running.release, train.now)).toBe(true);
        }
      }),
      { numRuns: 400 },
    );
  });

  it('lets no stage accept content that the stage before has not verified as it is', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 10, maxLength: 60 }), (steps) => {
        const train = new Train();
        for (const each of steps) each(train);
        const { running } = train.locks.get('staging')!;
        if (!train.accept('staging')) return;
        const dev = train.locks.get('dev')!;
        const digest = train.digestOf('dev', running.release);
        expect(dev.verified.some((it) => it.digest === digest && hasPassed(it))).toBe(true);
      }),
      { numRuns: 400 },
    );
  });

  it('keeps shares that add up, two live releases at most, and the newer one the platform of both', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 5, maxLength: 60 }), (steps) => {
        const train = new Train();
        for (const each of steps) {
          each(train);
          for (const { running } of train.locks.values()) {
            const live = running.serving.map(({ release }) => release);
            const sum = running.serving.reduce((total, { weight }) => total + weight, 0);
            const retired = running.retired.some(({ release }) => live.includes(release));
            const older = live.every((release) => release <= running.release);
            if (sum !== 100 || live.length > MAX_LIVE || retired || !older) throw new Error(printRunning(running));
          }
        }
      }),
      { numRuns: 200 },
    );
  });

  it('is undone by a rollback as long as both releases are live: only shares change', () => {
    const train = new Train();
    train.verify('dev', true);
    expect(train.promote('dev', '1.1.0', 10, false)).toBe(true);
    const canary = train.locks.get('dev')!.running;
    expect(printRunning(canary)).toBe('1.1.0 (10 %), 1.0.0 (90 %)');
    const { step: back, requestsOnly } = rolledBack(train.locks.get('dev')!);
    expect(requestsOnly).toBe(true);
    expect(back).toEqual({
      running: {
        ...canary,
        serving: canary.serving.map((it) => ({ ...it, weight: it.release === '1.0.0' ? 100 : 0 })),
      },
    });
  });
});

describe('a promotion', () => {
  const train = new Train();
  const running = runningOnly('1.1.0');

  it.each([
    ['DH4124', promoted('dev', running, '1.1.0', true, {})],
    ['DH4125', promoted('dev', running, '1.0.0', true, {})],
    ['DH4126', promoted('dev', running, '3.0.0', true, {})],
    ['DH4130', promoted('dev', { ...running, serving: live('1.1.0', '1.0.0') }, '1.2.0', true, {})],
    ['DH4132', finished('dev', running)],
    ['DH4134', rolledBack(train.locks.get('dev')!).step],
    [
      'DH4142',
      rolledBack({
        ...train.locks.get('dev')!,
        previous: { running, digest: '', back: { kind: 'reversible', reasons: [] } },
      }).step,
    ],
  ])('is refused: %s', (code, outcome) => {
    expect(outcome).toEqual({ problem: expect.objectContaining({ code }) });
  });

  it.each([
    ['DH4120', { stages: ['prod'] }],
    ['DH4122', { stages: ['dev'], to: '9.9.9' }],
    ['DH4123', { stages: ['dev', 'staging'] }],
    ['DH4131', { stages: ['dev'], weight: 101 }],
    ['DH4133', { stages: ['dev'], hotfix: { reason: 'CVE', until: '2026-11-28' } }],
    ['DH4133', { stages: ['dev'], hotfix: { reason: ' ', until: '2026-12-28' } }],
  ])('is refused as it is asked for: %s', (code, request) => {
    expect(checkRequest(train.view, train.locks, request, '2026-11-29').map((it) => it.code)).toEqual([code]);
  });

  it('needs locks: DH4121', () => {
    expect(checkRequest(train.view, new Map(), { stages: ['dev'] }, '2026-11-29').map((it) => it.code)).toEqual([
      'DH4121',
    ]);
  });

  it('waits until the stage before has watched the release: DH4127, DH4128', () => {
    const other = new Train();
    const codes = (): readonly string[] =>
      checkStagesBefore(
        other.view,
        other.locks,
        other.stage('staging'),
        '1.0.0',
        other.digestOf,
        new Date(other.now),
      ).map((it) => it.code);
    expect(codes()).toEqual(['DH4127']);
    other.verify('dev', true);
    expect(codes()).toEqual(['DH4128']);
    other.now += HOUR;
    expect(codes()).toEqual([]);
    other.edits.set('1.0.0', 1);
    expect(codes()).toEqual(['DH4127']);
  });

  it('without a target leads to what all stages before run', () => {
    const view = new Train().view;
    expect(nextRelease(view, view.stages[0]!)).toBe('3.0.0');
    expect(nextRelease(view, view.stages[2]!)).toBe('1.0.0');
  });

  it('stops models first where there are not GPUs for both', () => {
    const replaced = promoted('dev', running, '1.2.0', true, { transition: 'replace' });
    expect(replaced).toEqual({
      running: { ...runningOnly('1.2.0'), retired: [{ release: '1.1.0', when: 'first' }] },
    });
  });

  it('is one step where nothing is served', () => {
    expect(promoted('dev', running, '1.2.0', false, {})).toEqual({ running: runningOnly('1.2.0') });
  });
});

describe('running releases', () => {
  it('are the same in any order', () => {
    const one = { release: '2.0.0', serving: live('2.0.0', '1.0.0'), retired: [] };
    expect(runsTheSame(one, { ...one, serving: [...one.serving].reverse() })).toBe(true);
    expect(runsTheSame(one, runningOnly('2.0.0'))).toBe(false);
  });

  it('say so when models of an older release answer alone', () => {
    expect(printRunning({ release: '2.0.0', serving: [{ release: '1.0.0', weight: 100 }], retired: [] })).toBe(
      '2.0.0 serving 1.0.0 (100 %)',
    );
  });

  it('may be a hotfix until a day', () => {
    const lock = new Train().locks.get('dev')!;
    const hotfix = { kind: 'hotfix', reason: 'CVE', until: '2026-12-01', at: '', by: '' } as const;
    const locked = relocked(
      lock,
      stageView('dev', lock.running),
      { content: lock.content, releaseDigest: lock.releaseDigest },
      [hotfix],
    );
    expect(hotfixOf(locked, '2026-12-01')).toEqual(hotfix);
    expect(hotfixOf(locked, '2026-12-02')).toBeUndefined();
  });
});

function live(newer: string, older: string): Running['serving'] {
  return [
    { release: newer, weight: 100 },
    { release: older, weight: 0 },
  ];
}
