import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { pulledDigestDiffers } from '../errors/cli';
import { fail } from '../errors/datahall-error';
import { readVersioned } from '../json-file';

const FORMAT_VERSION = 1;
const LOCK = 'charts.lock';

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

  /** Digests of the archives that were pulled before. */
  public get locked(): Readonly<Record<string, string>> {
    const file = { path: join(this.path, LOCK), formatVersion: FORMAT_VERSION, writtenBy: 'datahall charts pull' };
    return (readVersioned(file) as ChartLock | undefined)?.archives ?? {};
  }

  /**
   * Does work in a temporary folder that is gone afterwards, beside this folder: files are moved within one disk.
   *
   * @param work gets the path of the temporary folder
   */
  public async withWorkspace<T>(work: (folder: string) => Promise<T>): Promise<T> {
    mkdirSync(dirname(this.path), { recursive: true });
    const folder = mkdtempSync(join(dirname(this.path), `.${basename(this.path)}-`));
    try {
      return await work(folder);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }

  /**
   * Puts charts into the folder. Other charts that are there stay: stages may run different sets. The lock comes last,
   * so that a synthesis after an interruption finds archives that differ from it.
   *
   * @param set name of the chart set
   * @param charts what was pulled
   */
  public put(set: string, charts: readonly PulledChart[]): void {
    const archives = { ...this.locked, ...Object.fromEntries(charts.map(({ file, digest }) => [file, digest])) };
    mkdirSync(join(this.path, 'crds'), { recursive: true });
    for (const { archive, file, crds } of charts) {
      if (crds !== undefined) this.write(join('crds', crds.file), crds.text);
      renameSync(archive, join(this.path, file));
    }
    const lock: ChartLock = { formatVersion: FORMAT_VERSION, set, archives: sorted(archives) };
    this.write(LOCK, `${JSON.stringify(lock, null, 2)}\n`);
  }

  private write(file: string, text: string): void {
    const path = join(this.path, file);
    writeFileSync(`${path}.next`, text);
    renameSync(`${path}.next`, path);
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
