import { stageDigest } from './content';
import { runsOne, type RetiredRelease, type Running } from './running';
import { slugOf } from './slug';
import type { StageLock } from './stage-lock';

/**
 * What a stage runs after a step, with the releases whose models it still has to stop. A stack that goes from the
 * program before a deployment has emptied it leaves its models in the cluster, where nobody knows of them.
 *
 * @param lock lock of the stage
 * @param running what it runs after the step
 */
export function withUnstopped(lock: StageLock, running: Running): Running {
  const unstopped = unstoppedIn(lock, running);
  return { ...running, retired: [...running.retired, ...unstopped.filter((each) => !isNamed(running, each))] };
}

/**
 * A lock after a deployment that has stopped models: their stacks are empty, and nothing is lost when they go from the
 * program, and their release with them.
 *
 * @param lock lock of the stage, as it was deployed
 */
export function withoutStopped(lock: StageLock): StageLock {
  const { site, stage, content, running } = lock;
  if (running.retired.length === 0) return lock;
  const gone = running.retired.map(({ release }) => `${site}-${stage}-serving-${slugOf(release)}`);
  const stacks = Object.fromEntries(Object.entries(content.stacks).filter(([id]) => !gone.includes(id)));
  const left = { ...running, retired: [] };
  const digest = stageDigest(stacks);
  return {
    ...lock,
    running: left,
    content: { ...content, digest, stacks },
    releaseDigest: runsOne(left) ? digest : lock.releaseDigest,
  };
}

function unstoppedIn({ deployed, content, running }: StageLock, after: Running): readonly RetiredRelease[] {
  if (deployed?.digest === content.digest) return [];
  // Who deploys by other means has no record: then one more step is all the time there is.
  return deployed === null && after.retired.length > 0 ? [] : running.retired;
}

function isNamed({ serving, retired }: Running, { release }: RetiredRelease): boolean {
  return [...serving, ...retired].some((each) => each.release === release);
}
