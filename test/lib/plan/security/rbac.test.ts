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

  const PROXY = 'past network policies';
  const CONSTRAINTS = 'with the rights of their node';
  it.each([
    ['API services', ['update'], 'apiregistration.k8s.io', 'apiservices', 'who answers for APIs', 'high'],
    ['definitions', ['patch'], 'apiextensions.k8s.io', 'customresourcedefinitions', 'definitions of kinds', 'high'],
    ['deleted definitions', ['delete'], 'apiextensions.k8s.io', '*', 'definitions of kinds', 'high'],
    ['deleted namespaces', ['delete'], '', 'namespaces', 'delete namespaces or volumes', 'high'],
    ['deleted claims', ['deletecollection'], '', 'persistentvolumeclaims', 'delete namespaces or volumes', 'high'],
    ['deleted volumes', ['delete'], '', 'persistentvolumes', 'delete namespaces or volumes', 'high'],
    ['deleted nodes', ['delete'], '', 'nodes', 'delete nodes', 'medium'],
    ['constraints', ['use'], 'security.openshift.io', 'securitycontextconstraints', CONSTRAINTS, 'high'],
    ['Helm releases', ['create'], 'helm.toolkit.fluxcd.io', 'helmreleases', 'by Flux', 'high'],
    ['applications', ['patch'], 'argoproj.io', 'applications', 'Argo CD', 'high'],
    ['workflows', ['create'], 'argoproj.io', 'workflows', 'run pods', 'high'],
    ['Ray', ['create'], 'ray.io', 'rayjobs', 'run pods', 'high'],
    ['training', ['create'], 'trainer.kubeflow.org', 'trainjobs', 'run pods', 'high'],
    ['job sets', ['create'], 'jobset.x-k8s.io', 'jobsets', 'run pods', 'high'],
    ['proxies of pods', ['get'], '', 'pods/proxy', PROXY, 'medium'],
    ['proxies of Services', ['create'], '', 'services/proxy', PROXY, 'medium'],
    ['forwarded ports', ['create'], '', 'pods/portforward', PROXY, 'medium'],
    ['endpoints', ['update'], '', 'endpoints', 'traffic of Services', 'medium'],
    ['slices of endpoints', ['create'], 'discovery.k8s.io', 'endpointslices', 'traffic of Services', 'medium'],
    ['ConfigMaps', ['update'], '', 'configmaps', 'ConfigMaps of all namespaces', 'medium'],
  ])('name %s', (_name, verbs, group, resource, words, severity) => {
    const changes = securityChanges(
      undefined,
      clusterRole('work', [{ verbs, apiGroups: [group], resources: [resource] }]),
      {
        others: [binding('bound', 'ClusterRole work', [runner])],
      },
    );
    expect(changes).toMatchObject([{ direction: 'broadened', what: expect.stringContaining(words), severity }]);
  });

  it.each([
    ['queues of Kueue', ['create'], 'kueue.x-k8s.io', 'localqueues'],
    ['new definitions', ['create'], 'apiextensions.k8s.io', 'customresourcedefinitions'],
    ['reading of definitions and endpoints', ['list'], '*', 'endpoints'],
    ['one ConfigMap', ['update'], '', 'configmaps', ['leader']],
    ['strict constraints', ['use'], 'security.openshift.io', 'securitycontextconstraints', ['restricted-v2']],
  ])('do not name %s', (_name, verbs, group, resource, resourceNames: string[] = []) => {
    expect(rules([], [{ verbs, apiGroups: [group], resources: [resource], resourceNames }])).toEqual([
      expect.stringMatching(/^broadened permissions: /),
    ]);
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

  it('by several roles outside of the plan are named after all of them, and matter as the worst', () => {
    const bound = (name: string, of: string): object => ({ after: binding(name, `ClusterRole ${of}`, [runner]) });
    const changes = securityOf([bound('one', 'system:discovery'), bound('two', 'system:node'), bound('three', 'view')]);
    expect(changes).toMatchObject([
      {
        what: 'may do all of ClusterRole system:discovery, do all of ClusterRole system:node, do all of ClusterRole view',
        detail: ['system:discovery', 'system:node', 'view']
          .map((name) => `ClusterRole ${name} in the whole cluster`)
          .join('; '),
        severity: 'high',
      },
    ]);
  });

  it.each([
    ['ClusterRole view', 'medium'],
    ['ClusterRole system:auth-delegator', 'medium'],
    ['ClusterRole system:discovery', 'low'],
    ['Role kube-system/extension-apiserver-authentication-reader', 'low'],
    ['Role kube-system/system:controller:token-cleaner', 'high'],
    ['ClusterRole system:controller:clusterrole-aggregation-controller', 'high'],
    ['ClusterRole system:kube-controller-manager', 'high'],
    ['ClusterRole super-ops', 'high'],
  ])('by %s outside of the plan are %s', (key, severity) => {
    const [kind, name] = key.split(' ');
    const bound = binding('kube-system/bound', `${kind!} ${name!.split('/').pop()!}`, [runner]);
    expect(securityChanges(undefined, bound)).toMatchObject([{ what: `may do all of ${key}`, severity }]);
  });

  describe('of an aggregated role may be those of roles outside of the plan', () => {
    const sum = (...clusterRoleSelectors: object[]): ReturnType<typeof clusterRole> =>
      clusterRole('sum', [], {}, { aggregationRule: { clusterRoleSelectors } });
    const others = [binding('bound', 'ClusterRole sum', [runner])];
    const labelled = (key: string, value = 'true'): object => ({ matchLabels: { [key]: value } });
    const AGGREGATE = 'rbac.authorization.k8s.io/aggregate-to-';

    it.each([
      ['no requirement', {}, 'high'],
      ['the label of admin', labelled(`${AGGREGATE}admin`), 'high'],
      ['the label of edit', labelled(`${AGGREGATE}edit`), 'high'],
      ['the label of view', labelled(`${AGGREGATE}view`), 'medium'],
      ['the label of all built-in roles', labelled('kubernetes.io/bootstrapping', 'rbac-defaults'), 'high'],
      ['all without a label', { matchExpressions: [{ key: 'x', operator: 'DoesNotExist' }] }, 'high'],
      ['a label of its own for that', labelled('rbac.example.com/aggregate-to-ops'), 'medium'],
      ['any other label', labelled('app', 'operator'), 'high'],
    ])('that have %s', (_name, selector, severity) => {
      expect(securityChanges(undefined, sum(selector), { others })).toMatchObject([
        { direction: 'broadened', what: expect.stringContaining('ClusterRoles that it selects outside'), severity },
      ]);
    });

    it('by what selectors mean together', () => {
      const [a, b] = [labelled('app', 'a'), labelled('app', 'b')];
      const both = { matchExpressions: [{ key: 'app', operator: 'In', values: ['b', 'a'] }] };
      expect(securityChanges(sum(a, b), sum(both), { others })).toEqual([]);
      expect(said(securityChanges(sum(a), sum(both), { others }))).toEqual([
        'broadened may do all of ClusterRoles that it selects outside of this plan: all ClusterRoles app=b in the whole cluster',
      ]);
    });
  });

  describe('of a role that is there already and that nothing in the plan binds', () => {
    it.each([clusterRole('work', [READ_PODS]), role('kube-system/work', [READ_PODS])])('matter as if it was', (was) => {
      const will = { ...was, rules: [{ apiGroups: ['*'], resources: ['*'], verbs: ['*'] }] };
      expect(securityChanges(was, will)[0]).toMatchObject({ direction: 'broadened', severity: 'high' });
      expect(securityChanges(undefined, will)[0]).toMatchObject({ direction: 'broadened', severity: 'medium' });
    });

    it('matter where each cluster has the role by itself', () => {
      for (const name of ['system:discovery', 'edit'])
        expect(securityChanges(undefined, clusterRole(name, [READ_SECRETS]))).toMatchObject([{ severity: 'high' }]);
      expect(securityChanges(undefined, role('team-a/edit', [READ_SECRETS]))).toMatchObject([{ severity: 'medium' }]);
    });
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
