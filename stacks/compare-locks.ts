import {
  contentDiffers,
  contextRenamed,
  lockOfNoStage,
  namespaceLeavesFirst,
  serversGivenUp,
  virtualIpsMoved,
} from '../lib/errors/release';
import { joinFindings, type Finding, type LocatedProblem } from '../lib/model/finding';
import type { Model } from '../lib/model/model';
import { differingStacks, type StageContent } from '../lib/release/content';
import { STAGE, TRAIN } from '../lib/release/facts';
import { leavingNamespaces } from '../lib/release/leaving-namespaces';
import { lockedStages, lockPath, readLock } from '../lib/release/lock-files';
import { isProposing } from '../lib/release/proposal';
import { shareMoves } from '../lib/release/share-moves';

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
    if (lock === undefined) return [];
    const context = stage.contexts.find(({ role }) => role === 'workload')?.name ?? '';
    const leaving = leavingNamespaces(lock.content, content);
    const { share } = content;
    const moves =
      lock.content.share === undefined || share === undefined
        ? undefined
        : shareMoves(lock.content.share, share, contents);
    const problems = [
      ...(lock.content.digest === content.digest
        ? []
        : [contentDiffers(differingStacks(content, lock.content), content.library, lock.content.library)]),
      ...(lock.cluster.uid === null || lock.cluster.context === context
        ? []
        : [contextRenamed(stage.name, context, lock.cluster.context)]),
      ...(moves === undefined || moves.given.length === 0 ? [] : [serversGivenUp(moves.given, moves.taken)]),
      ...(moves?.readdressed === true
        ? [virtualIpsMoved(share?.virtualIps ?? '', lock.content.share?.virtualIps ?? '')]
        : []),
      ...(leaving === undefined ? [] : [namespaceLeavesFirst(leaving.namespaces, leaving.releases)]),
    ];
    return problems.map((problem) => {
      return { problem, severity: 'warning', path: stage.path, stage: stage.stage, acknowledgeable: false } as const;
    });
  });
  return joinFindings([...different, ...abandoned(model)], () => undefined);
}

/** A stage that was renamed is a new one: the lock of the old one is all that tells of what it left. */
function abandoned(model: Model): readonly LocatedProblem[] {
  if (isProposing()) return [];
  const stages = model.all(STAGE).map(({ name }) => name);
  const folders = new Map(model.all(TRAIN).map((train) => [train.locks, train] as const));
  return [...folders].flatMap(([folder, { path, stage }]) =>
    lockedStages(folder)
      .filter((name) => !stages.includes(name))
      .map((name) => {
        const problem = lockOfNoStage(lockPath(folder, name), stages);
        return { problem, severity: 'warning', path, stage, acknowledgeable: false } as const;
      }),
  );
}
