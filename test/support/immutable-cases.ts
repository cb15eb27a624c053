import type { KubernetesObject } from '../../lib/kubernetes/object';

/** An object that is there, and one that takes its place. */
export interface ImmutableCase {
  readonly name: string;
  readonly before: KubernetesObject;
  readonly after: KubernetesObject;
  /** Fields that the API server does not let anybody change. */
  readonly refused: readonly string[];
}

type Rest = Readonly<Record<string, unknown>>;

/** One change of an object of a kind: each has the rest that is the same, and a name of its own. */
function cases(
  apiVersion: string,
  kind: string,
  namespaced: boolean,
  changes: readonly (readonly [name: string, before: Rest, after: Rest, refused: readonly string[]])[],
): readonly ImmutableCase[] {
  return changes.map(([what, before, after, refused], index) => {
    const name = `${kind.toLowerCase()}-${index}`;
    const metadata = namespaced ? { name, namespace: 'default' } : { name };
    const side = (rest: Rest): KubernetesObject => ({ apiVersion, kind, metadata, ...rest });
    return { name: `${kind}: ${what}`, before: side(before), after: side(after), refused };
  });
}

const pod = (image = 'a:1', labels: Rest = { app: 'a', tier: 'b' }): Rest => ({
  metadata: { labels },
  spec: { containers: [{ name: 'c', image }] },
});
const jobPod = (image = 'a:1'): Rest => ({ spec: { restartPolicy: 'Never', containers: [{ name: 'c', image }] } });
const app = { matchLabels: { app: 'a' } };
const tier = { matchLabels: { tier: 'b' } };
const claim = (size: string, rest: Rest = {}): Rest => ({
  metadata: { name: 'data' },
  spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: size } }, ...rest },
});
const workload = (rest: Rest = {}): Rest => ({ spec: { selector: app, template: pod(), ...rest } });
const set = (rest: Rest = {}): Rest => workload({ serviceName: 'a', ...rest });
const job = (rest: Rest = {}): Rest => ({ spec: { template: jobPod(), ...rest } });
const roleRef = (name: string, rest: Rest = { apiGroup: 'rbac.authorization.k8s.io' }): Rest => ({
  roleRef: { ...rest, kind: 'ClusterRole', name },
});
const service = (rest: Rest): Rest => ({ spec: { ports: [{ port: 80 }], ...rest } });
const pvc = (rest: Rest): Rest => ({
  spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '10Gi' } }, ...rest },
});
const pv = (rest: Rest): Rest => ({
  spec: { capacity: { storage: '1Gi' }, accessModes: ['ReadWriteOnce'], nfs: { server: 'a', path: '/a' }, ...rest },
});
const storage = (rest: Rest = {}): Rest => ({ provisioner: 'a.example.com', ...rest });

