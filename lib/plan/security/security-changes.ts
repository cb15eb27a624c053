import type { KubernetesObject } from '../../kubernetes/object';
import { anySubject, identityOf, subjectOf } from './kernel/objects';
import { sameJson } from './kernel/same';
import { tooLarge } from './kernel/sized';
import { TooLarge } from './kernel/too-large';
import { Unreadable } from './kernel/unreadable';
import { comparisonOf } from './kinds';
import { networkChanges } from './network/changes';
import { isPolicy, readPolicy } from './network/policy';
import { rbacChanges } from './rbac/changes';
import { isRbac, readRbac } from './rbac/roles';
import { sorted, type ObjectChange, type SecurityChange, type SecurityContext } from './security-change';

/**
 * Says how a change of one object changes what is allowed, by meaning: the same in other words is no change. It never
 * throws; what cannot be read is one `changed` entry. Swapping the two objects swaps `broadened` and `narrowed`.
 *
 * A role, a binding or a NetworkPolicy means something only together with others: give those as `context`, or use
 * `securityOf` for all changes of a plan.
 *
 * @param before the object as it is; `undefined` when it is created
 * @param after the object as it will be; `undefined` when it is deleted
 * @param context what stays as it is. @default - nothing else is known
 */
export function securityChanges(
  before: KubernetesObject | undefined,
  after: KubernetesObject | undefined,
  context: SecurityContext = {},
): readonly SecurityChange[] {
  if (attempt(() => sameJson(before, after), false)) return [];
  return reported({ before, after }, () => {
    if (before !== undefined && after !== undefined && !sameKind(before, after))
      return [...changesOf({ before }, context), ...changesOf({ after }, context)];
    return changesOf({ before, after }, context);
  });
}

function changesOf(change: ObjectChange, context: SecurityContext): readonly SecurityChange[] {
  const { before, after } = change;
  const object = after ?? before;
  if (object === undefined) return [];
  const others = (readable: (other: KubernetesObject) => boolean): readonly ObjectChange[] =>
    (context.others ?? [])
      .filter((other) => attempt(() => readable(other), false))
      .map((other) => ({ before: other, after: other }));
  if (isRbac(object)) return rbacChanges([change, ...others((other) => isRbac(other) && isRead(readRbac, other))]);
  if (isPolicy(object)) {
    const policies = others((other) => isPolicy(other) && isRead(readPolicy, other));
    const note = context.others === undefined ? '; counted without other policies of the namespace' : '';
    return networkChanges([change, ...policies], note);
  }
  const identity = identityOf(object);
  return comparisonOf(identity)?.({ subject: subjectOf(identity), before, after }) ?? [];
}

function sameKind(a: KubernetesObject, b: KubernetesObject): boolean {
  const [one, other] = [identityOf(a), identityOf(b)];
  return one.group === other.group && subjectOf(one) === subjectOf(other);
}

/**
 * Runs a comparison; whatever goes wrong in it becomes an entry, since a report with a hole is worse than a question.
 *
 * @param change what is compared
 * @param compare the comparison
 */
export function reported(change: ObjectChange, compare: () => readonly SecurityChange[]): readonly SecurityChange[] {
  try {
    return sorted(compare());
  } catch (error) {
    return [unreadable(change, error)];
  }
}

function unreadable({ before, after }: ObjectChange, error: unknown): SecurityChange {
  const subjects = [...new Set([before, after].filter((object) => object !== undefined).map(anySubject))].sort();
  const subject = subjects.join(', ');
  if (error instanceof TooLarge) return tooLarge(subject);
  // The message of an unknown error could quote a value.
  const at = error instanceof Unreadable ? error.at : 'unknown place';
  return {
    direction: 'changed',
    subject,
    what: 'cannot be read',
    detail: `at ${at}: read it yourself`,
    severity: 'high',
  };
}

/**
 * A result, or another one when it cannot be had.
 *
 * @param run gives the result
 * @param otherwise the other one
 */
export function attempt<Result>(run: () => Result, otherwise: Result): Result {
  try {
    return run();
  } catch {
    return otherwise;
  }
}

/**
 * Whether a reader takes an object.
 *
 * @param read throws when it does not
 * @param object anything
 */
export function isRead(read: (object: KubernetesObject) => unknown, object: KubernetesObject): boolean {
  return attempt(() => read(object) !== undefined, false);
}
