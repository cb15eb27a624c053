import compare from 'semver/functions/compare';
import type { Problem } from '../errors/problem';
import type { WaveFact } from './facts';
import { differingStacks, type StageContent } from './content';
import { checkStagesBefore, isAhead, nextRelease, type DigestOf } from './promotion';
import { clusterOf } from './new-lock';
import { printRunning } from './running';
import { sameShare } from './share-moves';
import { hasPassed, hotfixOf, verifiedSince, type StageLock, type StageLocks } from './stage-lock';
import { rankOf, type StageView, type TrainView } from './train-view';

/** How a stage stands. */
export interface StageStatus {
  /** Name of the stage. */
  readonly stage: string;
  /** Stages that a release passes before it reaches this one. */
  readonly rank: number;
  /** The wave that it is part of; null when it is none. */
  readonly wave: WaveFact | null;
  /** What it runs, as people write it. */
  readonly running: string;
  /** Whether its lock says what the program gives: `locked`, `differs`, or `none` when it has no lock. */
  readonly lock: 'locked' | 'differs' | 'none';
  /** Stacks in which the program gives something else than the lock. */
  readonly differs: readonly string[];
  /** Whether the program gives it other servers or addresses of its site than the lock; no where it says none. */
  readonly shareDiffers: boolean;
  /** Context that its lock names, where the program reaches the same cluster by another one; null where it does not. */
  readonly renamedFrom: string | null;
  /** Since when what it runs has been verified without a failure, in UTC; null when it is not. */
  readonly verifiedSince: string | null;
  /** Name of the last check that failed; null when none did, or nothing was verified. */
  readonly failed: string | null;
  /** When later stages may take what it runs, in UTC; null when it is not verified. */
  readonly soakedAt: string | null;
  /** When what it runs was deployed, in UTC; null when it was not. */
  readonly deployedAt: string | null;
  /** Last day of a hotfix; null when it runs none, or the stages before have caught up since it ended. */
  readonly hotfixUntil: string | null;
  /** Whether it has ended and the stages before have not caught up: the program cannot be deployed then. */
  readonly hotfixEnded: boolean;
  /** Whether what ran before can come back; null when nothing ran before. */
  readonly back: 'reversible' | 'forward-only' | null;
  /** A newer release that the stages before run; null when there is none. */
  readonly next: string | null;
  /** Why that one cannot be promoted yet; empty when it can. */
  readonly waitsFor: readonly Problem[];
}

/**
 * How a stage stands.
 *
 * @param train the train
 * @param locks locks of its stages
 * @param stage the stage
 * @param content what it consists of today
 * @param digestOf contents of today
 * @param now the time
 */
export function statusOf(
  train: TrainView,
  locks: StageLocks,
  stage: StageView,
  content: StageContent,
  digestOf: DigestOf,
  now: Date,
): StageStatus {
  const lock = locks.get(stage.name);
  const candidate = nextRelease(train, stage);
  const next = compare(candidate, stage.release) > 0 ? candidate : null;
  const since = lock === undefined ? undefined : verifiedSince(lock, lock.running.release, lock.releaseDigest);
  const differs = lock === undefined ? [] : differingStacks(content, lock.content);
  const shareDiffers = lock?.content.share !== undefined && !sameShare(lock.content, content);
  const today = now.toISOString().slice(0, 10);
  const ahead = isAhead(train, stage, stage.release);
  const hotfixUntil = (lock === undefined ? undefined : hotfixOf(lock, ahead ? undefined : today))?.until ?? null;
  return {
    stage: stage.name,
    rank: rankOf(train, stage.name),
    wave: stage.wave,
    running: printRunning(stage.running),
    lock: lock === undefined ? 'none' : differs.length > 0 || shareDiffers ? 'differs' : 'locked',
    differs,
    shareDiffers,
    renamedFrom: lock === undefined ? null : renamedFrom(stage, lock),
    verifiedSince: since ?? null,
    failed: lock === undefined ? null : failedCheck(lock),
    soakedAt: since === undefined ? null : new Date(Date.parse(since) + stage.gate.soakSeconds * 1000).toISOString(),
    deployedAt: lock?.deployed?.digest === lock?.content.digest ? (lock?.deployed?.at ?? null) : null,
    hotfixUntil,
    hotfixEnded: hotfixUntil !== null && hotfixUntil < today,
    back: lock?.previous?.back.kind ?? null,
    next,
    waitsFor: next === null ? [] : checkStagesBefore(train, locks, stage, next, digestOf, now),
  };
}

function failedCheck({ verified, running, releaseDigest }: StageLock): string | null {
  const last = verified.find(({ release, digest }) => release === running.release && digest === releaseDigest);
  if (last === undefined || hasPassed(last)) return null;
  return last.checks.find(({ passed }) => !passed)?.name ?? 'nothing was checked';
}

function renamedFrom(stage: StageView, lock: StageLock): string | null {
  const { context } = lock.cluster;
  return clusterOf(stage, lock).context === context ? null : context;
}
