import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import type { IConstruct } from 'constructs';
import { existingJournal, type SharedFiles } from '../constructs/core/journal';
import { placeOf } from '../constructs/core/place';
import { artifactFolder } from '../constructs/core/working-directory';
import { fail } from '../lib/errors/datahall-error';
import { artifactOutside } from '../lib/errors/devices';

/**
 * Writes the files that constructs have for people and for other tools.
 *
 * @param folder output folder
 * @param app the app
 * @throws DH3870 when a path leaves the folder of its construct; nothing is written there
 */
export function writeArtifacts(folder: string, app: IConstruct): void {
  const shared = new Map<SharedFiles<object>, object[]>();
  for (const construct of app.node.findAll()) {
    const { artifacts = [], parts = [] } = existingJournal(construct) ?? {};
    const { path } = placeOf(construct);
    for (const produce of artifacts) write(folder, artifactFolder(construct), produce(), path);
    for (const { files, produce } of parts) shared.set(files, [...(shared.get(files) ?? []), produce()]);
  }
  for (const [files, parts] of shared)
    write(folder, join('artifacts', files.folder), files.combine(parts), files.folder);
}

function write(folder: string, place: string, files: ReadonlyMap<string, string>, from: string): void {
  const own = resolve(folder, place);
  for (const [path, text] of files) {
    const file = resolve(own, path);
    if (!isInside(own, file) || !isInside(resolve(folder), own)) fail(artifactOutside(from, path));
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}

function isInside(folder: string, file: string): boolean {
  const path = relative(folder, file);
  return path !== '' && path.split(sep)[0] !== '..' && !isAbsolute(path);
}
