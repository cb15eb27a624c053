import type { KubernetesObject } from '../../../kubernetes/object';
import { compare, difference, type Box } from '../kernel/boxes';
import { sized } from '../kernel/sized';
import type { ObjectChange, SecurityChange, SecurityDirection } from '../security-change';
import { isBuiltIn } from './built-in';
import { meaningOf } from './dangers';
import { Effective, groupsOf, scoped, takersOf, type RbacState } from './effective';
import { Urls } from './urls';
import { readRbac, type Binding, type Role } from './roles';
import { permissionWords } from './words';

/** Groups that hold more accounts than their name says. */
const WIDE: ReadonlyMap<string, string> = new Map([
  ['Group system:authenticated', 'everybody who can log in, each service account included'],
  ['Group system:unauthenticated', 'everybody who reaches the API server, without a login'],
  ['User system:anonymous', 'everybody who reaches the API server, without a login'],
  ['Group system:serviceaccounts', 'all pods of the cluster'],
  ['Group system:masters', 'a group that may do everything whatever roles say'],
]);

/**
 * Compares what each account may do, by all roles and bindings together. A role that nobody has is said as such.
 *
 * @param changes roles and bindings, also those that stay as they are
 * @throws Unreadable when a field has the wrong type
 * @throws TooLarge when they name too many paths
 */
export function rbacChanges(changes: readonly ObjectChange[]): readonly SecurityChange[] {
  const [was, will] = [stateOf(changes.map(({ before }) => before)), stateOf(changes.map(({ after }) => after))];
  const roles = [...was.roles.values(), ...will.roles.values()];
  const byKey = new Map<string, Role[]>();
  for (const role of roles) {
    const versions = byKey.get(role.key);
    if (versions === undefined) byKey.set(role.key, [role]);
    else versions.push(role);
  }
  const known = new Set(byKey.keys());
  const urls = new Urls(roles.flatMap(({ rules }) => rules.flatMap((rule) => rule.urls)));
  const [before, after] = [new Effective(was, { known, urls }), new Effective(will, { known, urls })];
  const [had, has] = [before.accounts(), after.accounts()];
  const entry = (subject: string, direction: SecurityDirection, pieces: readonly Box[]): SecurityChange[] =>
    pieces.length === 0 ? [] : [changeOf(subject, direction, pieces, urls)];
  const accounts = [...new Set([...had.keys(), ...has.keys()])].flatMap((account) =>
    sized(account, () => [
      ...entry(account, 'broadened', difference(has.get(account) ?? [], withGroups(account, had))),
      ...entry(account, 'narrowed', difference(had.get(account) ?? [], withGroups(account, has))),
    ]),
  );
  const unbound = [...known].filter((key) => !before.reached.has(key) && !after.reached.has(key));
  const alone = unbound.flatMap((key) => {
    const versions = byKey.get(key) ?? [];
    const namespace = versions[0]?.namespace;
    const takers = [
      ...new Set(versions.flatMap((role) => (namespace === undefined ? takersOf(role.labels) : []))),
    ].sort();
    const requests = (side: Effective): readonly Box[] => scoped(side.requests(key), namespace);
    const changes = sized(key, () => {
      const { gained, lost } = compare(requests(before), requests(after));
      return [...entry(key, 'broadened', gained), ...entry(key, 'narrowed', lost)];
    });
    // Who has a role that is there already, nobody here can say: it matters as if somebody had it.
    const isThere = (was.roles.has(key) && will.roles.has(key)) || isBuiltIn(key);
    return changes.map((change) => withoutHolder(change, takers, isThere));
  });
  return [...accounts, ...alone];
}

function stateOf(objects: readonly (KubernetesObject | undefined)[]): RbacState {
  const roles = new Map<string, Role>();
  const bindings: Binding[] = [];
  for (const object of objects) {
    if (object === undefined) continue;
    const read = readRbac(object);
    if ('role' in read) roles.set(read.role.key, joined(roles.get(read.role.key), read.role));
    else bindings.push(read.binding);
  }
  return { roles, bindings };
}

/** A plan for several clusters may hold a role twice: then both count, in whatever order they come. */
function joined(known: Role | undefined, role: Role): Role {
  if (known === undefined) return role;
  const takes = known.takes === undefined ? role.takes : [...known.takes, ...(role.takes ?? [])];
  const labels = [...known.labels, ...role.labels].sort(([a, b], [c, d]) => (a + b < c + d ? -1 : 1));
  return { ...role, rules: [...known.rules, ...role.rules], takes, labels: new Map(labels) };
}

function withGroups(account: string, all: ReadonlyMap<string, readonly Box[]>): readonly Box[] {
  return [account, ...groupsOf(account)].flatMap((each) => all.get(each) ?? []);
}

function changeOf(subject: string, direction: SecurityDirection, pieces: readonly Box[], urls: Urls): SecurityChange {
  const { words, severity } = meaningOf(pieces);
  const wide =
    WIDE.get(subject) ?? (subject.startsWith('Group system:serviceaccounts:') ? 'all pods of a namespace' : '');
  return {
    direction,
    subject,
    what: words.length === 0 ? 'permissions' : `may ${words.join(', ')}`,
    detail: `${permissionWords(pieces, urls)}${wide === '' ? '' : ` (${wide})`}`,
    severity: wide === '' ? severity : 'high',
  };
}

/** Nobody is known to gain or lose anything by a role that comes or goes, so it is of less weight. */
function withoutHolder(change: SecurityChange, takers: readonly string[], isThere: boolean): SecurityChange {
  if (change.direction === 'changed') return change;
  const what = `${change.what}, for whoever is bound to it`;
  if (takers.length > 0)
    return { ...change, what, detail: `${change.detail}; so does whoever has ${takers.join(', ')}` };
  const detail = `${change.detail}; nothing in this plan binds it`;
  if (isThere) return { ...change, what, detail: `${detail}, others may` };
  return { ...change, what, detail, severity: change.severity === 'high' ? 'medium' : 'low' };
}
