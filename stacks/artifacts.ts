import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { IConstruct } from 'constructs';
import { existingJournal } from '../constructs/core/journal';
import { artifactFolder } from '../constructs/core/working-directory';

/**
 * Writes the files that constructs have for people and for other tools.
 *
 * @param folder output folder
 * @param app the app
 */
export function writeArtifacts(folder: string, app: IConstruct): void {
  for (const construct of app.node.findAll())
    for (const produce of existingJournal(construct)?.artifacts ?? [])
      for (const [path, text] of produce()) {
        const file = join(folder, artifactFolder(construct), path);
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(file, text);
      }
}
