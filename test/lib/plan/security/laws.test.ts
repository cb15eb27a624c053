import fc from 'fast-check';
import type { KubernetesObject } from '../../../../lib/kubernetes/object';
import { securityChanges, securityOf, securityTable } from '../../../../lib/plan/security';
import { account, binding, clusterRole, deployment, mirrored, object, policy, role, said } from './objects';

const CANARY = 'c2VjcmV0LWNhbmFyeQ==';
const secret = (rest: object): KubernetesObject => object('v1', 'Secret', 'team-a/db', { type: 'Opaque', ...rest });
const issuer = (spec: object): KubernetesObject => object('cert-manager.io/v1', 'ClusterIssuer', 'ca', { spec });

/** Versions of each kind that is compared. */
const VERSIONS: KubernetesObject[][] = [
  [
    clusterRole('r', []),
    clusterRole('r', [{ apiGroups: [''], resources: ['*'], verbs: ['get'] }]),
    clusterRole('r', [], {}, { aggregationRule: { clusterRoleSelectors: [{ matchLabels: { app: 'a' } }] } }),
    clusterRole('r', [], {}, { aggregationRule: { clusterRoleSelectors: [{}] } }),
  ],
  [clusterRole('edit', []), clusterRole('edit', [{ apiGroups: [''], resources: ['pods'], verbs: ['delete'] }])],
  [role('a/r', []), role('a/r', [{ apiGroups: [''], resources: ['secrets'], verbs: ['*'] }])],
  [binding('b', 'ClusterRole view', [account('a/x')]), binding('b', 'ClusterRole view', [account('a/y')])],
  [policy('a/p', { podSelector: {} }), policy('a/p', { podSelector: {}, ingress: [{}] })],
  [
    deployment(),
    deployment({ securityContext: { privileged: true } }),
    deployment({ image: 'x' }, { hostPID: true }),
    deployment({ name: 'other', securityContext: { capabilities: { drop: ['ALL'] } } }),
  ],
  [
    object('v1', 'Namespace', 'n'),
    object('v1', 'Namespace', 'n', {}, { labels: { 'pod-security.kubernetes.io/enforce': 'baseline' } }),
  ],
  [
    object('v1', 'Service', 'a/s', { spec: { ports: [{ port: 1 }] } }),
    object('v1', 'Service', 'a/s', {
      spec: { type: 'LoadBalancer', ports: [{ port: 1 }], loadBalancerSourceRanges: ['10.0.0.0/8'] },
    }),
  ],
  [
    secret({ data: { a: CANARY } }),
    secret({ stringData: { a: 'other' } }),
    secret({ type: 'kubernetes.io/service-account-token' }),
  ],
  [
    object('v1', 'ServiceAccount', 'a/x'),
    object('v1', 'ServiceAccount', 'a/x', { automountServiceAccountToken: false }),
    object('v1', 'ServiceAccount', 'a/x', {}, { annotations: { 'eks.amazonaws.com/role-arn': 'arn' } }),
  ],
  [
    object('v1', 'ResourceQuota', 'a/q', { spec: { hard: { cpu: '1' } } }),
    object('v1', 'ResourceQuota', 'a/q', { spec: { hard: { pods: '1' }, scopes: ['BestEffort'] } }),
  ],
  [
    object('v1', 'LimitRange', 'a/l', { spec: { limits: [{ type: 'Pod', max: { cpu: 1 } }] } }),
    object('v1', 'LimitRange', 'a/l', { spec: { limits: [] } }),
  ],
  [
    object('scheduling.k8s.io/v1', 'PriorityClass', 'p', { value: 1 }),
    object('scheduling.k8s.io/v1', 'PriorityClass', 'p', { value: 2, globalDefault: true }),
  ],
  [
    object('networking.k8s.io/v1', 'Ingress', 'a/i', { spec: { rules: [{ host: 'x' }] } }),
    object('networking.k8s.io/v1', 'Ingress', 'a/i', { spec: { defaultBackend: {} } }),
    object(
      'networking.k8s.io/v1',
      'Ingress',
      'a/i',
      { spec: { ingressClassName: 'c', defaultBackend: { service: { name: 's', port: { number: 1 } } } } },
      {
        annotations: {
          'nginx.ingress.kubernetes.io/auth-type': 'basic',
          'nginx.ingress.kubernetes.io/auth-realm': 'x',
          'nginx.ingress.kubernetes.io/whitelist-source-range': '10.0.0.0/8',
        },
      },
    ),
  ],
  [
    object('gateway.networking.k8s.io/v1', 'Gateway', 'a/g', {
      spec: { listeners: [{ name: 'x', protocol: 'HTTP', port: 1 }] },
    }),
    object('gateway.networking.k8s.io/v1', 'Gateway', 'a/g', {
      spec: { listeners: [{ name: 'y', protocol: 'TLS', allowedRoutes: { namespaces: { from: 'All' } } }] },
    }),
  ],
  [
    object('gateway.networking.k8s.io/v1', 'HTTPRoute', 'a/h', { spec: { hostnames: ['*.x'] } }),
    object('gateway.networking.k8s.io/v1', 'HTTPRoute', 'a/h', {
      spec: { rules: [{ backendRefs: [{ name: 's', namespace: 'b' }] }] },
    }),
    object('gateway.networking.k8s.io/v1', 'HTTPRoute', 'a/h', {
      spec: {
        parentRefs: [{ name: 'g', sectionName: 'web' }],
        rules: [{ matches: [{ path: { value: '/x' } }], backendRefs: [{ name: 's', port: 1 }] }],
      },
    }),
  ],
  [
    object('gateway.networking.k8s.io/v1', 'ReferenceGrant', 'a/h', {
      spec: { from: [{ group: '', kind: 'X', namespace: 'x' }], to: [{ group: '', kind: 'Secret' }] },
    }),
    object('gateway.networking.k8s.io/v1', 'ReferenceGrant', 'a/h', { spec: { from: [], to: [] } }),
  ],
  [
    object('admissionregistration.k8s.io/v1', 'MutatingWebhookConfiguration', 'w', {
      webhooks: [
        {
          name: 'x',
          clientConfig: {},
          failurePolicy: 'Ignore',
          rules: [{ operations: ['*'], apiGroups: ['*'], resources: ['*'] }],
        },
      ],
    }),
    object('admissionregistration.k8s.io/v1', 'MutatingWebhookConfiguration', 'w', { webhooks: [] }),
  ],
  [
    object('admissionregistration.k8s.io/v1', 'ValidatingAdmissionPolicy', 'p', {
      spec: { validations: [{ expression: 'false' }] },
    }),
    object('admissionregistration.k8s.io/v1', 'ValidatingAdmissionPolicy', 'p', {
      spec: { failurePolicy: 'Ignore', validations: [{ expression: 'true' }], variables: [] },
    }),
  ],
  [
    object('admissionregistration.k8s.io/v1', 'ValidatingAdmissionPolicyBinding', 'p', {
      spec: { policyName: 'p', validationActions: ['Deny', 'Audit'] },
    }),
    object('admissionregistration.k8s.io/v1', 'ValidatingAdmissionPolicyBinding', 'p', {
      spec: { policyName: 'q', validationActions: ['Warn'] },
    }),
  ],
  [
    object('apiregistration.k8s.io/v1', 'APIService', 'v1.x', { spec: { group: 'x', version: 'v1' } }),
    object('apiregistration.k8s.io/v1', 'APIService', 'v1.x', {
      spec: { group: 'x', version: 'v1', service: { namespace: 'a', name: 's', port: 1 }, insecureSkipTLSVerify: true },
    }),
  ],
  [
    object('v1', 'PersistentVolume', 'v', { spec: { hostPath: { path: '/' } } }),
    object('v1', 'PersistentVolume', 'v', {
      spec: { local: { path: '/etc' }, persistentVolumeReclaimPolicy: 'Delete' },
    }),
  ],
  [
    object('storage.k8s.io/v1', 'StorageClass', 's', { reclaimPolicy: 'Retain' }),
    object('storage.k8s.io/v1', 'StorageClass', 's', { reclaimPolicy: 'Delete' }),
  ],
  [
    object('kueue.x-k8s.io/v1beta2', 'ClusterQueue', 'q', { spec: { namespaceSelector: {} } }),
    object('kueue.x-k8s.io/v1beta2', 'ClusterQueue', 'q', {
      spec: {
        cohortName: 'c',
        resourceGroups: [{ flavors: [{ name: 'f', resources: [{ name: 'cpu', nominalQuota: 1 }] }] }],
      },
    }),
  ],
  [
    issuer({ selfSigned: {} }),
    issuer({ acme: { server: 'https://a.example' } }),
    issuer({ acme: { server: 'https://a.example', email: 'x' } }),
  ],
];
const all = VERSIONS.flat();

