import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A chart that is its files; `Chart.yaml` comes by itself. */
export interface ArchivedChart {
  readonly name: string;
  readonly version: string;
  readonly files: Readonly<Record<string, string>>;
}

/** Writes the archive of a chart into a folder, named as `datahall charts pull` names it. */
export function writeArchive(folder: string, { name, version, files }: ArchivedChart): string {
  const sources = mkdtempSync(join(folder, '.sources-'));
  const all = { 'Chart.yaml': `{apiVersion: v2, name: ${name}, version: ${version}}`, ...files };
  for (const [path, text] of Object.entries(all)) {
    mkdirSync(dirname(join(sources, name, path)), { recursive: true });
    writeFileSync(join(sources, name, path), text);
  }
  const file = join(folder, `${name}-${version}.tgz`);
  execFileSync('tar', ['-czf', file, '-C', sources, name]);
  rmSync(sources, { recursive: true });
  return file;
}
