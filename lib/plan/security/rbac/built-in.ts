import { selects } from '../kernel/labels';
import type { Box } from '../kernel/boxes';
import type { SecuritySeverity } from '../security-change';
import { ROLE_LABEL } from './roles';

/**
 * Roles of every cluster that give no more than reading what is no secret; from the bootstrap policy of Kubernetes
 * (`plugin/pkg/auth/authorizer/rbac/bootstrappolicy`). Its other roles, such as `system:node`,
 * `system:kube-controller-manager` and those of controllers, lead to the rights of others.
 */
const HARMLESS: ReadonlyMap<string, SecuritySeverity> = new Map<string, SecuritySeverity>([
  ['ClusterRole view', 'medium'],
  ['ClusterRole system:aggregate-to-view', 'medium'],
  ['ClusterRole system:auth-delegator', 'medium'],
  ['ClusterRole system:basic-user', 'low'],
  ['ClusterRole system:discovery', 'low'],
  ['ClusterRole system:heapster', 'low'],
  ['ClusterRole system:kube-aggregator', 'low'],
  ['ClusterRole system:kube-dns', 'low'],
  ['ClusterRole system:monitoring', 'low'],
  ['ClusterRole system:public-info-viewer', 'low'],
  ['ClusterRole system:service-account-issuer-discovery', 'low'],
  ['Role kube-system/extension-apiserver-authentication-reader', 'low'],
  ['Role kube-system/system::leader-locking-kube-controller-manager', 'low'],
  ['Role kube-system/system::leader-locking-kube-scheduler', 'low'],
]);

/**
 * How much a role matters that exists without the plan. Of one that no cluster has by itself nobody knows what it
 * allows, so it matters as the worst would.
 *
 * @param key of the role
 */
export function outsideSeverity(key: string): SecuritySeverity {
  return HARMLESS.get(key) ?? 'high';
}

const PUBLIC = ['cluster-admin', 'admin', 'edit', 'view'];

/**
 * Whether each cluster has a role by itself, so that a plan which creates it changes one that is bound already.
 *
 * @param key of the role
 */
export function isBuiltIn(key: string): boolean {
  const name = key.slice(key.search(/[ /][^/]*$/) + 1);
  return name.startsWith('system:') || (key.startsWith('ClusterRole ') && PUBLIC.includes(name)) || HARMLESS.has(key);
}

const BOOTSTRAP = ['kubernetes.io/bootstrapping', 'rbac-defaults'] as const;
const AGGREGATE = 'rbac.authorization.k8s.io/aggregate-to-';

/** Labels of the built-in roles that a selector may take, `cluster-admin` and all of controllers first. */
const LABELLED: readonly (readonly [ReadonlyMap<string, string>, SecuritySeverity])[] = [
  [new Map([BOOTSTRAP]), 'high'],
  [new Map([BOOTSTRAP, [`${AGGREGATE}admin`, 'true']]), 'high'],
  [new Map([BOOTSTRAP, [`${AGGREGATE}edit`, 'true']]), 'high'],
  [new Map([BOOTSTRAP, [`${AGGREGATE}view`, 'true']]), 'medium'],
];

/** Keys of labels that are made for aggregation: no role has one by chance. */
const OF_AGGREGATION = /^rbac\.|\/aggregate-to-/;

/**
 * How much it matters that a role takes the rules of others, which are outside of the plan. Where the selector takes
 * no built-in role, it names a label. One that is made for aggregation is on roles that were made to be taken; any
 * other one may be on the most powerful role of a chart.
 *
 * @param selected roles by their labels
 */
export function takenSeverity(selected: Box): SecuritySeverity {
  const labels = new Map([...selected].filter(([dimension]) => dimension.startsWith(ROLE_LABEL)));
  const taken = LABELLED.filter(([each]) => selects(labels, ROLE_LABEL, each)).map(([, severity]) => severity);
  if (taken.length > 0) return taken.includes('high') ? 'high' : 'medium';
  const named = [...labels].filter(([, values]) => !values.but);
  return named.some(([key]) => OF_AGGREGATION.test(key.slice(ROLE_LABEL.length))) ? 'medium' : 'high';
}
