import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import type { IConstruct } from 'constructs';
import { existingJournal } from '../constructs/core/journal';
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
  for (const construct of app.node.findAll()) {
    const artifacts = existingJournal(construct)?.artifacts ?? [];
    if (artifacts.length === 0) continue;
    const own = resolve(folder, artifactFolder(construct));
    for (const produce of artifacts)
      for (const [path, text] of produce()) {
        const file = resolve(own, path);
        if (!isInside(own, file) || !isInside(resolve(folder), own))
          fail(artifactOutside(placeOf(construct).path, path));
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, text);
      }
  }
}

function isInside(folder: string, file: string): boolean {
  const path = relative(folder, file);
  return path !== '' && path.split(sep)[0] !== '..' && !isAbsolute(path);
}
