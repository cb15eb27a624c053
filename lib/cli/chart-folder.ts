import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { chartLockDamaged, fileNotReadable, pulledDigestDiffers } from '../errors/cli';
import { DatahallError, fail } from '../errors/datahall-error';
import { readVersioned } from '../json-file';

const FORMAT_VERSION = 1;
const LOCK = 'charts.lock';

/** What ends a command from outside. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Digests of the archives of a folder. */
export interface ChartLock {
  /** Version of the form of the file. */
  readonly formatVersion: number;
  /** Chart set that was pulled last. */
  readonly set: string;
  /** Digest (sha256, hexadecimal) by name of the archive. */
  readonly archives: Readonly<Record<string, string>>;
}

/** One chart as it was pulled. */
export interface PulledChart {
  /** Name of the archive in the folder. */
  readonly file: string;
  /** Path of the archive. */
  readonly archive: string;
  /** Digest (sha256, hexadecimal) of the archive. */
  readonly digest: string;
  /** Name and text of the file with its CRDs. @default - they are not installed apart */
  readonly crds?: { readonly file: string; readonly text: string };
}

/** The folder that `datahall charts pull` writes: archives, their CRDs, and a lock with the digests. */
export class ChartFolder {
  private readonly path: string;

  /** @param path path of the folder; it need not exist */
  public constructor(path: string) {
    this.path = resolve(path);
  }

  /**
   * Digests of the archives that were pulled before.
   *
   * @throws DH5007, DH5009
   */
  public get locked(): Readonly<Record<string, string>> {
    const path = join(this.path, LOCK);
    const lock = readLock(path);
    if (lock === undefined) return {};
    const { archives } = lock as { readonly archives?: unknown };
    const isMap = typeof archives === 'object' && archives !== null && !Array.isArray(archives);
    return isMap ? (archives as ChartLock['archives']) : fail(chartLockDamaged(path, 'it has no archives'));
  }

  /**
   * Does work in a temporary folder that is gone afterwards, beside this folder: files are moved within one disk.
   *
   * @param work gets the path of the temporary folder
   */
  public async withWorkspace<T>(work: (folder: string) => Promise<T>): Promise<T> {
    mkdirSync(dirname(this.path), { recursive: true });
    const folder = mkdtempSync(join(dirname(this.path), `.${basename(this.path)}-`));
    const clear = (): void => rmSync(folder, { recursive: true, force: true });
    const stop = (signal: NodeJS.Signals): void => {
      clear();
      leave();
      process.kill(process.pid, signal);
    };
    const leave = (): void => SIGNALS.forEach((signal) => process.removeListener(signal, stop));
    for (const signal of SIGNALS) process.on(signal, stop);
    try {
      return await work(folder);
    } finally {
      leave();
      clear();
    }
  }

  /**
   * Puts charts into the folder. Other charts that are there stay: stages may run different sets. The lock comes last,
   * so that a synthesis after an interruption finds archives that differ from it.
   *
   * @param set name of the chart set
   * @param charts what was pulled
   * @param accepts whether archives may differ from those that another pull has locked meanwhile
   * @throws DH5003, DH5007, DH5009
   */
  public put(set: string, charts: readonly PulledChart[], accepts: boolean): void {
    for (const chart of accepts ? [] : charts) checkAgainstLock(this.locked, chart);
    mkdirSync(join(this.path, 'crds'), { recursive: true });
    for (const { archive, file, crds } of charts) {
      if (crds !== undefined) this.write(join('crds', crds.file), crds.text);
      renameSync(archive, join(this.path, file));
    }
    // Read as late as can be: another pull may have written it.
    const archives = { ...this.locked, ...Object.fromEntries(charts.map(({ file, digest }) => [file, digest])) };
    const lock: ChartLock = { formatVersion: FORMAT_VERSION, set, archives: sorted(archives) };
    this.write(LOCK, `${JSON.stringify(lock, null, 2)}\n`);
  }

  private write(file: string, text: string): void {
    const path = join(this.path, file);
    const next = `${path}.${process.pid}.next`;
    try {
      writeFileSync(next, text);
      renameSync(next, path);
    } finally {
      rmSync(next, { force: true });
    }
  }
}

function readLock(path: string): object | undefined {
  try {
    return readVersioned({ path, formatVersion: FORMAT_VERSION, writtenBy: 'datahall charts pull' });
  } catch (error) {
    if (!DatahallError.is(error) || error.problem.code !== fileNotReadable.code) throw error;
    return fail(chartLockDamaged(path, error.problem.got));
  }
}

/**
 * Refuses an archive that changed since it was locked.
 *
 * @param locked digests by archive
 * @param chart what was pulled
 * @throws DH5003
 */
export function checkAgainstLock(locked: Readonly<Record<string, string>>, chart: PulledChart): void {
  const { file, digest } = chart;
  const before = locked[file];
  if (before !== undefined && before !== digest) fail(pulledDigestDiffers(file, digest, before));
}

/**
 * The digest of a file: sha256, hexadecimal.
 *
 * @param path path of the file
 */
export function digestOf(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}

function sorted(map: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(map).sort(([a], [b]) => (a < b ? -1 : 1)));
}
