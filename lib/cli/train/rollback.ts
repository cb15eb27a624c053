import compare from 'semver/functions/compare';
import type { Command } from 'commander';
import {
  forwardOnly,
  hotfixEnded,
  hotfixIncomplete,
  laterStageAhead,
  noHotfixBack,
  rollbackDiffers,
  rollbackLosesData,
} from '../../errors/promotion';
import type { Problem } from '../../errors/problem';
import { writeLock } from '../../release/lock-files';
import { movedLock, verifiedLock, type LockedContent } from '../../release/new-lock';
import { isAhead, isComplete } from '../../release/promotion';
import type { ProposedRun } from '../../release/proposal';
import { withUnstopped } from '../../release/retired';
import { ROLLBACK_CHECK, rolledBack } from '../../release/rollback';
import type { StageContent } from '../../release/content';
import { printRunning, runsOne, type Running } from '../../release/running';
import { hotfixOf, type Hotfix, type LockException, type StageLock } from '../../release/stage-lock';
import { newestOf } from '../../release/waves';
import { dataRemoved } from '../../release/way-back';
import { personOf } from '../person';
import { leaveImports, printLeft } from './left-imports';
import { TrainSession, type StageState, type TrainOptions } from './session';
import { formatOption, TrainOutput } from './train-output';

/** Options of `datahall rollback`. */
export interface RollbackOptions extends TrainOptions {
  /** Why, for the record of the release that is left. @default 'rolled back' */
  readonly reason?: string;
  /**
   * Why a step is taken that loses something, or gives something else than what ran before.
   * @default - it is refused
   */
  readonly accept?: string;
  /** New last day of a hotfix that it leads to, `YYYY-MM-DD`. @default - as it was */
  readonly until?: string;
}

/**
 * Adds `datahall rollback`.
 *
 * @param program the command line
 */
export function addRollback(program: Command): void {
  program
    .command('rollback')
    .description('move requests back to the release before, or the whole stage when that one is no longer live')
    .argument('<stage>', 'the stage, or waves: the stages that run the newest release')
    .option('--reason <text>', 'why; the release that is left counts as failed there')
    .option('--accept <reason>', 'take a step that loses something, or gives something else than what ran before')
    .option('--until <day>', 'new last day of a hotfix that it leads to, YYYY-MM-DD')
    .addOption(formatOption())
    .option('--app <command>', "how the program is run; else 'app' of cdktf.json")
    .option('--by <name>', 'who does it, for the record')
    .action(async (stage: string, options: RollbackOptions) => {
      await TrainSession.run(options, (session) => {
        rollback(
          session,
          session.named([stage], ({ stages }, name) => newestOf(stages, name)),
          options,
          new Date(),
        );
      });
    });
}

/**
 * Rolls stages back: all of them, or, where anything is wrong, none.
 *
 * @param session program and locks
 * @param names names of the stages
 * @param options reasons
 * @param now the time
 */
export function rollback(session: TrainSession, names: readonly string[], options: RollbackOptions, now: Date): void {
  const output = new TrainOutput(options.format);
  const outcomes = names.map((name) => stepOf(session, name, names, options, now));
  if (output.refuse(outcomes.flatMap((each) => ('problems' in each ? each.problems : [])))) return;
  const steps = outcomes.filter((each) => 'running' in each);
  const runs = (choose: (step: StepBack) => Running) =>
    session.propose(Object.fromEntries(steps.map((step) => [step.state.stage.name, proposed(step, choose(step))]))).view
      .contents;
  const whole = steps.filter(({ requestsOnly }) => !requestsOnly);
  const earlier = whole.length === 0 ? undefined : runs(earlierOf);
  // What ran before is gone from the program where its stacks differ; retired stacks are empty and no part of it.
  const changed = whole.filter(({ state: { stage, lock } }) => {
    const content = earlier?.get(stage.name);
    return lock.previous !== null && content !== undefined && content.digest !== lock.previous.digest;
  });
  const surprising = changed.map((step) => {
    const { name } = step.state.stage;
    return rollbackDiffers(name, [`${name}, as ${printRunning(earlierOf(step))}`]);
  });
  const contents = runs(({ running }) => running);

  const losing = steps.flatMap((step) => {
    const [paths, { name }] = [givenUp(step, contents), step.state.stage];
    return paths.length === 0 ? [] : [{ ...rollbackLosesData(name, printRunning(step.running), paths), at: name }];
  });
  if (options.accept === undefined && output.refuse([...surprising, ...losing])) return;
  session.checkUnchanged(names);
  for (const step of steps) {
    const { state, running, requestsOnly } = step;
    const { name } = state.stage;
    const content = contents.get(name) ?? state.content;
    const releaseDigest = runsOne(running) ? undefined : session.digestOf(name, running.release);
    const locked = { content, releaseDigest: releaseDigest ?? content.digest };
    const set = { changed: changed.includes(step), lost: losing.some(({ at }) => at === name) };
    writeLock(state.train.locks, lockAfter(step, locked, set, options, now.toISOString()));
    const left = leaveImports(state.train.locks, name, content);
    const how = requestsOnly
      ? 'only requests move: nothing is made, nothing is removed'
      : 'the stage runs its previous release';
    const from = state.lock.running;
    const back = requestsOnly ? null : ({ kind: 'reversible', reasons: [] } as const);
    output.tell(
      { stage: name, from, to: running, back, ...(left.length === 0 ? {} : { left }) },
      `${name}: ${printRunning(from)} -> ${printRunning(running)}, ${how}${printLeft(state.train.locks, name, left)}`,
    );
  }
  output.end(`\nCommit ${steps[0]?.state.train.locks ?? ''}/ and deploy ${names.join(' ')}.`);
}

