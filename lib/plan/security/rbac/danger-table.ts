import { box, type Box } from '../kernel/boxes';
import { allBut, ANY, setOf, type ValueSet } from '../kernel/value-set';
import type { SecuritySeverity } from '../security-change';
import { RBAC_GROUP } from './roles';

/** Something that stands out in permissions. */
export interface Danger {
  /** In words, after `may`. */
  readonly words: string;
  /** High where it leads to the rights of others, or to a loss of data. */
  readonly severity: SecuritySeverity;
  /** Any of these requests is enough. */
  readonly requests: readonly Box[];
  /** Whether it stands out only where neither namespace nor names limit it. @default false */
  readonly clusterWide?: boolean;
}

const ALL: readonly string[] = [];
const READ = ['get', 'list', 'watch'];
const WRITE = ['create', 'update', 'patch'];
const DELETE = ['delete', 'deletecollection'];

/** Custom resources with templates of pods, by API group: whoever makes them runs pods as well. */
const POD_MAKERS: Readonly<Record<string, readonly string[]>> = {
  'argoproj.io': ['workflows', 'cronworkflows', 'workflowtemplates', 'clusterworkflowtemplates', 'rollouts'],
  'jobset.x-k8s.io': ['jobsets'],
  'kubeflow.org': ['mpijobs', 'notebooks', 'paddlejobs', 'pytorchjobs', 'tfjobs', 'xgboostjobs'],
  'leaderworkerset.x-k8s.io': ['leaderworkersets'],
  'ray.io': ['rayclusters', 'rayjobs', 'rayservices'],
  'serving.kserve.io': ['inferenceservices', 'clusterservingruntimes', 'servingruntimes'],
  'trainer.kubeflow.org': ['trainjobs', 'trainingruntimes', 'clustertrainingruntimes'],
};

/** Custom resources that a controller with wide rights makes objects of any kind from, by API group. */
const APPLIERS: Readonly<Record<string, readonly string[]>> = {
  'argoproj.io': ['applications', 'applicationsets', 'appprojects'],
  'helm.cattle.io': ['helmcharts', 'helmchartconfigs'],
  'helm.toolkit.fluxcd.io': ['helmreleases'],
  'kustomize.toolkit.fluxcd.io': ['kustomizations'],
};

/** Constraints of OpenShift that allow nothing of the node. */
const STRICT_CONSTRAINTS = ['nonroot', 'nonroot-v2', 'restricted', 'restricted-v2'];

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

function writesOf(kinds: Readonly<Record<string, readonly string[]>>): readonly Box[] {
  return Object.entries(kinds).map(([group, resources]) => requests(WRITE, group, resources));
}

/** Permissions that give more than they say; see the page on good practice for RBAC of the Kubernetes documentation. */
export const DANGERS: readonly Danger[] = [
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
      ...writesOf(POD_MAKERS),
    ],
  },
  {
    words: 'have objects of any kind made by Flux, Argo CD or the like, with their rights',
    severity: 'high',
    requests: writesOf(APPLIERS),
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
    requests: [requests([...WRITE, ...DELETE], 'admissionregistration.k8s.io', ALL)],
  },
  {
    words: 'sign certificates',
    severity: 'high',
    requests: [
      requests(ALL, 'certificates.k8s.io', ['certificatesigningrequests'], 'approval'),
      requests(['approve', 'sign'], 'certificates.k8s.io', ['signers']),
    ],
  },
  {
    words: 'decide who answers for APIs (APIService)',
    severity: 'high',
    requests: [requests([...WRITE, ...DELETE], 'apiregistration.k8s.io', ['apiservices'])],
  },
  {
    words: 'change or delete definitions of kinds (CRD), and with them their objects',
    severity: 'high',
    requests: [requests(['update', 'patch', ...DELETE], 'apiextensions.k8s.io', ['customresourcedefinitions'])],
  },
  {
    words: 'delete namespaces or volumes, with their data',
    severity: 'high',
    requests: [requests(DELETE, '', ['namespaces', 'persistentvolumeclaims', 'persistentvolumes'])],
  },
  {
    words: 'run pods with the rights of their node (SecurityContextConstraints)',
    severity: 'high',
    requests: [
      box([
        ...requests(['use'], 'security.openshift.io', ['securitycontextconstraints']),
        ['name', allBut(STRICT_CONSTRAINTS)],
      ]),
      requests(WRITE, 'security.openshift.io', ['securitycontextconstraints']),
    ],
  },
  {
    words: 'reach pods and Services by the API server, past network policies',
    severity: 'medium',
    requests: [
      requests(ALL, '', ['pods', 'services'], 'proxy'),
      requests(['get', 'create'], '', ['pods'], 'portforward'),
    ],
  },
  {
    words: 'send the traffic of Services elsewhere',
    severity: 'medium',
    requests: [requests(WRITE, '', ['endpoints']), requests(WRITE, 'discovery.k8s.io', ['endpointslices'])],
  },
  {
    words: 'change ConfigMaps of all namespaces',
    severity: 'medium',
    requests: [requests([...WRITE, ...DELETE], '', ['configmaps'])],
    clusterWide: true,
  },
  { words: 'delete nodes', severity: 'medium', requests: [requests(DELETE, '', ['nodes'])] },
  { words: 'change Secrets', severity: 'medium', requests: [requests([...WRITE, ...DELETE], '', ['secrets'])] },
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
    requests: [requests([...WRITE, ...DELETE], 'networking.k8s.io', ['networkpolicies'])],
  },
];
