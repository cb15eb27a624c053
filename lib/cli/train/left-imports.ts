import { adoptionPath, readAdoption, writeAdoption, type AdoptedResource } from '../../release/adoption';
import type { StageContent } from '../../release/content';

/**
 * Takes out of the list of imports of a stage what its new content does not have: the next synthesis would stop at it
 * (DH4161). What was imported by then is in the state, and the rest has nothing that it could become.
 *
 * @param folder folder of the locks
 * @param stage name of the stage
 * @param content what the stage consists of from now on
 * @returns what is no longer imported
 */
export function leaveImports(folder: string, stage: string, content: StageContent): readonly AdoptedResource[] {
  const imports = readAdoption(folder, stage)?.imports ?? [];
  const isThere = ({ stack, to }: AdoptedResource): boolean => content.stacks[stack]?.resources[to] !== undefined;
  const left = imports.filter((each) => !isThere(each));
  if (left.length > 0) writeAdoption(folder, stage, imports.filter(isThere));
  return left;
}

/**
 * What people should know of imports that were left.
 *
 * @param folder folder of the locks
 * @param stage name of the stage
 * @param left what is no longer imported
 */
export function printLeft(folder: string, stage: string, left: readonly AdoptedResource[]): string {
  if (left.length === 0) return '';
  const lines = left.map(({ stack, to, id }) => `  ${id} (${to} in ${stack})`);
  return `\n${stage}: '${adoptionPath(folder, stage)}' no longer imports what this release does not have:\n${lines.join('\n')}`;
}
