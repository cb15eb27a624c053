import type { KubernetesObject } from '../../kubernetes/object';
import { checkReferences, effectiveReferences, ROUTES } from './exposure/routes';
import { grantChanges } from './kernel/grants';
import { identityOf } from './kernel/objects';
import { tooLarge } from './kernel/sized';
import { networkChanges } from './network/changes';
import { isPolicy, readPolicy } from './network/policy';
import { rbacChanges } from './rbac/changes';
import { isRbac, readRbac } from './rbac/roles';
import { attempt, isRead, securityChanges } from './security-changes';
import { sorted, type ObjectChange, type SecurityChange } from './security-change';

/**
 * What the changes of a plan mean together: the permissions of each account by all roles and bindings, the traffic of
 * each namespace by all its policies, and routes to other namespaces that a grant lets take effect. Give also what
 * stays as it is, with the same object on both sides: a default deny that stays decides what a new policy means.
 *
 * @param changes all objects of the plan
 * @param note added to the particulars of traffic, e.g. what was not known. @default ''
 */
export function securityOf(changes: readonly ObjectChange[], note = ''): readonly SecurityChange[] {
  return sorted(meaningOf(changes, partsOf(changes), note));
}

/**
 * The whole security table of a plan: each object by itself, and roles, bindings and policies together.
 *
 * @param changes all objects of the plan, also those that stay as they are
 * @param note added to the particulars of traffic, e.g. what was not known. @default ''
 */
export function securityTable(changes: readonly ObjectChange[], note = ''): readonly SecurityChange[] {
  const parts = partsOf(changes);
  return sorted([
    ...parts.single.flatMap(({ before, after }) => securityChanges(before, after)),
    ...meaningOf(changes, parts, note),
  ]);
}

/** Changes by what they mean something together with; one that becomes another kind may be in two. */
interface Parts {
  readonly roles: readonly ObjectChange[];
  readonly policies: readonly ObjectChange[];
  readonly single: readonly ObjectChange[];
}

function partsOf(changes: readonly ObjectChange[]): Parts {
  const parts: Record<keyof Parts, ObjectChange[]> = { roles: [], policies: [], single: [] };
  for (const change of changes) {
    const [isRole, isRule] = [concerns(change, isRbac), concerns(change, isPolicy)];
    if (isRole) parts.roles.push(change);
    if (isRule) parts.policies.push(change);
    if (!isRole && !isRule) parts.single.push(change);
  }
  return parts;
}

function concerns({ before, after }: ObjectChange, is: (object: KubernetesObject) => boolean): boolean {
  return [before, after].some((object) => object !== undefined && attempt(() => is(object), false));
}

function meaningOf(changes: readonly ObjectChange[], parts: Parts, note: string): readonly SecurityChange[] {
  const roles = together(parts.roles, isRbac, readRbac);
  const policies = together(parts.policies, isPolicy, readPolicy);
  return [
    ...roles.unread,
    ...policies.unread,
    ...guarded('roles of the plan', () => rbacChanges(roles.read)),
    ...guarded('network policies of the plan', () => networkChanges(policies.read, note)),
    ...guarded('routes of the plan', () => references(changes)),
  ];
}

/** A report with a hole is worse than a question. */
function guarded(subject: string, compare: () => readonly SecurityChange[]): readonly SecurityChange[] {
  return attempt(compare, [tooLarge(subject)]);
}

interface Together {
  readonly read: readonly ObjectChange[];
  readonly unread: readonly SecurityChange[];
}

/** One object that cannot be read does not hide what the others mean. */
function together(
  concerned: readonly ObjectChange[],
  is: (object: KubernetesObject) => boolean,
  read: (object: KubernetesObject) => unknown,
): Together {
  const readable = ({ before, after }: ObjectChange): boolean =>
    [before, after].every(
      (object) => object === undefined || (isRead(read, object) && attempt(() => is(object), false)),
    );
  const parts: Record<'read' | 'unread', ObjectChange[]> = { read: [], unread: [] };
  for (const change of concerned) parts[readable(change) ? 'read' : 'unread'].push(change);
  return { read: parts.read, unread: parts.unread.flatMap(({ before, after }) => securityChanges(before, after)) };
}

const GATEWAY_API = 'gateway.networking.k8s.io';

function references(changes: readonly ObjectChange[]): readonly SecurityChange[] {
  const isRoute = (object: KubernetesObject): boolean =>
    attempt(() => ROUTES.includes(object.kind) && identityOf(object).group === GATEWAY_API, false);
  const isGrant = (object: KubernetesObject): boolean =>
    attempt(() => object.kind === 'ReferenceGrant' && identityOf(object).group === GATEWAY_API, false);
  const at = (objects: readonly (KubernetesObject | undefined)[]): Parameters<typeof effectiveReferences> => {
    const present = objects.filter((object) => object !== undefined);
    // Those that cannot be read are reported by themselves.
    const readable = (object: KubernetesObject): boolean => isRead(checkReferences, object);
    return [present.filter(isRoute).filter(readable), present.filter(isGrant).filter(readable)];
  };
  const [before, after] = [at(changes.map((change) => change.before)), at(changes.map((change) => change.after))];
  const subject = 'routes of the plan';
  return grantChanges({ subject, before, after }, (side) => effectiveReferences(...side));
}
