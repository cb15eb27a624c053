import type { Assembly, AssemblyStack } from '../../../lib/plan/assembly';
import { historyOf } from '../../../lib/plan/assembly';
import { buildReport } from '../../../lib/plan/build-report';
import type { Assemblies } from '../../../lib/plan/clusters';
import type { Json, JsonObject } from '../../../lib/plan/json';
import { readPlan } from '../../../lib/plan/read-plan';
import type { Report } from '../../../lib/plan/report';
import { stackObjects } from '../../../lib/plan/stack-objects';
import { bytes, change, object, plan, release } from '../../support/plans';

const policy = (name: string, spec: JsonObject): JsonObject => ({
  metadata: [{ name, namespace: 'apps' }],
  spec: [{ pod_selector: [{}], ...spec }],
});
const deny = policy('deny', { policy_types: ['Ingress', 'Egress'] });
const allow = policy('allow', { policy_types: ['Ingress'], ingress: [{}] });
const stays = (address: string, value: Json): JsonObject =>
  change({ address, actions: ['no-op'], before: value, after: value });
const comes = (address: string, value: Json): JsonObject => change({ address, actions: ['create'], after: value });
const goes = (address: string, value: Json): JsonObject => change({ address, actions: ['delete'], before: value });

const DENY = 'kubernetes_network_policy_v1.deny';
const ALLOW = 'kubernetes_network_policy_v1.allow';

function reportOf(plans: readonly (readonly JsonObject[])[]): Report {
  return buildReport(plans.map((changes, index) => ({ plan: readPlan(`${index}.json`, bytes(plan(changes))) })));
}

/** A stack of a stage as an assembly has it, with the deny as `cdk.tf.json` writes it, or unreadable. */
function stackOf(id: string, configuration: JsonObject | undefined, stage = 'dev'): AssemblyStack {
  const objects = configuration === undefined ? {} : { objects: () => stackObjects(configuration) };
  return { id, stage, clusterUid: 'uid-1', resources: new Map(), ...objects };
}

const denying: JsonObject = {
  resource: {
    kubernetes_network_policy_v1: {
      deny: {
        metadata: { name: 'deny', namespace: 'apps' },
        spec: { pod_selector: {}, policy_types: ['Ingress', 'Egress'] },
      },
    },
  },
};
const assembly = (...stacks: readonly AssemblyStack[]): Assembly => new Map(stacks.map((stack) => [stack.id, stack]));

function withAssembly(changes: readonly JsonObject[], { now, before }: Assemblies): Report {
  const read = readPlan('p.json', bytes(plan(changes)));
  const none: Assembly = new Map();
  const stack = historyOf('apps', now ?? none, before ?? none);
  return buildReport([{ plan: read, stack }], { ...(now && { now }), ...(before && { before }) });
}

const traffic = (report: Report): readonly (readonly unknown[])[] =>
  report.security.map(({ plan: at, direction, subject }) => [at, direction, subject]);

