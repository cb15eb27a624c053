import type { KubernetesObject } from '../kubernetes/object';
import { carriedObjects } from './helm';
import { listAt, type Json } from './json';
import type { ObjectPair } from './objects';
import { ownObject } from './open';
import { inNamespaceOf } from './release-namespace';
import type { Plan, PlannedChange } from './read-plan';
import { typedKind, type TypedKind } from './typed-objects';
import { undecidedFields } from './undecided';
import { isMarked } from './values';
import { identityOf } from './security/kernel/objects';
import { comparisonOf } from './security/kinds';

/** Resources of such kinds. */
const TYPES = /role|network_policy|manifest/;

/** Kinds that mean something only together with those that stay as they are. */
const TOGETHER = /(Role|RoleBinding|NetworkPolicy|ReferenceGrant|Route)$/;

/** Their names in the text of values. */
const TEXT = /(Role|RoleBinding|NetworkPolicy|ReferenceGrant|Route)["']?\s*([,}\n]|$)/;

/**
 * The Kubernetes objects of a plan that mean something for security: those that change, and those that stay and decide
 * what the others mean.
 *
 * @param plan the plan
 */
export function objectsOf(plan: Plan): readonly ObjectPair[] {
  const matters = interest();
  return plan.changes.flatMap((change) => {
    const idle = isIdle(change);
    if (change.type === 'helm_release') {
      if (idle && !mayMatter(change.after)) return [];
      const concerned = carriedObjects(change).filter(({ action, before, after }) => {
        if (action === 'none') return isJoint(after);
        return action !== 'orphan' && (matters(before) || matters(after));
      });
      return concerned.map(({ before, after }) => ({
        ...(before === undefined ? {} : { before: inNamespaceOf(change.before, before) }),
        ...(after === undefined ? {} : { after: inNamespaceOf(change.after, after) }),
      }));
    }
    if (change.action === 'forget' || (idle && !TYPES.test(change.type))) return [];
    const kind = typedKind(change.type);
    if (kind !== undefined && !matters(kind)) return [];
    const own = withUndecided(change, ownObject(change, true));
    if (own.some(({ undecided }) => undecided !== undefined)) return own;
    return kind !== undefined || own.some(({ before, after }) => matters(before) || matters(after)) ? own : [];
  });
}

/** What only the apply tells must not count as if it were not there. */
function withUndecided(change: PlannedChange, own: readonly ObjectPair[]): readonly ObjectPair[] {
  if (!change.type.startsWith('kubernetes_') || !isMarked(change.unknown)) return own;
  const [pair = {}] = own;
  const undecided = undecidedFields(change, pair.after ?? pair.before);
  if (undecided.length === 0) return own;
  // Of a manifest that nobody knows yet, only the address tells which one it is.
  const known = pair.after ?? pair.before ?? { apiVersion: '?', kind: change.type, metadata: { name: change.address } };
  return [{ ...pair, after: known, undecided }];
}

/**
 * Tells whether an object means something only together with others, which may be those of other stacks.
 *
 * @param object an object
 */
export function isJoint(object: KubernetesObject | undefined): boolean {
  return object !== undefined && TOGETHER.test(object.kind);
}

/** Tells whether a kind means something: each is asked for once, as a plan may have very many objects. */
function interest(): (object: TypedKind | undefined) => boolean {
  const known = new Map<string, boolean>();
  return (object) => {
    if (object === undefined) return false;
    const { apiVersion, kind } = object;
    const key = `${apiVersion}/${kind}`;
    const answer = known.get(key) ?? (TOGETHER.test(kind) || hasMeaning(object));
    known.set(key, answer);
    return answer;
  };
}

/** Only the kind says it, so an object that cannot be read is for the table to tell. */
function hasMeaning({ apiVersion, kind }: TypedKind): boolean {
  return comparisonOf(identityOf({ apiVersion, kind, metadata: { name: '?' } })) !== undefined;
}

function isIdle({ action }: PlannedChange): boolean {
  return action === 'none' || action === 'move' || action === 'import';
}

/** Most releases carry none of these, and parsing takes long. */
function mayMatter(release: Json): boolean {
  return listAt(release, 'values').some((text) => typeof text === 'string' && TEXT.test(text));
}
