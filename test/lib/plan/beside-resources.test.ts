import { change, object, release, reportOfChanges } from '../../support/plans';

const BINDING = (subject: string) => ({
  metadata: [{ name: 'b' }],
  role_ref: [{ kind: 'ClusterRole', name: 'cluster-admin' }],
  subject: [{ kind: 'Group', name: subject }],
});

test('an action of a provider and a failed check must be approved', () => {
  const report = reportOfChanges([], {
    action_invocations: [{ address: 'action.a.b', lifecycle_action_trigger: { triggering_resource_address: 'a.c' } }],
    checks: [
      { address: { to_display: 'check.c' }, status: 'fail', instances: [{ problems: [{ message: 'no disk' }] }] },
      { address: { to_display: 'check.d' }, status: 'pass' },
    ],
  });
  expect(report.verdict).toBe('approval');
  expect(report.approvals.map(({ risk, address, names }) => [risk, address, names])).toEqual([
    ['action', 'action.a.b', ['a.c']],
    ['check', 'check.c', ['no disk']],
  ]);
});

test.each([
  ['another address of a webhook', { url: 'https://a' }, { url: 'https://b' }],
  ['another authority of a webhook', { url: 'https://a', caBundle: 'YQ==' }, { url: 'https://a', caBundle: 'Yg==' }],
])('%s must be approved', (_, before, after) => {
  const hook = (clientConfig: object) =>
    object('ValidatingWebhookConfiguration', 'w', {
      apiVersion: 'admissionregistration.k8s.io/v1',
      webhooks: [{ name: 'a', clientConfig, rules: [] }],
    } as never);
  expect(reportOfChanges([release({}, [hook(before)], [hook(after)])]).verdict).toBe('approval');
});

test('what cannot be read must be approved', () => {
  const role = object('Role', 'r', { apiVersion: 'rbac.authorization.k8s.io/v1', rules: 'x' });
  expect(reportOfChanges([release({ actions: ['create'] }, null, [role])]).verdict).toBe('approval');
});

test('drift that lies in objects only is told, and so is what it changes in security', () => {
  const report = reportOfChanges([], {
    resource_drift: [
      release({ address: 'helm_release.a' }, [object('X', 'a')], []),
      change({
        address: 'kubernetes_cluster_role_binding_v1.b',
        before: BINDING('ops'),
        after: BINDING('system:unauthenticated'),
      }),
    ],
  });
  expect(report.drift.map(({ address, objects }) => [address, objects.length])).toEqual([
    ['helm_release.a', 1],
    ['kubernetes_cluster_role_binding_v1.b', 0],
  ]);
  expect(report.driftSecurity[0]).toMatchObject({ direction: 'broadened', subject: 'Group system:unauthenticated' });
  expect(report.verdict).toBe('none');
});

test('numbers that differ only beyond what a double holds are told apart', () => {
  const entry = JSON.stringify(change({ before: { x: 'A' }, after: { x: 'B' } }))
    .replace('"A"', '9007199254740993')
    .replace('"B"', '9007199254740992');
  const yaml = release(
    { before: { values: ['x: 9007199254740993\n'] }, after: { values: ['x: 9007199254740992\n'] } },
    [],
    [],
  );
  const { changes } = reportOfChanges([JSON.parse(entry.replace(/(\d{16})/g, '"$1"')) as never, yaml]);
  expect(changes.map(({ fields }) => [fields[0]?.before, fields[0]?.after])).toEqual([
    ['"9007199254740993"', '"9007199254740992"'],
    ['"9007199254740993"', '"9007199254740992"'],
  ]);
});
