import { diff, NOTHING, type Field } from './diff';
import { diffObjects, openRelease, type ObjectChange, type Opened } from './helm';
import { member } from './json';
import { identityOf } from './objects';
import type { PlannedChange } from './read-plan';
import { objectOf } from './typed-objects';

/**
 * Opens a resource: a Helm release with the objects in its values, a resource of the `kubernetes` provider as the
 * object that it is, any other by its attributes.
 *
 * @param change a resource of a plan
 */
export function open(change: PlannedChange): Opened {
  if (change.type === 'helm_release') return openRelease(change);
  const objects = ownObject(change);
  const manifest = change.type === 'kubernetes_manifest' && objects.length > 0;
  return { fields: manifest ? manifestFields(change) : diff(change), objects, objectsUnknown: false };
}

/** Without `object`, which repeats the manifest as the server answered. */
function manifestFields(change: PlannedChange): readonly Field[] {
  const [before, after] = [objectOf(change.type, change.before), objectOf(change.type, change.after)];
  if (before !== undefined && after !== undefined) return diffObjects({ before, after });
  const side = (key: 'before' | 'after' | 'unknown') => member(change[key], 'manifest') ?? null;
  return diff({ ...NOTHING, before: side('before'), after: side('after'), unknown: side('unknown') });
}

function ownObject(change: PlannedChange): readonly ObjectChange[] {
  const [before, after] = [objectOf(change.type, change.before), objectOf(change.type, change.after)];
  const known = after ?? before;
  const { action } = change;
  if (known === undefined || action === 'move' || action === 'import' || action === 'read' || action === 'none')
    return [];
  const pair = { ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) };
  return [{ ...pair, object: identityOf(known), action: action === 'forget' ? 'orphan' : action, fields: [] }];
}
