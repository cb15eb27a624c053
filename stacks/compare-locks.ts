import { contentDiffers } from '../lib/errors/release';
import { joinFindings, type Finding } from '../lib/model/finding';
import type { Model } from '../lib/model/model';
import { differingStacks, type StageContent } from '../lib/release/content';
import { STAGE, TRAIN } from '../lib/release/facts';
import { readLock } from '../lib/release/lock-files';
import { isProposing } from '../lib/release/proposal';

/**
 * Compares what stages consist of with what their locks say: a change of the program, of its site or of this library is
 * then seen where it takes effect, and reviewed with the lock.
 *
 * @param model facts of the program
 * @param contents what each stage consists of
 */
export function compareLocks(model: Model, contents: ReadonlyMap<string, StageContent>): readonly Finding[] {
  const folders = new Map(model.all(TRAIN).map(({ name, locks }) => [name, locks]));
  const different = model.all(STAGE).flatMap((stage) => {
    const content = contents.get(stage.name);
    if (!stage.locked || content === undefined || isProposing()) return [];
    const lock = readLock(folders.get(stage.train) ?? '', stage.name);
    if (lock === undefined || lock.content.digest === content.digest) return [];
    const problem = contentDiffers(differingStacks(content, lock.content), content.library, lock.content.library);
    return [{ problem, severity: 'warning', path: stage.path, stage: stage.stage, acknowledgeable: false } as const];
  });
  return joinFindings(different, () => undefined);
}
