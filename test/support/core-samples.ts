import type { KubernetesObject } from '../../lib/kubernetes/object';

const namespace = 'samples';
const RBAC = 'rbac.authorization.k8s.io';

/** Marks of Terraform's templates, which must arrive as they are. */
export const TEMPLATE_MARKS = '${x} %{if} $${y} %%{z} $ { }';

const metadata = {
  namespace,
  name: 'full',
  labels: { team: 'research' },
  annotations: { 'example.com/text': TEMPLATE_MARKS },
};
const cluster = { name: 'datahall-full', labels: metadata.labels, annotations: metadata.annotations };
const selector = {
  matchLabels: { app: 'a' },
  matchExpressions: [
    { key: 'tier', operator: 'In', values: ['web', 'api'] },
    { key: 'old', operator: 'DoesNotExist' },
  ],
};

/** For each kind that is a typed Terraform resource, an object with every field that the resource can express. */
export const CORE_SAMPLES: readonly KubernetesObject[] = [
  { apiVersion: 'v1', kind: 'Namespace', metadata: { ...cluster, name: namespace } },
  {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata,
    automountServiceAccountToken: false,
    imagePullSecrets: [{ name: 'registry' }],
    secrets: [{ name: 'token' }],
  },
  {
    apiVersion: `${RBAC}/v1`,
    kind: 'Role',
    metadata,
    rules: [{ apiGroups: [''], resources: ['configmaps'], resourceNames: ['full'], verbs: ['get', 'update'] }],
  },
  {
    apiVersion: `${RBAC}/v1`,
    kind: 'ClusterRole',
    metadata: cluster,
    rules: [
      { apiGroups: [''], resources: ['nodes'], resourceNames: ['a'], verbs: ['get'] },
      { nonResourceURLs: ['/healthz'], verbs: ['get'] },
    ],
  },
  {
    apiVersion: `${RBAC}/v1`,
    kind: 'ClusterRole',
    metadata: { name: 'datahall-sum' },
    aggregationRule: { clusterRoleSelectors: [selector] },
  },
  {
    apiVersion: `${RBAC}/v1`,
    kind: 'RoleBinding',
    metadata,
    roleRef: { apiGroup: RBAC, kind: 'Role', name: 'full' },
    subjects: [
      { kind: 'ServiceAccount', name: 'full', namespace },
      { apiGroup: RBAC, kind: 'User', name: 'ada' },
    ],
  },
  {
    apiVersion: `${RBAC}/v1`,
    kind: 'ClusterRoleBinding',
    metadata: cluster,
    roleRef: { apiGroup: RBAC, kind: 'ClusterRole', name: 'datahall-full' },
    subjects: [
      { kind: 'ServiceAccount', name: 'full', namespace },
      { apiGroup: RBAC, kind: 'Group', name: 'operators' },
    ],
  },
  {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata,
    spec: {
      podSelector: selector,
      policyTypes: ['Ingress', 'Egress'],
      ingress: [
        {
          from: [{ podSelector: selector, namespaceSelector: selector }],
          ports: [{ port: 'web', protocol: 'TCP' }],
        },
      ],
      egress: [
        {
          to: [{ ipBlock: { cidr: '10.0.0.0/8', except: ['10.1.0.0/16', '10.2.0.0/16'] } }],
          ports: [{ port: 8000, endPort: 8010, protocol: 'UDP' }],
        },
      ],
    },
  },
  {
    apiVersion: 'v1',
    kind: 'Service',
    metadata,
    spec: {
      type: 'LoadBalancer',
      selector: { app: 'a' },
      ports: [
        { name: 'web', port: 80, targetPort: 8080, protocol: 'TCP', appProtocol: 'http', nodePort: 30080 },
        { name: 'named', port: 81, targetPort: 'named', protocol: 'TCP' },
      ],
      clusterIP: '10.0.0.80',
      clusterIPs: ['10.0.0.80'],
      externalIPs: ['192.0.2.1'],
      externalTrafficPolicy: 'Local',
      internalTrafficPolicy: 'Cluster',
      healthCheckNodePort: 30081,
      ipFamilies: ['IPv4'],
      ipFamilyPolicy: 'SingleStack',
      allocateLoadBalancerNodePorts: true,
      loadBalancerClass: 'example.com/lb',
      loadBalancerIP: '198.51.100.1',
      loadBalancerSourceRanges: ['10.0.0.0/8'],
      publishNotReadyAddresses: true,
      sessionAffinity: 'ClientIP',
      sessionAffinityConfig: { clientIP: { timeoutSeconds: 60 } },
    },
  },
  {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { namespace, name: 'elsewhere' },
    spec: { type: 'ExternalName', externalName: 'example.com' },
  },
  {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata,
    data: { text: TEMPLATE_MARKS, lines: 'a\n"b"\n' },
    binaryData: { bytes: 'AAEC' },
    immutable: true,
  },
  {
    apiVersion: 'v1',
    kind: 'ResourceQuota',
    metadata,
    spec: {
      hard: { pods: 4, 'requests.cpu': '8' },
      scopes: ['NotTerminating'],
      scopeSelector: { matchExpressions: [{ scopeName: 'PriorityClass', operator: 'In', values: ['high'] }] },
    },
  },
  {
    apiVersion: 'v1',
    kind: 'LimitRange',
    metadata,
    spec: {
      limits: [
        {
          type: 'Container',
          default: { cpu: '500m' },
          defaultRequest: { cpu: '200m' },
          max: { cpu: '2' },
          min: { cpu: '100m' },
          maxLimitRequestRatio: { cpu: '10' },
        },
      ],
    },
  },
  {
    apiVersion: 'scheduling.k8s.io/v1',
    kind: 'PriorityClass',
    metadata: cluster,
    value: 7,
    description: 'seven',
    globalDefault: false,
    preemptionPolicy: 'Never',
  },
  {
    apiVersion: 'storage.k8s.io/v1',
    kind: 'StorageClass',
    metadata: cluster,
    provisioner: 'example.com/disk',
    parameters: { pool: TEMPLATE_MARKS },
    reclaimPolicy: 'Retain',
    volumeBindingMode: 'WaitForFirstConsumer',
    allowVolumeExpansion: true,
    mountOptions: ['noatime'],
    allowedTopologies: [{ matchLabelExpressions: [{ key: 'topology.kubernetes.io/zone', values: ['a', 'b'] }] }],
  },
  {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata,
    spec: {
      accessModes: ['ReadWriteMany'],
      storageClassName: 'datahall-full',
      volumeMode: 'Filesystem',
      volumeName: 'disk-1',
      resources: { requests: { storage: '1Gi' }, limits: { storage: '2Gi' } },
      selector,
    },
  },
];
