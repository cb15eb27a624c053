import compare from 'semver/functions/compare';
import { nothingBefore, rollbackForward } from '../errors/promotion';
import type { Step } from './promotion';
import type { Running } from './running';
import type { PreviousRun, StageLock } from './stage-lock';

/** A rollback: what the stage would run, and whether anything but requests moves. */
export interface Rollback {
  /** What the stage would run. */
  readonly step: Step;
  /** Whether only the shares of requests change: nothing is made, nothing is removed. */
  readonly requestsOnly: boolean;
}

/**
 * What a stage goes back to. As long as the release before is live, only requests move; after that the stage runs again
 * what its lock has on record. What a rollback has left is no way back: going there is a promotion, with its rules.
 *
 * @param lock lock of the stage
 */
export function rolledBack(lock: StageLock): Rollback {
  const { running, previous, stage } = lock;
  const before = running.serving.find(({ release, weight }) => release !== running.release && weight < 100);
  if (before !== undefined) {
    const serving = running.serving.map(({ release }) => ({ release, weight: release === before.release ? 100 : 0 }));
    return { step: { running: { ...running, serving } }, requestsOnly: true };
  }
  if (previous === null) return { step: { problem: nothingBefore(stage) }, requestsOnly: false };
  const { release } = previous.running;
  if (compare(release, running.release) > 0)
    return { step: { problem: rollbackForward(stage, running.release, release) }, requestsOnly: false };
  return { step: { running: backTo(previous, running) }, requestsOnly: false };
}

/** Name of the check that a rollback records of the release that it leaves. */
export const ROLLBACK_CHECK = 'rollback';

/**
 * Whether a stage was rolled back from the release of its platform, and that one has not answered requests since.
 *
 * @param lock lock of the stage
 */
export function isLeft({ running, verified, releaseDigest }: StageLock): boolean {
  const { release, serving } = running;
  const share = serving.find((each) => each.release === release);
  if (share === undefined) return true;
  const last = verified.find((each) => each.release === release && each.digest === releaseDigest);
  return share.weight === 0 && (last?.checks.some(({ name }) => name === ROLLBACK_CHECK) ?? false);
}

/** Models of the release that is left stop, when those of the one before answer again. */
function backTo({ running: previous, replaced = false }: PreviousRun, running: Running): Running {
  const [release] = previous.serving.filter(({ weight }) => weight > 0).map((each) => each.release);
  const serving = [{ release: release ?? previous.release, weight: 100 }];
  const left = running.serving.map((each) => each.release).filter((each) => each !== serving[0]?.release);
  // Where there were not enough GPUs for both on the way there, there are not on the way back.
  const stopped = running.retired.find((each) => each.release === serving[0]?.release);
  const when = replaced || stopped?.when === 'first' ? 'first' : 'last';
  return {
    release: previous.release,
    serving,
    retired: left.map((each) => ({ release: each, when })),
  };
}