describe('plans of one cluster are judged together', () => {
  test('a policy that allows is broader where another stack denies', () => {
    expect(traffic(reportOf([[stays(DENY, deny)], [comes(ALLOW, allow)]]))).toEqual([
      [1, 'broadened', 'NetworkPolicy apps/allow'],
    ]);
  });

  test('a plan by itself says that it saw no others', () => {
    const [row] = reportOf([[comes(ALLOW, policy('allow', { policy_types: ['Ingress'] }))]]).security;
    expect(row).toMatchObject({ direction: 'narrowed' });
    expect(row?.detail).toMatch(/; policies outside of these plans were not seen$/);
  });

  test('a stack without a plan is as its assembly has it', () => {
    const now = assembly(stackOf('foundation', denying), stackOf('apps', {}), stackOf('other', denying, 'prod'));
    const report = withAssembly([comes(ALLOW, allow)], { now });
    expect(traffic(report)).toEqual([[0, 'broadened', 'NetworkPolicy apps/allow']]);
    expect(report.security[0]).toMatchObject({ stage: 'dev' });
    expect(report.security[0]?.detail).not.toContain('not seen');
    expect(report.clusters).toEqual([
      {
        stage: 'dev',
        uid: 'uid-1',
        plans: [0],
        assumed: ['foundation'],
        unseen: [],
        abandoned: [],
        known: true,
      },
    ]);
  });

  test('a stack without a plan is before what it was, and after what it is now', () => {
    const now = assembly(stackOf('foundation', {}), stackOf('apps', {}));
    const before = assembly(stackOf('foundation', denying), stackOf('apps', {}));
    expect(traffic(withAssembly([stays(ALLOW, allow)], { now, before }))).toEqual([
      [0, 'broadened', 'NetworkPolicy apps/deny'],
    ]);
  });

  test('a stack that cannot be read is named, and so is one that nobody destroys', () => {
    const now = assembly(stackOf('foundation', undefined), stackOf('apps', {}));
    const before = assembly(stackOf('old', denying));
    const report = withAssembly([comes(ALLOW, policy('allow', { policy_types: ['Ingress'] }))], { now, before });
    expect(report.clusters).toMatchObject([{ unseen: ['foundation'], abandoned: ['old'], assumed: [] }]);
    // The old stack still denies: nothing is taken away.
    expect(traffic(report)).toEqual([]);
  });

  test('an object that goes from one stack to another is no change', () => {
    expect(traffic(reportOf([[goes(DENY, deny)], [comes(DENY, deny)]]))).toEqual([]);
  });

  test('plans that hold the same object are of two clusters', () => {
    const both = reportOf([
      [stays(DENY, deny), stays(ALLOW, allow)],
      [stays(DENY, deny), comes(ALLOW, allow)],
    ]);
    expect(traffic(both)).toEqual([[1, 'broadened', 'NetworkPolicy apps/allow']]);
  });

  test('a role of one stack that another stack binds', () => {
    const role = (resource: string): JsonObject => ({
      metadata: [{ name: 'r', namespace: 'apps' }],
      rule: [{ api_groups: [''], resources: [resource], verbs: ['get'] }],
    });
    const binding = {
      metadata: [{ name: 'b', namespace: 'apps' }],
      role_ref: [{ api_group: 'rbac.authorization.k8s.io', kind: 'Role', name: 'r' }],
      subject: [{ kind: 'Group', name: 'system:authenticated' }],
    };
    const report = reportOf([
      [change({ address: 'kubernetes_role_v1.r', before: role('pods'), after: role('secrets') })],
      [stays('kubernetes_role_binding_v1.b', binding)],
    ]);
    expect(report.verdict).toBe('approval');
    expect(traffic(report)[0]).toEqual([0, 'broadened', 'Group system:authenticated']);
  });
});

test('an object without a namespace lies in that of its release', () => {
  const fields = { apiVersion: 'networking.k8s.io/v1', spec: { podSelector: {}, policyTypes: ['Ingress'] } };
  const entry = release({}, null, [object('NetworkPolicy', 'x', fields)]);
  const inner = entry['change'] as JsonObject;
  const after = { ...(inner['after'] as JsonObject), namespace: 'apps' };
  const report = reportOf([[{ ...entry, change: { ...inner, actions: ['create'], before: null, after } }]]);
  expect(report.security.map(({ subject }) => subject)).toEqual(['NetworkPolicy apps/x']);
});

test('the most dangerous rows of all clusters come first', () => {
  const role = (verb: string) => ({
    metadata: [{ name: verb }],
    rule: [{ api_groups: ['*'], resources: ['*'], verbs: [verb] }],
  });
  const bind = {
    metadata: [{ name: 'b' }],
    role_ref: [{ kind: 'ClusterRole', name: 'cluster-admin' }],
    subject: [{ kind: 'Group', name: 'system:unauthenticated' }],
  };
  const narrow = goes('kubernetes_cluster_role_v1.a', role('get'));
  const report = reportOf([
    [narrow, stays(DENY, deny)],
    [stays(DENY, deny), comes('kubernetes_cluster_role_binding_v1.b', bind)],
  ]);
  expect(report.security.map(({ plan: at, direction }) => [at, direction])).toEqual([
    [1, 'broadened'],
    [0, 'narrowed'],
  ]);
});

describe('policies that go', () => {
  const NAMESPACE = 'kubernetes_namespace_v1.apps';
  const namespace = { metadata: [{ name: 'apps', labels: { 'pod-security.kubernetes.io/enforce': 'baseline' } }] };
  const opened = (changes: readonly JsonObject[]): readonly string[] =>
    reportOf([changes]).security.flatMap(({ what }) => (what.startsWith('allowed') ? [what] : []));

  it('with their namespace open nothing: no pod is left', () => {
    expect(opened([goes(DENY, deny)])).toHaveLength(2);
    expect(opened([goes(DENY, deny), goes(NAMESPACE, namespace)])).toEqual([]);
  });

  it('from a namespace that stays, or is only forgotten, open it', () => {
    const other = { metadata: [{ ...namespace.metadata[0], name: 'other' }] };
    expect(opened([goes(DENY, deny), goes(NAMESPACE, other)])).toHaveLength(2);
    const forgotten = change({ address: NAMESPACE, actions: ['forget'], before: namespace });
    expect(opened([goes(DENY, deny), forgotten])).toHaveLength(2);
  });
});