/** What the API server takes and refuses of updates; each was tried on one. */
export const IMMUTABLE_CASES: readonly ImmutableCase[] = [
  ...cases('apps/v1', 'Deployment', true, [
    ['another selector', workload(), workload({ selector: tier }), ['spec.selector']],
    ['another image', workload(), workload({ template: pod('a:2') }), []],
  ]),
  ...cases('apps/v1', 'DaemonSet', true, [
    ['another selector', workload(), workload({ selector: tier }), ['spec.selector']],
  ]),
  ...cases('apps/v1', 'ReplicaSet', true, [
    ['another selector', workload(), workload({ selector: tier }), ['spec.selector']],
  ]),
  ...cases('apps/v1', 'StatefulSet', true, [
    ['another selector', set(), set({ selector: tier }), ['spec.selector']],
    ['another name of its service', set(), set({ serviceName: 'b' }), ['spec.serviceName']],
    ['another order of pods', set(), set({ podManagementPolicy: 'Parallel' }), ['spec.podManagementPolicy']],
    ['the order that is the default', set(), set({ podManagementPolicy: 'OrderedReady' }), []],
    [
      'a larger claim',
      set({ volumeClaimTemplates: [claim('1Gi')] }),
      set({ volumeClaimTemplates: [claim('2Gi')] }),
      ['spec.volumeClaimTemplates'],
    ],
    [
      'defaults of a claim',
      set({ volumeClaimTemplates: [claim('1Gi')] }),
      set({ volumeClaimTemplates: [claim('1Gi', { volumeMode: 'Filesystem' })] }),
      [],
    ],
    ['more replicas and another image', set(), set({ replicas: 3, template: pod('a:2'), minReadySeconds: 5 }), []],
  ]),
  ...cases('batch/v1', 'Job', true, [
    ['another image', job(), job({ template: jobPod('a:2') }), ['spec.template']],
    ['pods with an index', job(), job({ completionMode: 'Indexed', completions: 1 }), ['spec.completionMode']],
    ['pods with no index, which is the default', job(), job({ completionMode: 'NonIndexed' }), []],
    [
      'another policy of failures',
      job(),
      job({ podFailurePolicy: { rules: [{ action: 'Ignore', onPodConditions: [{ type: 'DisruptionTarget' }] }] } }),
      ['spec.podFailurePolicy'],
    ],
    ['another parallelism', job({ parallelism: 1 }), job({ parallelism: 2 }), []],
  ]),
  ...cases('rbac.authorization.k8s.io/v1', 'RoleBinding', true, [
    ['another role', roleRef('view'), roleRef('edit'), ['roleRef']],
  ]),
  ...cases('rbac.authorization.k8s.io/v1', 'ClusterRoleBinding', false, [
    ['another role', roleRef('view'), roleRef('edit'), ['roleRef']],
    [
      'another subject',
      { ...roleRef('view'), subjects: [] },
      { ...roleRef('view'), subjects: [{ kind: 'User', name: 'a', apiGroup: 'rbac.authorization.k8s.io' }] },
      [],
    ],
  ]),
  ...cases('storage.k8s.io/v1', 'StorageClass', false, [
    ['other parameters', storage({ parameters: { a: '1' } }), storage({ parameters: { a: '2' } }), ['parameters']],
    ['another provisioner', storage(), storage({ provisioner: 'b.example.com' }), ['provisioner']],
    ['another reclaim policy', storage(), storage({ reclaimPolicy: 'Retain' }), ['reclaimPolicy']],
    ['the reclaim policy that is the default', storage(), storage({ reclaimPolicy: 'Delete' }), []],
    [
      'another mode of binding',
      storage(),
      storage({ volumeBindingMode: 'WaitForFirstConsumer' }),
      ['volumeBindingMode'],
    ],
    ['volumes that grow', storage(), storage({ allowVolumeExpansion: true }), []],
  ]),
  ...cases('networking.k8s.io/v1', 'IngressClass', false, [
    [
      'another controller',
      { spec: { controller: 'a.example.com/a' } },
      { spec: { controller: 'a.example.com/b' } },
      ['spec.controller'],
    ],
  ]),
  ...cases('scheduling.k8s.io/v1', 'PriorityClass', false, [
    ['another value', { value: 1 }, { value: 2 }, ['value']],
    ['no preemption', { value: 1 }, { value: 1, preemptionPolicy: 'Never' }, ['preemptionPolicy']],
    ['other words', { value: 1 }, { value: 1, description: 'a' }, []],
  ]),
  ...cases('node.k8s.io/v1', 'RuntimeClass', false, [
    ['another handler', { handler: 'a' }, { handler: 'b' }, ['handler']],
  ]),
  ...cases('v1', 'Secret', true, [
    ['another type', {}, { type: 'example.com/a' }, ['type']],
    ['the type that is the default', {}, { type: 'Opaque' }, []],
    ['other data', { data: { a: 'YQ==' } }, { data: { a: 'Yg==' } }, []],
    [
      'other data of one that is immutable',
      { immutable: true, data: { a: 'YQ==' } },
      { immutable: true, data: { a: 'Yg==' } },
      ['data'],
    ],
  ]),
  ...cases('v1', 'ConfigMap', true, [
    [
      'other data of one that is immutable',
      { immutable: true, data: { a: '1' } },
      { immutable: true, data: { a: '2' } },
      ['data'],
    ],
    [
      'one that is immutable no longer',
      { immutable: true, data: { a: '1' } },
      { immutable: false, data: { a: '1' } },
      ['immutable'],
    ],
    ['one that becomes immutable', { data: { a: '1' } }, { immutable: true, data: { a: '2' } }, []],
  ]),
  ...cases('v1', 'Service', true, [
    ['no address, where it has one', service({}), service({ clusterIP: 'None' }), ['spec.clusterIP']],
    ['an address again, where it has none', service({ clusterIP: 'None' }), service({}), []],
    ['another port', service({}), service({ ports: [{ port: 81 }] }), []],
  ]),
  ...cases('v1', 'PersistentVolumeClaim', true, [
    ['less', pvc({}), pvc({ resources: { requests: { storage: '5Gi' } } }), ['spec.resources.requests.storage']],
    ['other modes of access', pvc({}), pvc({ accessModes: ['ReadWriteMany'] }), ['spec.accessModes']],
    ['the mode that is the default', pvc({}), pvc({ volumeMode: 'Filesystem' }), []],
    ['blocks', pvc({}), pvc({ volumeMode: 'Block' }), ['spec.volumeMode']],
    ['another class', pvc({ storageClassName: 'a' }), pvc({ storageClassName: 'b' }), ['spec.storageClassName']],
    ['the same in other words', pvc({}), pvc({ resources: { requests: { storage: '10240Mi' } } }), []],
  ]),
  ...cases('v1', 'PersistentVolume', false, [
    ['another server', pv({}), pv({ nfs: { server: 'b', path: '/a' } }), ['spec.nfs']],
    ['a reclaim policy', pv({}), pv({ persistentVolumeReclaimPolicy: 'Retain' }), []],
  ]),
];
