import type { Json } from '../../../lib/plan/json';
import { change, reportOfChanges } from '../../support/plans';

const meta = [{ name: 'a', namespace: 'apps' }];
const rule = [{ api_groups: [''], resources: ['pods'], verbs: ['get'] }];
const pods = (spec: Json): Json => [{ template: [{ spec: [spec] }] }];

/** What a report tells of an update of which a part is known after the apply only. */
function told(type: string, before: object, after: object, unknown: Json): readonly string[] {
  const entry = change({
    address: `${type}.a`,
    before: { metadata: meta, ...before },
    after: { metadata: meta, ...after },
    after_unknown: unknown,
  });
  const { security } = reportOfChanges([entry]);
  return security.map(({ direction, subject, what, detail, severity }) =>
    [direction, severity, subject, what, detail].join(' | '),
  );
}

const row = (subject: string, fields: string): readonly string[] => [
  `changed | high | ${subject} | cannot be told before the apply | known only then: ${fields}`,
];

describe('what only the apply tells', () => {
  test.each<[string, string, object, object, Json, string, string]>([
    ['rules', 'kubernetes_cluster_role_v1', { rule }, {}, { rule: true }, 'ClusterRole apps/a', 'rule'],
    [
      'a part of a rule',
      'kubernetes_role_v1',
      { rule },
      { rule: [{ api_groups: [''], verbs: ['get'] }] },
      { rule: [{ resources: true }] },
      'Role apps/a',
      'rule.resources',
    ],
    [
      'who is bound',
      'kubernetes_role_binding_v1',
      {},
      { role_ref: [{ kind: 'ClusterRole', name: 'view' }] },
      { subject: true },
      'RoleBinding apps/a',
      'subject',
    ],
    [
      'who may come in',
      'kubernetes_network_policy_v1',
      { spec: [{ pod_selector: [{}], policy_types: ['Ingress'], ingress: [{ from: [] }] }] },
      { spec: [{ pod_selector: [{}], policy_types: ['Ingress'], ingress: [{}] }] },
      { spec: [{ ingress: [{ from: true }] }] },
      'NetworkPolicy apps/a',
      'spec.ingress.from',
    ],
    [
      'whether a container is privileged',
      'kubernetes_deployment_v1',
      { spec: pods({ container: [{ name: 'c', security_context: [{ privileged: false }] }] }) },
      { spec: pods({ container: [{ name: 'c', security_context: [{}] }] }) },
      { spec: [{ template: [{ spec: [{ container: [{ security_context: [{ privileged: true }] }] }] }] }] },
      'Deployment apps/a',
      'spec.template.spec.container.security_context.privileged',
    ],
    [
      'the type of a Service',
      'kubernetes_service_v1',
      { spec: [{ type: 'ClusterIP' }] },
      { spec: [{}] },
      { spec: [{ type: true }] },
      'Service apps/a',
      'spec.type',
    ],
  ])('is no less than before: %s', (_, type, before, after, unknown, subject, fields) => {
    expect(told(type, before, after, unknown)).toEqual(row(subject, fields));
  });

  test('may be a manifest, or its name', () => {
    const manifest = {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRoleBinding',
      metadata: {},
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'cluster-admin' },
      subjects: [{ kind: 'User', name: 'bob' }],
    };
    const made = (after: Json, unknown: Json): readonly string[] =>
      reportOfChanges([
        change({ address: 'kubernetes_manifest.a', actions: ['create'], after, after_unknown: unknown }),
      ]).security.map(({ direction, subject, what }) => `${direction} ${subject} ${what}`);
    expect(made({ manifest }, { manifest: { metadata: { name: true } }, object: true })).toEqual([
      'broadened User bob may do everything',
    ]);
    expect(made({}, { manifest: true, object: true })).toEqual([
      'changed kubernetes_manifest kubernetes_manifest.a cannot be told before the apply',
    ]);
  });

  test('says nothing where it decides nothing: of the server, of images, of rules that a cluster joins', () => {
    const spec = (image: Json): Json => pods({ container: [{ name: 'c', image }] });
    const server = { id: true, metadata: [{ uid: true, generation: true, resource_version: true }] };
    const image = [{ template: [{ spec: [{ container: [{ image: true, resources: true }], hostname: true }] }] }];
    expect(
      told('kubernetes_deployment_v1', { spec: spec('a:1') }, { spec: spec(null) }, { ...server, spec: image }),
    ).toEqual([]);
    const labels = { pod: 'x' };
    expect(
      told(
        'kubernetes_namespace_v1',
        { metadata: [{ name: 'a', labels }] },
        { metadata: [{ name: 'a' }] },
        {
          metadata: [{ labels: { pod: true } }],
        },
      ),
    ).toEqual([]);
    const joined = { aggregation_rule: [{ cluster_role_selectors: [] }] };
    expect(told('kubernetes_cluster_role_v1', joined, joined, { rule: true })).toEqual([]);
  });
});
