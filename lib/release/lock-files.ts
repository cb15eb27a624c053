import { existsSync, mkdirSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve } from 'node:path';
import { DatahallError, fail } from '../errors/datahall-error';
import type { Problem } from '../errors/problem';
import { lockDamaged, lockNotWritten, locksElsewhere } from '../errors/release';
import { readVersioned } from '../json-file';
import { lacksOf } from './lock-shape';
import { LOCK_FORMAT_VERSION, type StageLock } from './stage-lock';

const SUFFIX = '.lock.json';

/**
 * Path of the lock of a stage.
 *
 * @param folder folder of the locks
 * @param stage name of the stage
 */
export function lockPath(folder: string, stage: string): string {
  return join(folder, `${stage}${SUFFIX}`);
}

/**
 * The lock of a stage, or undefined when it has none yet.
 *
 * @param folder folder of the locks
 * @param stage name of the stage
 * @throws DH4101, DH5007
 */
export function readLock(folder: string, stage: string): StageLock | undefined {
  const path = lockPath(folder, stage);
  const lock = readLockFile(path);
  // A lock that was copied for another stage would give that one a history that it does not have.
  if (lock !== undefined && lock.stage !== stage) fail(lockDamaged(path, `stage ${lock.stage}`));
  return lock;
}

/**
 * A lock, whatever its file is called: as it was before, written by `git show`, say.
 *
 * @param path path of the file
 * @returns nothing where there is no such file
 * @throws DH4101, DH5007
 */
export function readLockFile(path: string): StageLock | undefined {
  const lock = read(path);
  const lacking = lock === undefined ? [] : lacksOf(lock);
  return lacking.length > 0 ? fail(lockDamaged(path, `no ${lacking.join(', ')}`)) : lock;
}

/** A lock is never written again: it is the only record of what its stage runs. */
function read(path: string): StageLock | undefined {
  try {
    const file = { path, formatVersion: LOCK_FORMAT_VERSION, writtenBy: 'datahall lock' };
    return readVersioned(file) as StageLock | undefined;
  } catch (error) {
    if (!DatahallError.is(error) || error.problem.code !== 'DH5006') throw error;
    return fail(lockDamaged(path, error.problem.got));
  }
}

/**
 * Names of the stages that have locks.
 *
 * @param folder folder of the locks
 */
export function lockedStages(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).filter((name) => name.endsWith(SUFFIX));
  return names.map((name) => name.slice(0, -SUFFIX.length)).sort();
}

/** What the folder of a project holds. */
const PROJECT = ['cdktf.json', 'package.json'] as const;

/**
 * Whether a program runs in a folder below its project: there are no locks there, and some where they belong. It would
 * begin with the releases that it names.
 *
 * @param folder folder of the locks, relative to the project
 * @returns DH4119, or nothing
 */
export function checkLocksHere(folder: string): Problem | undefined {
  if (isAbsolute(folder) || lockedStages(folder).length > 0) return undefined;
  for (let at = resolve('.'); !isProject(at) && at !== dirname(at);) {
    at = dirname(at);
    const above = join(at, folder);
    if (lockedStages(above).length > 0) return locksElsewhere(folder, relative('.', above));
  }
  return undefined;
}

function isProject(folder: string): boolean {
  return PROJECT.some((name) => existsSync(join(folder, name)));
}

/**
 * Writes the lock of a stage, whole or not at all.
 *
 * @param folder folder of the locks
 * @param lock the lock
 * @throws DH4166
 */
export function writeLock(folder: string, lock: StageLock): void {
  const path = lockPath(folder, lock.stage);
  const own = `${path}.${process.pid}.new`;
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(own, `${JSON.stringify(lock, null, 2)}\n`);
    renameSync(own, path);
  } catch (error) {
    fail(lockNotWritten(path, (error as NodeJS.ErrnoException).code ?? 'not writable'));
  }
}
