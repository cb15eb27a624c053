import { box, overlaps, side, type Box } from '../kernel/boxes';
import { ANY, setOf, type ValueSet } from '../kernel/value-set';
import type { SecuritySeverity } from '../security-change';
import { outsideSeverity, takenSeverity } from './built-in';
import { RBAC_GROUP } from './roles';

interface Danger {
  readonly words: string;
  readonly severity: SecuritySeverity;
  readonly requests: readonly Box[];
}

const ALL: readonly string[] = [];
const READ = ['get', 'list', 'watch'];
const WRITE = ['create', 'update', 'patch'];

/** Requests for one kind of resource; an empty list means all. */
function requests(verbs: readonly string[], group: string, resources: readonly string[], sub = ''): Box {
  const sides = (values: readonly string[]): ValueSet => (values.length === 0 ? ANY : setOf(values));
  return box([
    ['kind', setOf(['resource'])],
    ['verb', sides(verbs)],
    ['group', setOf([group])],
    ['resource', sides(resources)],
    ['subresource', setOf([sub])],
  ]);
}

/** Permissions that give more than they say; see the page on good practice for RBAC of the Kubernetes documentation. */
const DANGERS: readonly Danger[] = [
  { words: 'read Secrets', severity: 'high', requests: [requests(READ, '', ['secrets'])] },
  {
    words: 'give roles more than it has itself (escalate)',
    severity: 'high',
    requests: [requests(['escalate'], RBAC_GROUP, ['roles', 'clusterroles'])],
  },
  {
    words: 'bind roles that it does not have itself (bind)',
    severity: 'high',
    requests: [requests(['bind'], RBAC_GROUP, ['roles', 'clusterroles'])],
  },
  {
    words: 'act as somebody else (impersonate)',
    severity: 'high',
    requests: [
      requests(['impersonate'], '', ['users', 'groups', 'serviceaccounts']),
      box([
        ['kind', setOf(['resource'])],
        ['verb', setOf(['impersonate'])],
        ['group', setOf(['authentication.k8s.io'])],
      ]),
    ],
  },
  {
    words: 'run pods, with any service account and Secret of the namespace',
    severity: 'high',
    requests: [
      requests(WRITE, '', ['pods', 'replicationcontrollers']),
      requests(WRITE, 'apps', ['deployments', 'daemonsets', 'statefulsets', 'replicasets']),
      requests(WRITE, 'batch', ['jobs', 'cronjobs']),
    ],
  },
  {
    words: 'run commands in pods',
    severity: 'high',
    requests: ['exec', 'attach', 'ephemeralcontainers'].map((sub) => requests(ALL, '', ['pods'], sub)),
  },
  {
    words: 'make tokens of service accounts',
    severity: 'high',
    requests: [requests(['create'], '', ['serviceaccounts'], 'token')],
  },
  { words: 'reach the kubelet of nodes', severity: 'high', requests: [requests(ALL, '', ['nodes'], 'proxy')] },
  {
    words: 'change roles and bindings',
    severity: 'high',
    requests: [requests(WRITE, RBAC_GROUP, ['roles', 'clusterroles', 'rolebindings', 'clusterrolebindings'])],
  },
  {
    words: 'change admission',
    severity: 'high',
    requests: [requests([...WRITE, 'delete', 'deletecollection'], 'admissionregistration.k8s.io', ALL)],
  },
  {
    words: 'sign certificates',
    severity: 'high',
    requests: [
      requests(ALL, 'certificates.k8s.io', ['certificatesigningrequests'], 'approval'),
      requests(['approve', 'sign'], 'certificates.k8s.io', ['signers']),
    ],
  },
  { words: 'change Secrets', severity: 'medium', requests: [requests([...WRITE, 'delete'], '', ['secrets'])] },
  {
    words: 'change namespaces, and with their labels Pod Security',
    severity: 'medium',
    requests: [requests(WRITE, '', ['namespaces'])],
  },
  {
    words: 'change nodes and volumes',
    severity: 'medium',
    requests: [requests(WRITE, '', ['nodes', 'persistentvolumes'])],
  },
  {
    words: 'change network policies',
    severity: 'medium',
    requests: [requests([...WRITE, 'delete', 'deletecollection'], 'networking.k8s.io', ['networkpolicies'])],
  },
];

/** What permissions mean. */
export interface Meaning {
  /** In words; none when nothing stands out. */
  readonly words: readonly string[];
  /** The highest of all. */
  readonly severity: SecuritySeverity;
}

/**
 * Says what stands out in permissions.
 *
 * @param gained permissions that somebody gets or loses
 */
export function meaningOf(gained: readonly Box[]): Meaning {
  if (gained.some(isEverything)) return { words: ['do everything'], severity: 'high' };
  const found = DANGERS.filter((danger) => danger.requests.some((probe) => touches(gained, probe)));
  // A role outside of the plan holds what its name says, and nobody here knows more.
  const roles = [...new Set(gained.flatMap(outsideRoles))].sort();
  const taken = gained.filter(takesOthers);
  const severities = [
    ...found.map(({ severity }) => severity),
    ...roles.map(outsideSeverity),
    ...taken.map(takenSeverity),
  ];
  const words = [
    ...found.map((danger) => danger.words),
    ...roles.map((role) => `do all of ${role}`),
    ...(taken.length === 0 ? [] : ['do all of ClusterRoles that it selects outside of this plan']),
  ];
  return { words, severity: highest(severities) };
}

/**
 * The roles outside of the plan that permissions stand for: those of one scope are joined.
 *
 * @param permissions one piece
 */
export function outsideRoles(permissions: Box): readonly string[] {
  return kindsOf(permissions).filter((kind) => !RULED.has(kind));
}

/**
 * Whether permissions are those of roles that a role selects.
 *
 * @param permissions one piece
 */
export function takesOthers(permissions: Box): boolean {
  return kindsOf(permissions).includes(TAKEN);
}

/** Kind of the permissions of roles outside of the plan that an aggregated role may take. */
export const TAKEN = 'taken';
const RULED: ReadonlySet<string> = new Set(['resource', 'url', TAKEN]);

/** None where a piece is all but some kinds. */
function kindsOf(permissions: Box): readonly string[] {
  const kind = side(permissions, 'kind');
  return kind.but ? [] : kind.values;
}

function isEverything(permissions: Box): boolean {
  const open = ['verb', 'group', 'resource', 'subresource', 'name'].every((side) => permissions.get(side)?.but ?? true);
  return (
    open && (permissions.get('kind')?.values.includes('resource') ?? false) !== (permissions.get('kind')?.but ?? true)
  );
}

function touches(gained: readonly Box[], probe: Box): boolean {
  return gained.some((each) => overlaps(each, probe));
}

function highest(severities: readonly SecuritySeverity[]): SecuritySeverity {
  return severities.includes('high') ? 'high' : severities.includes('medium') ? 'medium' : 'low';
}
