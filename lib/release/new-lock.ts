import type { StageContent } from './content';
import type { Running } from './running';
import {
  hotfixOf,
  LOCK_FORMAT_VERSION,
  startOf,
  type CheckResult,
  type LockException,
  type StageLock,
  type VerificationRecord,
  type WayBack,
} from './stage-lock';
import type { StageView } from './train-view';

/** Verifications that a lock keeps, besides those since which a release has passed without a failure. */
const KEPT = 50;

/** What a stage consists of, and what it would consist of with its release alone. */
export interface LockedContent {
  /** What it consists of. */
  readonly content: StageContent;
  /** Digest of the stage when it runs its release alone. */
  readonly releaseDigest: string;
}

/**
 * The first lock of a stage.
 *
 * @param stage the stage
 * @param locked what it consists of
 */
export function firstLock(stage: StageView, locked: LockedContent): StageLock {
  return {
    formatVersion: LOCK_FORMAT_VERSION,
    stage: stage.name,
    site: stage.site,
    cluster: clusterOf(stage),
    running: stage.running,
    ...locked,
    previous: null,
    verified: [],
    deployed: null,
    exceptions: [],
  };
}

/**
 * The cluster of a stage, as its lock has it: by the context of the program, which may have been renamed, and by the
 * UID, which stays.
 *
 * @param stage the stage
 * @param lock its lock. @default - it has none yet
 */
export function clusterOf(stage: Pick<StageView, 'contexts'>, lock?: StageLock): StageLock['cluster'] {
  const workload = stage.contexts.find(({ role }) => role === 'workload');
  return { context: workload?.name ?? '', uid: lock?.cluster.uid ?? workload?.uid ?? null };
}

/**
 * A lock whose stage consists of something else, or reaches its cluster by another name, and runs the same releases.
 *
 * @param lock the lock
 * @param stage the stage
 * @param locked what it consists of now
 * @param exceptions rules that were set aside for it
 */
export function relocked(
  lock: StageLock,
  stage: Pick<StageView, 'contexts'>,
  locked: LockedContent,
  exceptions: readonly LockException[],
): StageLock {
  return {
    ...lock,
    ...locked,
    cluster: clusterOf(stage, lock),
    exceptions: [...lock.exceptions.filter(({ kind }) => kind === 'hotfix'), ...exceptions],
  };
}

/**
 * A lock whose stage runs other releases. Only a step to another release is one that can be taken back: moving requests
 * changes nothing of what ran before.
 *
 * @param lock the lock
 * @param running what it runs now
 * @param locked what it consists of now
 * @param back whether what ran before can come back
 * @param exceptions rules that were set aside for it
 */
export function movedLock(
  lock: StageLock,
  running: Running,
  locked: LockedContent,
  back: WayBack,
  exceptions: readonly LockException[],
): StageLock {
  const step = running.release !== lock.running.release;
  const hotfix = hotfixOf(lock);
  const replaced = running.retired.some(({ when }) => when === 'first');
  const left = { running: lock.running, digest: lock.content.digest, back, ...(replaced ? { replaced } : {}) };
  return {
    ...lock,
    running,
    ...locked,
    previous: step ? { ...left, ...(hotfix === undefined ? {} : { hotfix }) } : lock.previous,
    exceptions: step ? exceptions : [...lock.exceptions, ...exceptions],
  };
}

/**
 * A lock with the record of a verification.
 *
 * @param lock the lock
 * @param checks results
 * @param at when, in UTC (ISO 8601)
 * @param by who
 */
export function verifiedLock(lock: StageLock, checks: readonly CheckResult[], at: string, by: string): StageLock {
  const record: VerificationRecord = { release: lock.running.release, digest: lock.releaseDigest, at, by, checks };
  return { ...lock, verified: kept([record, ...lock.verified]) };
}

/** Whoever verifies each hour would else see what is soaking begin anew with each record that is dropped. */
function kept(all: readonly VerificationRecord[]): readonly VerificationRecord[] {
  const newest = all.slice(0, KEPT);
  const starts = new Set(newest.map(({ release, digest }) => startOf(all, release, digest)));
  return [...newest, ...all.slice(KEPT).filter((record) => starts.has(record))];
}
