import { diff, NOTHING, type Field } from './diff';
import { diffObjects, openRelease, type ObjectChange, type Opened } from './helm';
import { member } from './json';
import { NONE } from './none';
import { identityOf, type ObjectPair } from './objects';
import type { PlannedChange } from './read-plan';
import { objectOf } from './typed-objects';

const SERVERS = new Set(['resource_version', 'generation', 'uid']);

/**
 * Opens a resource: a Helm release with the objects in its values, a resource of the `kubernetes` provider as the
 * object that it is, any other by its attributes.
 *
 * @param change a resource of a plan
 */
export function open(change: PlannedChange): Opened {
  return change.type === 'helm_release' ? openRelease(change) : new OpenedResource(change);
}

/** What nobody asks for is not compared: the values of what is deleted, for one. */
class OpenedResource implements Opened {
  public readonly objectsUnknown = false;
  private compared?: readonly Field[];
  private own?: readonly ObjectChange[];

  public constructor(private readonly change: PlannedChange) {}

  public get fields(): readonly Field[] {
    return (this.compared ??= fieldsOf(this.change));
  }

  public get objects(): readonly ObjectChange[] {
    return (this.own ??= objectsOf(this.change));
  }
}

/** Few resources of other programs are an object. */
function objectsOf(change: PlannedChange): readonly ObjectChange[] {
  return isTyped(change.type) ? ownObject(change).flatMap((pair) => objectChange(change, pair)) : NONE;
}

function isTyped(type: string): boolean {
  return type.startsWith('kubernetes_');
}

function fieldsOf(change: PlannedChange): readonly Field[] {
  const manifest = change.type === 'kubernetes_manifest' && ownObject(change).length > 0;
  return (manifest ? manifestFields(change) : diff(change)).filter((field) => !isServers(change.type, field));
}

/** What the server counts up, and what the provider makes of the name. */
function isServers(type: string, { path }: Field): boolean {
  const last = path.at(-1);
  if (path.length === 1 && path[0] === 'id') return true;
  return isTyped(type) && path[0] === 'metadata' && typeof last === 'string' && SERVERS.has(last);
}

/** Without `object`, which repeats the manifest as the server answered. */
function manifestFields(change: PlannedChange): readonly Field[] {
  const [before, after] = [change.before, change.after].map((side) => objectOf(change.type, side, true));
  if (before !== undefined && after !== undefined) return diffObjects({ before, after });
  const side = (key: 'before' | 'after' | 'unknown') => member(change[key], 'manifest') ?? null;
  return diff({ ...NOTHING, before: side('before'), after: side('after'), unknown: side('unknown') });
}

/**
 * The Kubernetes object that a resource is, before and after.
 *
 * @param change a resource of a plan
 * @param whole whether all of it is wanted. @default - who it is
 * @returns nothing, or one
 */
export function ownObject({ type, before, after }: PlannedChange, whole = false): readonly ObjectPair[] {
  const [old, current] = [objectOf(type, before, whole), objectOf(type, after, whole)];
  return old === undefined && current === undefined ? [] : [{ before: old, after: current }];
}

function objectChange({ action }: PlannedChange, pair: ObjectPair): readonly ObjectChange[] {
  const known = pair.after ?? pair.before;
  if (known === undefined || action === 'move' || action === 'import' || action === 'read' || action === 'none')
    return [];
  const { before, after } = pair;
  return [{ before, after, object: identityOf(known), action: action === 'forget' ? 'orphan' : action, fields: [] }];
}
