import compare from 'semver/functions/compare';
import major from 'semver/functions/major';
import {
  hotfixIncomplete,
  invalidWeight,
  majorSkipped,
  notSoaked,
  notVerified,
  nothingToFinish,
  nothingToPromote,
  nothingToShare,
  promotionBackwards,
  ranksMixed,
  stageNotLocked,
  tooManyLive,
  unknownRelease,
  unknownStage,
} from '../errors/promotion';
import type { Problem } from '../errors/problem';
import { isDate } from '../model/date';
import { lockPath } from './lock-files';
import { MAX_LIVE, printRunning, runningOnly, runsTheSame, type Running } from './running';
import { verifiedSince, type StageLocks } from './stage-lock';
import { rankOf, type StageView, type TrainView } from './train-view';

/** How the models of the release before stop. */
export type Transition = 'beside' | 'replace';

/** A promotion that somebody asks for. */
export interface PromotionRequest {
  /** Names of the stages. */
  readonly stages: readonly string[];
  /** Version of the release. @default - the newest one that all stages before run */
  readonly to?: string;
  /** Percent of the requests that its models answer. @default 100 */
  readonly weight?: number;
  /**
   * `beside`: models of the release before stay loaded, so that a rollback moves requests only; `replace`: they stop
   * first, where there are not enough GPUs for both. @default 'beside'
   */
  readonly transition?: Transition;
  /** Why it overtakes the stages before, and until which day they must have caught up. @default - it does not */
  readonly hotfix?: { readonly reason: string; readonly until: string };
}

/** What a stage would run after a promotion. */
export type Step = { readonly running: Running } | { readonly problem: Problem };

/**
 * Digests of stages that run one release alone, as the program gives them today.
 *
 * @param stage name of the stage
 * @param release version of the release
 */
export type DigestOf = (stage: string, release: string) => string | undefined;

/**
 * The release that a promotion without a target leads to: the newest one that all stages before run; for a first stage
 * the newest of all.
 *
 * @param train the train
 * @param stage the stage
 */
export function nextRelease(train: TrainView, stage: StageView): string {
  const before = train.stages.filter(({ name }) => stage.after.includes(name)).map(({ release }) => release);
  const all = before.length === 0 ? [...train.releases].sort((a, b) => compare(b, a)) : before.sort(compare);
  return all[0] ?? stage.release;
}

/**
 * What is wrong with a request, whatever its stages run.
 *
 * @param train the train
 * @param locks locks of its stages
 * @param request the request
 * @param today the day, `YYYY-MM-DD`
 */
export function checkRequest(
  train: TrainView,
  locks: StageLocks,
  request: PromotionRequest,
  today: string,
): readonly Problem[] {
  const { stages, to, weight, hotfix } = request;
  const names = train.stages.map(({ name }) => name);
  const unknown = stages.filter((name) => !names.includes(name));
  const unlocked = stages.filter((name) => names.includes(name) && !locks.has(name));
  const ranks = new Set(stages.map((name) => rankOf(train, name)));
  const good = weight === undefined || (Number.isInteger(weight) && weight >= 0 && weight <= 100);
  return [
    ...unknown.map((name) => unknownStage(name, names)),
    ...unlocked.map((name) => stageNotLocked(name, lockPath(train.locks, name))),
    ...(ranks.size > 1 ? [ranksMixed(stages)] : []),
    ...(to !== undefined && !train.releases.includes(to) ? [unknownRelease(to, train.releases)] : []),
    ...(good ? [] : [invalidWeight(weight)]),
    ...(hotfix === undefined || isComplete(hotfix, today)
      ? []
      : [hotfixIncomplete(`reason '${hotfix.reason}', until '${hotfix.until}'`)]),
  ];
}

/**
 * What a stage would run after a promotion.
 *
 * @param stage name of the stage
 * @param running what it runs
 * @param to version of the release
 * @param serves whether models answer requests there
 * @param request share of requests and transition
 */
