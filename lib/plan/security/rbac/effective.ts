import { box, overlap, type Box } from '../kernel/boxes';
import { selects } from '../kernel/labels';
import { allBut, setOf } from '../kernel/value-set';
import { TAKEN } from './dangers';
import { ROLE_LABEL, type Binding, type Role } from './roles';
import type { Urls } from './urls';
import { requestsOf } from './requests';

/** All roles and bindings at one time. */
export interface RbacState {
  /** Roles by key. */
  readonly roles: ReadonlyMap<string, Role>;
  /** Bindings. */
  readonly bindings: readonly Binding[];
}

/** What is the same before and after. */
export interface RbacGround {
  /** Keys of all roles of the plan; a role that is none of them exists without it. */
  readonly known: ReadonlySet<string>;
  /** Paths of all rules. */
  readonly urls: Urls;
}

/** Built-in roles that take the rules of labelled ones; `edit` carries the label of `admin`, `view` that of `edit`. */
const BUILT_IN: ReadonlyMap<string, readonly string[]> = new Map([
  ['ClusterRole view', ['view']],
  ['ClusterRole edit', ['edit', 'view']],
  ['ClusterRole admin', ['admin', 'edit', 'view']],
]);
const AGGREGATE_LABEL = 'rbac.authorization.k8s.io/aggregate-to-';

/**
 * The built-in roles that take the rules of a ClusterRole.
 *
 * @param labels of the ClusterRole
 */
export function takersOf(labels: ReadonlyMap<string, string>): readonly string[] {
  if (labels.size === 0) return [];
  const given = ([, names]: readonly [string, readonly string[]]): boolean =>
    names.some((name) => labels.get(`${AGGREGATE_LABEL}${name}`) === 'true');
  return [...BUILT_IN].filter(given).map(([key]) => key);
}

/** Computes what roles allow, and to whom. */
export class Effective {
  /** Keys of the roles that somebody has, also those that they have by another role. */
  public readonly reached = new Set<string>();

  /**
   * @param state roles and bindings
   * @param ground what the other side knows too
   */
  public constructor(
    private readonly state: RbacState,
    private readonly ground: RbacGround,
  ) {}

  /** What each account may do by bindings that name it. */
  public accounts(): ReadonlyMap<string, readonly Box[]> {
    const result = new Map<string, Box[]>();
    for (const { role, namespace, accounts } of this.state.bindings) {
      const seen = new Set<string>();
      const allowed = scoped(this.requests(role, seen), namespace);
      for (const account of accounts) {
        const own = result.get(account) ?? [];
        if (own.length === 0) result.set(account, own);
        for (const each of allowed) own.push(each);
        for (const key of seen) this.reached.add(key);
      }
    }
    return result;
  }

  /**
   * What a role allows where it is bound to all namespaces.
   *
   * @param key which role
   * @param seen gets the keys of all roles that it is made of
   */
  public requests(key: string, seen: Set<string> = new Set()): readonly Box[] {
    if (seen.has(key)) return [];
    seen.add(key);
    const role = this.state.roles.get(key);
    if (role === undefined) return this.ground.known.has(key) ? [] : this.outside(key, seen);
    if (role.takes === undefined) return role.rules.flatMap((rule) => requestsOf(rule, this.ground.urls));
    const { takes } = role;
    const inside = this.taken((labels) => takes.some((selector) => selects(selector, ROLE_LABEL, labels)), seen);
    // It takes what it selects outside of the plan as well.
    return [...inside, ...takes.map((selector) => box([...selector, ['kind', setOf([TAKEN])]]))];
  }

  /** A role that is there without the plan: its name stands for what it allows. */
  private outside(key: string, seen: Set<string>): readonly Box[] {
    if (key === 'ClusterRole cluster-admin') return [box([])];
    const added = this.taken((labels) => takersOf(labels).includes(key), seen);
    return [box([['kind', setOf([key])]]), ...added];
  }

  private taken(wanted: (labels: ReadonlyMap<string, string>) => boolean, seen: Set<string>): readonly Box[] {
    const roles = [...this.state.roles.values()].filter((role) => role.namespace === undefined && wanted(role.labels));
    return roles.flatMap((role) => this.requests(role.key, seen));
  }
}

/**
 * What a role allows where it is bound: a RoleBinding gives no paths and nothing outside of its namespace.
 *
 * @param requests of the role
 * @param namespace of the binding; `undefined` for a ClusterRoleBinding
 */
export function scoped(requests: readonly Box[], namespace: string | undefined): readonly Box[] {
  if (namespace === undefined) return requests;
  const limits = box([
    ['namespace', setOf([namespace])],
    ['kind', allBut(['url'])],
  ]);
  return requests.flatMap((request) => overlap(request, limits) ?? []);
}

/**
 * Groups that an account is in by what it is.
 *
 * @param account e.g. `ServiceAccount team-a/runner`
 */
export function groupsOf(account: string): readonly string[] {
  const namespace = /^ServiceAccount ([^/]*)\//.exec(account)?.[1];
  if (namespace !== undefined)
    return ['Group system:authenticated', 'Group system:serviceaccounts', `Group system:serviceaccounts:${namespace}`];
  if (account === 'User system:anonymous') return ['Group system:unauthenticated'];
  const own = ['Group system:authenticated', 'Group system:unauthenticated'];
  return own.includes(account) ? [] : ['Group system:authenticated'];
}