describe('all kinds', () => {
  it.each(VERSIONS.map((versions) => [versions[0]!.kind, versions] as const))(
    '%s: what is the same is no change, and a swap swaps directions',
    (_kind, versions) => {
      const given = [undefined, ...versions];
      for (const before of given) {
        expect(securityChanges(before, before)).toEqual([]);
        expect(securityChanges(before, structuredClone(before))).toEqual([]);
        for (const after of given)
          expect(mirrored(securityChanges(after, before), true)).toEqual(
            mirrored(securityChanges(before, after), false),
          );
      }
      expect(securityChanges(versions[0], versions[1])).not.toEqual([]);
    },
  );

  it('are JSON, and the same each time', () => {
    const changes = all.map((after) => ({ after }));
    const table = securityTable(changes);
    expect(JSON.parse(JSON.stringify(table))).toEqual(table);
    expect(securityTable([...changes].reverse())).toEqual(table);
  });

  it('never say a value of a Secret', () => {
    const texts = JSON.stringify([
      securityChanges(secret({ data: { a: CANARY } }), undefined),
      securityChanges(secret({ data: { a: CANARY } }), secret({ data: { a: 'b3RoZXI=' } })),
      securityChanges(secret({ data: CANARY }), secret({ stringData: 7 })),
      securityChanges(undefined, deployment({ env: [{ name: 'PASSWORD', value: CANARY }] })),
      securityChanges(undefined, deployment({ env: { PASSWORD: CANARY } })),
    ]);
    expect(texts).not.toContain(CANARY);
    expect(texts).toContain('Secret team-a/db');
  });
});