type LockedState = StageState & { readonly lock: StageLock };

/** What a stage goes back to. */
interface StepBack {
  readonly state: LockedState;
  readonly running: Running;
  readonly requestsOnly: boolean;
  /** The hotfix that it goes back to. */
  readonly hotfix: Hotfix | undefined;
}

function stepOf(
  session: TrainSession,
  name: string,
  together: readonly string[],
  options: RollbackOptions,
  now: Date,
): StepBack | { readonly problems: readonly Problem[] } {
  const state = session.locked(name);
  const { step, requestsOnly } = rolledBack(state.lock);
  if ('problem' in step) return { problems: [step.problem] };
  const running = requestsOnly ? step.running : withUnstopped(state.lock, step.running);
  const hotfix = requestsOnly ? hotfixOf(state.lock) : (state.lock.previous?.hotfix as Hotfix | undefined);
  const problems = [
    ...(requestsOnly ? [] : surprises(state, running, together, options)),
    ...endProblems(state, running, hotfix, options, now.toISOString().slice(0, 10)),
  ];
  return problems.length > 0 ? { problems } : { state, running, requestsOnly, hotfix };
}

/** A hotfix that comes back must have time left, where the stages before have not caught up. */
function endProblems(
  { train, stage }: LockedState,
  running: Running,
  hotfix: Hotfix | undefined,
  { until }: RollbackOptions,
  today: string,
): readonly Problem[] {
  if (until !== undefined && hotfix === undefined) return [noHotfixBack(stage.name, until)];
  if (until !== undefined && !isComplete({ reason: hotfix?.reason ?? '', until }, today))
    return [hotfixIncomplete(`until '${until}'`)];
  if (hotfix === undefined || until !== undefined || hotfix.until >= today) return [];
  return isAhead(train, stage, running.release) ? [hotfixEnded(stage.name, running.release, hotfix.until, today)] : [];
}

/** What comes back may overtake the stages before as long as it might then; what goes by it is said here. */
function proposed({ hotfix }: StepBack, running: Running): ProposedRun {
  return { ...running, givesUpData: true, ...(hotfix === undefined ? {} : { hotfixUntil: hotfix.until }) };
}

/** What holds data and goes, where the stage has not given it up already. */
function givenUp({ state }: StepBack, contents: ReadonlyMap<string, StageContent>): readonly string[] {
  const { stage, lock } = state;
  const content = contents.get(stage.name);
  return content === undefined || stage.destroyable ? [] : dataRemoved(lock.content, content);
}

/** That a stage goes back to a hotfix stands in its lock; where only requests move, it stands there already. */
function hotfixes({ hotfix, requestsOnly }: StepBack, options: RollbackOptions, at: string): readonly LockException[] {
  if (hotfix === undefined) return [];
  const { until } = options;
  if (until !== undefined) return [{ ...hotfix, until, at, by: personOf(process.env, options.by) }];
  return requestsOnly ? [] : [hotfix];
}

/** What a stage ran before, as it was. */
function earlierOf({ state: { lock }, running, requestsOnly }: StepBack): Running {
  return requestsOnly ? running : (lock.previous?.running ?? running);
}

function lockAfter(
  step: StepBack,
  locked: LockedContent,
  set: { readonly changed: boolean; readonly lost: boolean },
  options: RollbackOptions,
  at: string,
): StageLock {
  const { lock } = step.state;
  const { running, requestsOnly } = step;
  const failed = { name: ROLLBACK_CHECK, passed: false, seconds: 0, message: options.reason ?? 'rolled back' };
  const left = verifiedLock(lock, [failed], at, personOf(process.env, options.by));
  const lost = set.lost || (!requestsOnly && lock.previous?.back.kind === 'forward-only');
  return movedLock(left, running, locked, { kind: 'reversible', reasons: [] }, [
    ...hotfixes(step, options, at),
    ...exceptionsOf(options, lost, set.changed, at),
  ]);
}

/** What somebody would only notice after a rollback. */
function surprises(
  { stage, train, lock }: LockedState,
  running: Running,
  together: readonly string[],
  options: RollbackOptions,
): readonly Problem[] {
  const { previous } = lock;
  const ahead = train.stages
    .filter(({ name, after }) => after.includes(stage.name) && !together.includes(name))
    .filter(({ release }) => compare(release, running.release) > 0)
    .map((later) => laterStageAhead(stage.name, running.release, later.name, later.release));
  const lost = previous?.back.kind === 'forward-only' && options.accept === undefined;
  const [from, to] = [lock.running.release, running.release];
  return [...ahead, ...(lost ? [forwardOnly(stage.name, from, to, previous.back.reasons)] : [])];
}

function exceptionsOf(options: RollbackOptions, lost: boolean, changed: boolean, at: string): readonly LockException[] {
  const { accept } = options;
  if (accept === undefined) return [];
  const rest = { reason: accept, until: null, at, by: personOf(process.env, options.by) };
  return [
    ...(lost ? [{ kind: 'forward-only', ...rest } as const] : []),
    ...(changed ? [{ kind: 'changed', ...rest } as const] : []),
  ];
}
