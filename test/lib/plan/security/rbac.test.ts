import { securityChanges, securityOf, securityTable } from '../../../../lib/plan/security';
import { account, binding, clusterRole, role, said } from './objects';

const READ_SECRETS = { apiGroups: [''], resources: ['secrets'], verbs: ['get', 'list'] };
const READ_PODS = { apiGroups: [''], resources: ['pods'], verbs: ['get', 'list'] };
const runner = account('team-a/runner');

/** What changes when a role of an account gets other rules. */
function rules(before: unknown, after: unknown): readonly string[] {
  const bound = binding('bound', 'ClusterRole work', [runner]);
  return said(securityChanges(clusterRole('work', before), clusterRole('work', after), { others: [bound] }));
}

describe('permissions', () => {
  it('are those of the account that has the role', () => {
    const bound = binding('team-a/bound', 'ClusterRole work', [runner]);
    const changes = securityOf([
      { before: bound, after: bound },
      { before: clusterRole('work', []), after: clusterRole('work', [READ_SECRETS]) },
    ]);
    expect(changes).toEqual([
      {
        direction: 'broadened',
        subject: 'ServiceAccount team-a/runner',
        what: 'may read Secrets',
        detail: 'get, list secrets in team-a',
        severity: 'high',
      },
    ]);
  });

  it('are those of an account in the namespace of the binding, where the binding names none', () => {
    const bare = { kind: 'ServiceAccount', name: 'runner' };
    const local = securityChanges(undefined, binding('team-a/bound', 'ClusterRole work', [bare]), {
      others: [clusterRole('work', [READ_SECRETS])],
    });
    expect(local.map(({ subject }) => subject)).toEqual(['ServiceAccount team-a/runner']);
    const everywhere = securityChanges(undefined, binding('bound', 'ClusterRole work', [bare]), {
      others: [clusterRole('work', [READ_SECRETS])],
    });
    expect(everywhere).toMatchObject([
      { what: 'cannot be read', detail: 'at object.subjects[0].namespace: read it yourself' },
    ]);
  });

  it('do not change when a rule is split', () => {
    const split = READ_SECRETS.verbs.map((verb) => ({ ...READ_SECRETS, verbs: [verb] }));
    expect(rules([READ_SECRETS], split)).toEqual([]);
  });

  it('do not change when a rule says what a wider one says already', () => {
    const wide = { apiGroups: ['*'], resources: ['*'], verbs: ['*'] };
    expect(rules([wide], [wide, READ_SECRETS])).toEqual([]);
  });

  it.each([
    ['everything', ['*'], ['*'], ['*'], 'do everything'],
    ['Secrets by a star', ['get'], [''], ['*'], 'read Secrets'],
    ['escalate', ['escalate'], ['rbac.authorization.k8s.io'], ['clusterroles'], '(escalate)'],
    ['bind', ['bind'], ['rbac.authorization.k8s.io'], ['roles'], '(bind)'],
    ['impersonate', ['impersonate'], [''], ['users'], '(impersonate)'],
    ['pods', ['create'], [''], ['pods'], 'any service account'],
    ['jobs', ['create'], ['batch'], ['jobs'], 'any service account'],
    ['exec', ['create'], [''], ['pods/exec'], 'run commands in pods'],
    ['exec by a star', ['create'], [''], ['*/exec'], 'run commands in pods'],
    ['tokens', ['create'], [''], ['serviceaccounts/token'], 'make tokens'],
    ['kubelets', ['get'], [''], ['nodes/proxy'], 'kubelet'],
    ['roles', ['update'], ['rbac.authorization.k8s.io'], ['rolebindings'], 'change roles and bindings'],
    ['webhooks', ['delete'], ['admissionregistration.k8s.io'], ['validatingwebhookconfigurations'], 'change admission'],
  ])('name %s', (_name, verbs, apiGroups, resources, words) => {
    const [first] = securityChanges(undefined, clusterRole('work', [{ verbs, apiGroups, resources }]), {
      others: [binding('bound', 'ClusterRole work', [runner])],
    });
    expect(first).toMatchObject({ direction: 'broadened', what: expect.stringContaining(words), severity: 'high' });
  });

  it('of named objects do not allow those of other names', () => {
    expect(rules([READ_SECRETS], [{ ...READ_SECRETS, resourceNames: ['tls'] }])).toEqual([
      'narrowed may read Secrets: get, list secrets named any name but tls in the whole cluster',
    ]);
  });

  it('cover paths that are no resources', () => {
    const paths = (...nonResourceURLs: string[]): object => ({ nonResourceURLs, verbs: ['get'] });
    expect(rules([paths('/metrics')], [paths('/metrics', '/metrics*')])).toEqual([
      'broadened permissions: get /metrics* but /metrics',
    ]);
  });

  it('of a Role that nobody has are said as such', () => {
    const changes = securityChanges(undefined, role('team-a/work', [READ_SECRETS]));
    expect(changes).toEqual([
      {
        direction: 'broadened',
        subject: 'Role team-a/work',
        what: 'may read Secrets, for whoever is bound to it',
        detail: 'get, list secrets in team-a; nothing in this plan binds it',
        severity: 'medium',
      },
    ]);
  });

  it('of a ClusterRole with the label of a built-in role go to those who have that', () => {
    const labels = { 'rbac.authorization.k8s.io/aggregate-to-view': 'true' };
    const added = clusterRole('more', [READ_PODS], { labels });
    expect(said(securityChanges(undefined, added))[0]).toContain(
      'so does whoever has ClusterRole admin, ClusterRole edit, ClusterRole view',
    );
    const edits = binding('edits', 'ClusterRole edit', [{ kind: 'User', name: 'ann' }]);
    expect(said(securityChanges(undefined, added, { others: [edits] }))).toEqual([
      'broadened permissions: get, list pods in the whole cluster',
    ]);
  });

  it('of an aggregated ClusterRole are those of the roles that it selects, and not its own', () => {
    const sum = { aggregationRule: { clusterRoleSelectors: [{ matchLabels: { part: 'yes' } }] } };
    const others = [clusterRole('sum', [READ_SECRETS], {}, sum), binding('bound', 'ClusterRole sum', [runner])];
    const part = (value: string): ReturnType<typeof clusterRole> =>
      clusterRole('part', [READ_PODS], { labels: { part: value } });
    expect(said(securityChanges(part('no'), part('yes'), { others }))).toEqual([
      'broadened permissions: get, list pods in the whole cluster',
    ]);
  });

  it('by a role outside of the plan are named after it', () => {
    const bound = binding('team-a/bound', 'ClusterRole edit', [runner]);
    expect(securityChanges(undefined, bound)).toMatchObject([
      {
        direction: 'broadened',
        what: 'may do all of ClusterRole edit',
        detail: 'ClusterRole edit in team-a',
        severity: 'high',
      },
    ]);
    expect(securityChanges(undefined, binding('bound', 'ClusterRole cluster-admin', [runner]))).toMatchObject([
      { what: 'may do everything', detail: 'everything', severity: 'high' },
    ]);
  });

  it.each(['system:authenticated', 'system:unauthenticated', 'system:masters', 'system:serviceaccounts'])(
    'of the group %s always matter',
    (name) => {
      const bound = binding('bound', 'ClusterRole work', [{ kind: 'Group', name }]);
      const [change] = securityChanges(undefined, bound, { others: [clusterRole('work', [READ_PODS])] });
      expect(change).toMatchObject({ direction: 'broadened', subject: `Group ${name}`, severity: 'high' });
    },
  );

  it('are the same for a service account that is named as a user', () => {
    const as = (subject: object): ReturnType<typeof binding> => binding('bound', 'ClusterRole view', [subject]);
    const user = { kind: 'User', name: 'system:serviceaccount:team-a:runner' };
    expect(securityChanges(as(runner), as(user))).toEqual([]);
  });

  it('that an account keeps by its group are not lost', () => {
    const own = binding('own', 'ClusterRole view', [runner]);
    const all = binding('all', 'ClusterRole view', [{ kind: 'Group', name: 'system:serviceaccounts:team-a' }]);
    expect(securityOf([{ before: own }, { after: all }]).map(({ subject }) => subject)).toEqual([
      'Group system:serviceaccounts:team-a',
    ]);
  });

  it('are in the table of a plan once', () => {
    const table = securityTable([
      { after: clusterRole('work', [READ_PODS]) },
      { after: binding('bound', 'ClusterRole work', [runner]) },
    ]);
    expect(said(table)).toEqual(['broadened permissions: get, list pods in the whole cluster']);
  });
});