export function promoted(
  stage: string,
  running: Running,
  to: string,
  serves: boolean,
  request: Pick<PromotionRequest, 'weight' | 'transition'>,
): Step {
  const { weight, transition = 'beside' } = request;
  const isLive = running.serving.some(({ release }) => release === to);
  if (compare(to, running.release) < 0) return { problem: promotionBackwards(stage, to, running.release) };
  if (major(to) > major(running.release) + 1) return { problem: majorSkipped(stage, to, running.release) };
  if (to === running.release && isLive) {
    const moved = shared(running, to, weight ?? 100);
    const same = runsTheSame(moved, running);
    return same ? { problem: nothingToPromote(stage, printRunning(running)) } : { running: moved };
  }
  const live = running.serving.filter((each) => each.weight > 0);
  if (running.serving.length >= MAX_LIVE)
    return { problem: tooManyLive(stage, [to, ...running.serving.map(({ release }) => release)], MAX_LIVE) };
  const [old] = live;
  const alone = transition === 'replace' ? 'the models of the release before stop first' : 'nothing is served there';
  if (weight !== undefined && weight !== 100 && (!serves || transition === 'replace'))
    return { problem: nothingToShare(stage, weight, alone) };
  if (!serves || old === undefined) return { running: runningOnly(to) };
  if (transition === 'replace')
    return { running: { ...runningOnly(to), retired: [{ release: old.release, when: 'first' }] } };
  const beside = { release: to, serving: [{ release: to, weight: 0 }, old], retired: [] };
  return { running: shared(beside, to, weight ?? 100) };
}

/**
 * What a stage runs when the models of the release that answers nothing more have stopped: the older one after a
 * promotion, the newer one after a rollback, which makes room for a release that mends it.
 *
 * @param stage name of the stage
 * @param running what it runs
 */
export function finished(stage: string, running: Running): Step {
  const kept = running.serving.filter(({ weight }) => weight > 0);
  const ended = running.serving.filter(({ weight }) => weight === 0);
  if (ended.length === 0 || kept.length === 0) return { problem: nothingToFinish(stage, printRunning(running)) };
  return {
    running: {
      release: running.release,
      serving: kept.map(({ release }) => ({ release, weight: 100 })),
      retired: ended.map(({ release }) => ({ release, when: 'last' })),
    },
  };
}

/**
 * Why a stage must not take a release yet: each stage before runs it or a newer one, has verified it in the content
 * that the program has today, and has watched it for long enough.
 *
 * @param train the train
 * @param locks locks of its stages
 * @param stage the stage
 * @param release version of the release
 * @param digestOf contents of today
 * @param now the time
 */
export function checkStagesBefore(
  train: TrainView,
  locks: StageLocks,
  stage: StageView,
  release: string,
  digestOf: DigestOf,
  now: Date,
): readonly Problem[] {
  return stage.after.flatMap((name): Problem[] => {
    const [before, lock] = [train.stages.find((each) => each.name === name), locks.get(name)];
    if (before === undefined) return [];
    if (lock === undefined) return [stageNotLocked(name, lockPath(train.locks, name))];
    if (compare(lock.running.release, release) < 0)
      return [notVerified(release, name, `it runs ${lock.running.release}`, false)];
    const digest = digestOf(name, release);
    const since = digest === undefined ? undefined : verifiedSince(lock, release, digest);
    if (since === undefined) {
      const other = lock.verified.some((each) => each.release === release && each.digest !== digest);
      const why = other ? 'what was verified had another content' : 'no record that it passed';
      return [notVerified(release, name, why, compare(lock.running.release, release) > 0)];
    }
    const until = new Date(Date.parse(since) + before.gate.soakSeconds * 1000);
    return now < until ? [notSoaked(release, name, since, until.toISOString())] : [];
  });
}

/**
 * Whether a hotfix says why, and until a day that is still to come.
 *
 * @param hotfix what was said
 * @param today the day, `YYYY-MM-DD`
 */
export function isComplete(hotfix: { readonly reason: string; readonly until: string }, today: string): boolean {
  return hotfix.reason.trim() !== '' && isDate(hotfix.until) && hotfix.until >= today;
}

/** Gives a release its share of the requests, and the other live one the rest. */
function shared(running: Running, release: string, weight: number): Running {
  const others = running.serving.filter((each) => each.release !== release);
  if (others.length === 0 || !running.serving.some((each) => each.release === release)) return running;
  const serving = [{ release, weight }, ...others.map((each) => ({ release: each.release, weight: 100 - weight }))];
  return { ...running, serving };
}

/**
 * Whether a stage with a release would be ahead of a stage that it comes after.
 *
 * @param train the train
 * @param stage the stage
 * @param release version of the release
 */
export function isAhead(train: TrainView, stage: StageView, release: string): boolean {
  const before = train.stages.filter(({ name }) => stage.after.includes(name));
  return before.some((each) => compare(release, each.release) > 0);
}
