import { existsSync, mkdirSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fail } from '../errors/datahall-error';
import { lockDamaged } from '../errors/release';
import { readVersioned } from '../json-file';
import { LOCK_FORMAT_VERSION, type StageLock } from './stage-lock';

const SUFFIX = '.lock.json';
const FIELDS = [
  ['site', 'string'],
  ['cluster', 'object'],
  ['running', 'object'],
  ['releaseDigest', 'string'],
  ['content', 'object'],
  ['verified', 'object'],
  ['exceptions', 'object'],
] as const;

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
 * @throws DH5006, DH5007, DH4101
 */
export function readLock(folder: string, stage: string): StageLock | undefined {
  const path = lockPath(folder, stage);
  const lock = readVersioned({ path, formatVersion: LOCK_FORMAT_VERSION, writtenBy: 'datahall lock' }) as
    StageLock | undefined;
  if (lock === undefined) return undefined;
  const given: Readonly<Partial<Record<string, unknown>>> = { ...lock };
  const lacking = FIELDS.filter(([field, type]) => typeof given[field] !== type || given[field] === null);
  if (lacking.length > 0) fail(lockDamaged(path, `no ${lacking.map(([field]) => field).join(', ')}`));
  // A lock that was copied for another stage would give that one a history that it does not have.
  if (lock.stage !== stage) fail(lockDamaged(path, `stage ${lock.stage}`));
  return lock;
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

/**
 * Writes the lock of a stage, whole or not at all.
 *
 * @param folder folder of the locks
 * @param lock the lock
 */
export function writeLock(folder: string, lock: StageLock): void {
  mkdirSync(folder, { recursive: true });
  const path = lockPath(folder, lock.stage);
  writeFileSync(`${path}.new`, `${JSON.stringify(lock, null, 2)}\n`);
  renameSync(`${path}.new`, path);
}