describe('objects that cannot be read', () => {
  const JUNK: unknown[] = [null, 7, 'text', true, [], [null], {}, [7], { a: 7 }, [[]], { '': null }];

  /** Each object that comes of putting junk somewhere into one that is right. */
  function broken(value: unknown, junk: unknown): unknown[] {
    if (typeof value !== 'object' || value === null) return [junk];
    const copies = Object.entries(value).flatMap(([key, field]: [string, unknown]) =>
      broken(field, junk).map((part) =>
        Array.isArray(value)
          ? value.map((each: unknown, index) => (String(index) === key ? part : each))
          : { ...value, [key]: part },
      ),
    );
    return [junk, ...copies];
  }

  it('never throw, wherever the wrong thing stands', () => {
    for (const right of all)
      for (const junk of JUNK)
        for (const wrong of broken(right, junk) as KubernetesObject[]) {
          for (const change of [...securityChanges(right, wrong), ...securityChanges(wrong, undefined)])
            expect(Object.values(change).every((text) => typeof text === 'string')).toBe(true);
          expect(() => securityOf([{ before: right, after: wrong }, { after: wrong }])).not.toThrow();
          expect(securityChanges(wrong, wrong)).toEqual([]);
        }
  });

  it('are said to be so', () => {
    const wrong = policy('team-a/p', { podSelector: 'all' });
    const expected = {
      direction: 'changed',
      subject: 'NetworkPolicy team-a/p',
      what: 'cannot be read',
      severity: 'high',
    };
    expect(securityChanges(undefined, wrong)).toMatchObject([expected]);
    expect(securityOf([{ after: wrong }, { after: policy('team-a/deny', {}) }])).toMatchObject([
      expected,
      { direction: 'narrowed', subject: 'NetworkPolicy team-a/deny' },
    ]);
    expect(securityChanges(undefined, 7 as unknown as KubernetesObject)).toMatchObject([
      { what: 'cannot be read', subject: '? ?' },
    ]);
  });

  it('never throw for anything that is JSON', () => {
    const kinds = fc.constantFrom(...all.map(({ apiVersion, kind }) => ({ apiVersion, kind })));
    const json = fc.tuple(
      kinds,
      fc.dictionary(fc.constantFrom('metadata', 'spec', 'rules', '__proto__', 'webhooks'), fc.jsonValue()),
    );
    const any = json.map(([kind, rest]) => ({ ...rest, ...kind }) as unknown as KubernetesObject);
    fc.assert(fc.property(any, any, (before, after) => void securityTable([{ before, after }, { before }, { after }])));
  });

  it('are no reason to wait: too much to compare is said', () => {
    const ingress = Array.from({ length: 3000 }, (_, index) => ({
      from: [{ ipBlock: { cidr: `10.${index >> 8}.${index & 255}.0/24` } }],
    }));
    const started = Date.now();
    const [change] = securityChanges(undefined, policy('a/p', { ingress }));
    expect(change).toMatchObject({ direction: 'changed', what: 'too large to compare' });
    expect(Date.now() - started).toBeLessThan(5000);
  });
});

