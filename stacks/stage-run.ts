import compare from 'semver/functions/compare';
import { DatahallError } from '../lib/errors/datahall-error';
import type { Problem } from '../lib/errors/problem';
import { lockedReleaseMissing, servingUneven } from '../lib/errors/release';
import { lockPath, readLock } from '../lib/release/lock-files';
import { FOREVER, isProposing, proposedRun, type ProposedRun } from '../lib/release/proposal';
import { MAX_LIVE, releasesOf, runningOnly, type Running } from '../lib/release/running';
import { hotfixOf, type StageLock } from '../lib/release/stage-lock';
import type { AnyRelease } from './release';

/** What a stage is told to run, by its lock or, at first, by the program. */
export interface StageRun {
  /** Its lock, if it has one that can be used. */
  readonly lock: StageLock | undefined;
  /** Path of the lock, for messages. */
  readonly path: string;
  /** Which releases it runs. */
  readonly running: Running;
  /** Last day on which it may overtake the stages before, `YYYY-MM-DD`; null when it may not. */
  readonly hotfixUntil: string | null;
  /** Whether it may leave out what its lock lists as holding data: a command only looks at what that comes to. */
  readonly givesUpData: boolean;
  /** These releases by version. */
  readonly releases: ReadonlyMap<string, AnyRelease>;
  /** What is wrong with all this. */
  readonly problems: readonly Problem[];
}

/** What the program says of a stage. */
export interface StageStart {
  /** Folder of the locks. */
  readonly locks: string;
  /** Name of the stage. */
  readonly stage: string;
  /** Release that the program names. */
  readonly release: AnyRelease;
  /** All releases of the program by version. */
  readonly known: ReadonlyMap<string, AnyRelease>;
  /** Day that exceptions are compared with, `YYYY-MM-DD`. */
  readonly today: string;
}

/**
 * Finds out what a stage runs: what its lock says, or what a command proposes, and else the release of the program.
 *
 * @param start what the program says
 */
export function runOf({ locks: folder, stage, release: start, known, today }: StageStart): StageRun {
  const path = lockPath(folder, stage);
  const problems: Problem[] = [];
  const lock = attempt(() => readLock(folder, stage), problems);
  const proposed = proposedRun(stage);
  const wanted: Running = proposed ?? lock?.running ?? runningOnly(start.version);
  // A command that mends what a hotfix left when it ended must read the program first.
  const hotfix = lock === undefined ? undefined : hotfixOf(lock, isProposing() ? undefined : today);
  const missing = releasesOf(wanted).filter((version) => !known.has(version));
  const uneven = unevenShares(wanted);
  for (const version of missing) problems.push(lockedReleaseMissing(path, version, [...known.keys()]));
  if (uneven !== undefined) problems.push(servingUneven(path, uneven, MAX_LIVE));
  const { release, serving, retired } =
    missing.length > 0 || uneven !== undefined ? runningOnly(start.version) : wanted;
  const running = { release, serving, retired };
  const find = (version: string): AnyRelease => (version === start.version ? start : (known.get(version) ?? start));
  const releases = new Map(releasesOf(running).map((version) => [version, find(version)] as const));
  const hotfixUntil = proposed?.hotfixUntil ?? hotfix?.until ?? (stays(lock, proposed) ? FOREVER : null);
  return { lock, path, running, hotfixUntil, givesUpData: proposed?.givesUpData ?? false, releases, problems };
}

/**
 * Whether a command only looks at a stage that may be ahead of others already, because their order has changed since:
 * it is what mends that, by promotions of the others for example. A stage that goes further waits for them.
 */
function stays(lock: StageLock | undefined, proposed: ProposedRun | undefined): boolean {
  if (!isProposing() || lock === undefined) return false;
  return proposed === undefined || compare(proposed.release, lock.running.release) <= 0;
}

/** What is wrong with a file is a finding like any other: all of them are printed together. */
function attempt<T>(read: () => T, problems: Problem[]): T | undefined {
  try {
    return read();
  } catch (error) {
    if (!DatahallError.is(error)) throw error;
    problems.push(error.problem);
    return undefined;
  }
}

/** The shares as they were given, where they are wrong. */
function unevenShares({ serving }: Running): string | undefined {
  const weights = serving.map(({ weight }) => weight);
  const whole = weights.every((weight) => Number.isInteger(weight) && weight >= 0);
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const distinct = new Set(serving.map(({ release }) => release)).size === serving.length;
  if (whole && sum === 100 && distinct && serving.length <= MAX_LIVE) return undefined;
  return serving.length === 0 ? 'no release' : serving.map((each) => `${each.release}: ${each.weight} %`).join(', ');
}
