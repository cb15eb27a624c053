import type { RetiredRelease, Running } from './running';
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

function unstoppedIn({ deployed, content, running }: StageLock, after: Running): readonly RetiredRelease[] {
  if (deployed?.digest === content.digest) return [];
  // Who deploys by other means has no record: then one more step is all the time there is.
  return deployed === null && after.retired.length > 0 ? [] : running.retired;
}

function isNamed({ serving, retired }: Running, { release }: RetiredRelease): boolean {
  return [...serving, ...retired].some((each) => each.release === release);
}
