import { openedObjects } from './helm';
import { listAt, type Json } from './json';
import type { ObjectPair } from './objects';
import { ownObject } from './open';
import type { Plan, PlannedChange } from './read-plan';

/** Kinds that mean something only together with those that stay as they are. */
const TOGETHER = /(Role|RoleBinding|NetworkPolicy|ReferenceGrant|Route)"?\s*[,\n]/;

/**
 * All Kubernetes objects of a plan that change, and those that stay and decide what the others mean.
 *
 * @param plan the plan
 */
export function objectsOf(plan: Plan): readonly ObjectPair[] {
  return plan.changes.flatMap((change) => {
    if (change.type !== 'helm_release') return change.action === 'forget' ? [] : ownObject(change);
    if (isIdle(change) && !mayMatter(change.after)) return [];
    return openedObjects(change).filter(({ action }) => action !== 'orphan');
  });
}

function isIdle({ action }: PlannedChange): boolean {
  return action === 'none' || action === 'move' || action === 'import';
}

/** Most releases carry none of these, and parsing takes long. */
function mayMatter(release: Json): boolean {
  return listAt(release, 'values').some((text) => typeof text === 'string' && TOGETHER.test(text));
}
