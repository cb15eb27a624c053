import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { chartDigestDiffers } from '../../errors/charts';
import { fail } from '../../errors/datahall-error';
import { ChartFolder, digestOf } from '../chart-folder';

/** An archive of a chart. */
export interface ChartArchive {
  /** Path of the file. */
  readonly path: string;
  /** Its digest (sha256, hexadecimal). */
  readonly digest: string;
  /** Whether a lock has the digest. */
  readonly locked: boolean;
}

/** Archives of charts in folders, as `datahall charts pull` writes them. */
export class ChartArchives {
  private readonly known = new Map<string, ChartArchive | undefined>();

  /** @param folders folders, of which the first that has an archive gives it */
  public constructor(private readonly folders: readonly string[]) {}

  /**
   * Finds an archive, and compares it with its lock: of another archive than the one that will be installed, a report
   * would tell nothing.
   *
   * @param file name of the archive
   * @returns nothing when no folder has it
   * @throws DH2006, DH5006, DH5007
   */
  public find(file: string): ChartArchive | undefined {
    if (!this.known.has(file)) this.known.set(file, this.read(file));
    return this.known.get(file);
  }

  private read(file: string): ChartArchive | undefined {
    const folder = this.folders.find((each) => existsSync(join(each, file)));
    if (folder === undefined) return undefined;
    const path = join(folder, file);
    const digest = digestOf(path);
    const locks = new ChartFolder(folder).locked;
    const locked = Object.hasOwn(locks, file) ? locks[file] : undefined;
    if (locked !== undefined && locked !== digest) fail(chartDigestDiffers(file, digest, locked));
    return { path, digest, locked: locked !== undefined };
  }
}