describe('identity', () => {
  it('of another object is a removal and a creation', () => {
    expect(said(securityChanges(secret({}), deployment({ securityContext: { privileged: true } })))).toEqual([
      'broadened privileged, with all rights of the node: container app',
      'changed a Secret: removed',
    ]);
  });

  it('of a token that does not expire is broader', () => {
    const annotations = { 'kubernetes.io/service-account.name': 'runner' };
    const token = object('v1', 'Secret', 'a/t', { type: 'kubernetes.io/service-account-token' }, { annotations });
    expect(said(securityChanges(undefined, token))).toEqual([
      'broadened token of a service account that does not expire: ServiceAccount runner',
      'changed a Secret: created',
    ]);
  });

  it.each(['eks.amazonaws.com/role-arn', 'iam.gke.io/gcp-service-account', 'azure.workload.identity/client-id'])(
    'of a cloud that an account gets by %s is broader',
    (key) => {
      const as = (identity: string): KubernetesObject =>
        object('v1', 'ServiceAccount', 'a/x', {}, { annotations: { [key]: identity } });
      const [plain, words] = [
        object('v1', 'ServiceAccount', 'a/x'),
        'its pods have the rights of an identity of a cloud',
      ];
      const gained = [{ direction: 'broadened', what: words, detail: `${key} admin`, severity: 'high' }];
      expect(securityChanges(undefined, as('admin'))).toMatchObject(gained);
      expect(securityChanges(plain, as('admin'))).toMatchObject(gained);
      expect(said(securityChanges(as('reader'), as('admin')))).toEqual([
        `broadened ${words}: ${key} admin`,
        `narrowed ${words}: ${key} reader`,
      ]);
    },
  );

  it('of who signs certificates is a change', () => {
    expect(said(securityChanges(issuer({ ca: { secretName: 'root' } }), issuer({ selfSigned: {} })))).toEqual([
      'changed who signs certificates: ca root → selfSigned',
    ]);
  });
});
