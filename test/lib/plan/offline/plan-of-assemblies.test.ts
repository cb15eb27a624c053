import type { Json, JsonObject } from '../../../../lib/plan/json';
import { planOfAssemblies } from '../../../../lib/plan/offline/plan-of-assemblies';
import type { Plan } from '../../../../lib/plan/read-plan';
import { buildReport } from '../../../../lib/plan/build-report';
import type { Report } from '../../../../lib/plan/report';
import { toMarkdown } from '../../../../lib/plan/markdown/markdown';
import { configuration } from '../../../support/assemblies';
import { object } from '../../../support/plans';
import { schemaErrors } from '../../../support/report-schema';

type Resources = Readonly<Record<string, JsonObject>>;

function plan(
  before: Resources | undefined,
  after: Resources | undefined,
  now: JsonObject = {},
  old: JsonObject = {},
): Plan {
  const side = (resources: Resources | undefined, blocks: JsonObject): Json | undefined =>
    resources === undefined ? undefined : configuration({ resources, blocks });
  return planOfAssemblies('stacks/a/cdk.tf.json', side(before, old), side(after, now));
}

const report = (...args: Parameters<typeof plan>): Report => buildReport([{ plan: plan(...args) }]);

const actions = (...args: Parameters<typeof plan>): Record<string, string> =>
  Object.fromEntries(plan(...args).changes.map(({ address, action }) => [address, action]));

const map = (data: JsonObject, rest: JsonObject = {}): JsonObject => ({
  '//': { metadata: { path: 'x' } },
  depends_on: ['a.b'],
  provider: 'kubernetes',
  metadata: { name: 'a', labels: { name: 'l' } },
  data,
  ...rest,
});

const carrier = (...objects: readonly Json[]): JsonObject => ({
  name: 'flavors',
  namespace: 'queues',
  values: [JSON.stringify({ objects })],
});

describe('a plan of two configurations', () => {
  test('creates, updates and deletes what a plan would', () => {
    const made = actions(
      { 'kubernetes_config_map_v1.gone': map({}), 'kubernetes_config_map_v1.same': map({ a: '1' }), 'a.b': { x: 1 } },
      { 'kubernetes_config_map_v1.come': map({}), 'kubernetes_config_map_v1.same': map({ a: '1' }), 'a.b': { x: 2 } },
    );
    expect(made).toEqual({
      'a.b': 'update',
      'kubernetes_config_map_v1.come': 'create',
      'kubernetes_config_map_v1.gone': 'delete',
      'kubernetes_config_map_v1.same': 'none',
    });
  });

  test('takes how Terraform works for no change', () => {
    const others = { '//': { metadata: { path: 'y' } }, depends_on: [], provider: 'kubernetes.b', lifecycle: {} };
    expect(actions({ 'a.b': map({}) }, { 'a.b': map({}, others) })).toEqual({ 'a.b': 'none' });
  });

  test.each<[string, JsonObject | string]>([
    ['none', { ignore_changes: ['data', 'metadata[0].labels["name"]'] }],
    ['update', { ignore_changes: ['data'] }],
    ['none', { ignore_changes: 'all' }],
    ['update', {}],
  ])('is %s with %j', (action, lifecycle) => {
    const metadata = { name: 'a', labels: { name: 'other' } };
    const after = map({ a: '2' }, { lifecycle, metadata });
    expect(actions({ 'a.b': map({ a: '1' }) }, { 'a.b': after })).toEqual({ 'a.b': action });
  });

  test('of a stack on one side only creates all, or deletes all', () => {
    expect(actions(undefined, { 'a.b': {}, 'a.c': {} })).toEqual({ 'a.b': 'create', 'a.c': 'create' });
    expect(actions({ 'a.b': {}, 'a.c': {} }, undefined)).toEqual({ 'a.b': 'delete', 'a.c': 'delete' });
  });

  test.each<[string, JsonObject, JsonObject, readonly string[]]>([
    ['helm_release.a', { name: 'a', namespace: 'x' }, { name: 'a', namespace: 'y' }, ['namespace']],
    ['helm_release.a', { name: 'a', version: '1' }, { name: 'a', version: '2' }, []],
    ['kubernetes_config_map_v1.a', { metadata: { name: 'a' } }, { metadata: { name: 'b' } }, ['metadata.0.name']],
    [
      'kubernetes_config_map_v1.a',
      { metadata: { labels: { name: 'a' } } },
      { metadata: { labels: { name: 'b' } } },
      [],
    ],
    ['kubernetes_storage_class_v1.a', { parameters: { a: '1' } }, { parameters: { a: '2' } }, ['parameters']],
    ['kubernetes_storage_class_v1.a', { reclaim_policy: 'Delete' }, { reclaim_policy: 'Retain' }, []],
    ['kubernetes_priority_class_v1.a', { value: 1 }, { value: 2 }, ['value']],
    ['kubernetes_role_binding_v1.a', { role_ref: { name: 'a' } }, { role_ref: { name: 'b' } }, ['role_ref']],
    [
      'kubernetes_persistent_volume_claim_v1.a',
      { spec: { volume_mode: 'Block', resources: { requests: { storage: '1' } } } },
      { spec: { volume_mode: 'Filesystem', resources: { requests: { storage: '2' } } } },
      ['spec.0.volume_mode'],
    ],
    [
      'kubernetes_manifest.a',
      { manifest: { kind: 'A', spec: 1 } },
      { manifest: { kind: 'B', spec: 2 } },
      ['manifest.kind'],
    ],
    [
      'terraform_data.a',
      { triggers_replace: [1], input: 1 },
      { triggers_replace: [2], input: 2 },
      ['triggers_replace'],
    ],
  ])('%s: knows what cannot be changed in place: %j %j', (address, before, after, paths) => {
    const [change] = plan({ [address]: before }, { [address]: after }).changes;
    expect(change?.replacePaths.map((path) => path.map(String).join('.'))).toEqual(paths);
    expect(change?.action).toBe(paths.length === 0 ? 'update' : 'replace');
  });

  test('creates the new one first where the program says so', () => {
    const lifecycle = { create_before_destroy: true };
    const [change] = plan({ 'helm_release.a': { name: 'a' } }, { 'helm_release.a': { name: 'b', lifecycle } }).changes;
    expect(change).toMatchObject({ action: 'replace', order: 'create-first' });
  });

  test('says what Terraform refuses, and does not for what is not protected any more', () => {
    const protects = { lifecycle: { prevent_destroy: true } };
    const before = { 'helm_release.a': { name: 'a', ...protects } };
    const made = report(before, { 'helm_release.a': { name: 'b', ...protects } });
    expect([made.verdict, made.plans[0]?.gaps]).toEqual([
      'incomplete',
      ['Terraform refuses it: helm_release.a would be replaced, and prevent_destroy protects it'],
    ]);
    expect(report(before, { 'helm_release.a': { name: 'b' } }).verdict).toBe('approval');
  });

  test('moves along, in several steps, and says what else changes', () => {
    const moved = [
      { from: 'a.old', to: 'a.between' },
      { from: 'a.between', to: 'a.new' },
      { from: 'b.old', to: 'b.new' },
      { from: 'a.other', to: 'a.nowhere' },
    ];
    const made = plan({ 'a.old': { x: 1 }, 'b.old': { x: 1 } }, { 'a.new': { x: 1 }, 'b.new': { x: 2 } }, { moved });
    expect(made.changes.map((it) => [it.address, it.previousAddress, it.action])).toEqual([
      ['a.new', 'a.old', 'move'],
      ['b.new', 'b.old', 'update'],
    ]);
  });

  test('does not move onto what is there, nor what stays', () => {
    const moved = [{ from: 'a.x', to: 'a.y' }];
    expect(actions({ 'a.x': {}, 'a.y': {} }, { 'a.y': {} }, { moved })).toEqual({ 'a.x': 'delete', 'a.y': 'none' });
    expect(actions({ 'a.x': {} }, { 'a.x': {}, 'a.y': {} }, { moved })).toEqual({ 'a.x': 'none', 'a.y': 'create' });
    const circle = [...moved, { from: 'a.y', to: 'a.x' }];
    expect(actions({ 'a.x': {} }, { 'a.z': {} }, { moved: circle })).toEqual({ 'a.x': 'delete', 'a.z': 'create' });
  });

  test('imports what is new, and forgets what is removed so', () => {
    const blocks = {
      import: [{ to: 'a.found', id: 'x' }],
      removed: [{ from: 'a.left', lifecycle: { destroy: false } }],
    };
    expect(actions({ 'a.left': {} }, { 'a.found': { x: 1 } }, blocks)).toEqual({
      'a.found': 'import',
      'a.left': 'forget',
    });
    expect(actions({ 'a.found': { x: 1 } }, { 'a.found': { x: 1 } }, blocks)).toEqual({ 'a.found': 'none' });
  });

  test('tells what a plan alone knows as unknown', () => {
    const made = report(
      { 'a.b': { x: 'old', y: '${c.d}', z: '$${HOME}' } },
      { 'a.b': { x: '${c.d}', y: '${c.d}', z: '${HOME}' } },
    );
    expect(made.changes[0]?.fields).toEqual([
      { path: 'x', change: 'changed', before: '"old"', unknown: true },
      { path: 'z', change: 'changed', before: '"${HOME}"', unknown: true },
    ]);
  });

  test('opens releases as a report of a plan does', () => {
    const made = report(
      { 'helm_release.flavors': carrier(object('Flavor', 'a100'), object('Flavor', 'h100', { spec: 1 })) },
      { 'helm_release.flavors': carrier(object('Flavor', 'b200'), object('Flavor', 'h100', { spec: 2 })) },
    );
    expect(made.plans[0]).toMatchObject({ resources: { update: 1 }, objects: { create: 1, update: 1, delete: 1 } });
    expect(made.approvals.map(({ risk, object: of }) => [risk, of?.name])).toEqual([['object', 'a100']]);
  });

  test('reads values that hold expressions, and asks when they may hide objects', () => {
    const values = (text: string): Resources => ({ 'helm_release.flavors': { name: 'f', values: [text] } });
    const objects = JSON.stringify([object('A', 'a')]);
    const known = report(values('{"a": ${jsonencode(x)}, "b": 1}'), values('{"a": ${jsonencode(y)}, "b": 2}'));
    expect(known.changes[0]?.fields.map(({ path, before, after }) => [path, before, after])).toEqual([
      ['values.a', '"${jsonencode(x)}"', '"${jsonencode(y)}"'],
      ['values.b', '1', '2'],
    ]);
    for (const hidden of ['{"objects": ${jsonencode(x)}}', '${jsonencode(x)}'])
      expect(report(values(`{"objects": ${objects}}`), values(hidden)).approvals.map(({ risk }) => risk)).toEqual([
        'unknown-objects',
      ]);
    expect(report(values('{"objects": ${x}}'), values('{"objects": ${x}}')).verdict).toBe('none');
  });

  test('hides what Kubernetes Secrets hold', () => {
    const secret = (password: string): Resources => ({
      'kubernetes_secret_v1.a': { metadata: { name: 'a' }, data: { password } },
      'helm_release.copy': { name: 'copy', values: [JSON.stringify({ copy: password })] },
    });
    const text = JSON.stringify(report(secret('canary-1'), secret('canary-2')));
    expect(text).toContain('‹secret 0001›');
    expect(text).not.toContain('canary');
  });

  test('shows outputs, and hides those that are sensitive', () => {
    const output = (value: string): JsonObject => ({
      output: { open: { value }, hidden: { value: `${value}-secret`, sensitive: true }, same: { value: 1 } },
    });
    const made = report({}, {}, output('new'), output('old'));
    expect(made.outputs.map(({ path, before, after }) => [path, before, after])).toEqual([
      ['hidden', '‹secret 0001›', '‹secret 0002›'],
      ['open', '"old"', '"new"'],
    ]);
  });

  test('has the same digest for the same input, and another one for another', () => {
    const digest = (x: number): string => plan({ 'a.b': { x: 1 } }, { 'a.b': { x } }).digest;
    expect(digest(2)).toBe(digest(2));
    expect(digest(3)).not.toBe(digest(2));
  });
});

describe('another cluster', () => {
  const cluster = (settings: JsonObject, uid?: string, alias?: string): JsonObject => {
    const guard = {
      metadata: { name: 'kube-system' },
      provider: alias === undefined ? 'kubernetes' : `kubernetes.${alias}`,
      lifecycle: { postcondition: [{ condition: `\${self.metadata[0].uid == "${uid ?? ''}"}` }] },
    };
    return {
      provider: { kubernetes: [{ ...settings, ...(alias === undefined ? {} : { alias }) }] },
      ...(uid === undefined ? {} : { data: { kubernetes_namespace_v1: { guard } } }),
    };
  };
  const moves = (old: JsonObject, now: JsonObject): Report => report({ 'a.b': {} }, { 'a.b': {} }, now, old);
  const names = (old: JsonObject, now: JsonObject): readonly unknown[] =>
    moves(old, now).approvals.map(({ risk, names: all }) => [risk, all]);
  const dev = { config_context: 'dev', config_path: '/home/a/.kube/config' };
  const other = { ...dev, config_context: 'other' };

  test('must be approved: everything would be created anew in it', () => {
    const made = moves(cluster(dev, 'one'), cluster(dev, 'two'));
    expect(made).toMatchObject({
      verdict: 'approval',
      approvals: [{ address: 'provider', action: 'move', risk: 'state', names: ['kubernetes.uid "one" → "two"'] }],
    });
    expect(schemaErrors(made)).toEqual([]);
    expect(toMarkdown(made)).toMatch(/\*\*move\*\* <code>provider<\/code>: it is applied to another cluster/);
  });

  test('is that of another context or server, where no UID says that it is the same', () => {
    const context = [['state', ['kubernetes.config_context "dev" → "other"']]];
    expect(names(cluster(dev), cluster(other))).toEqual(context);
    expect(names(cluster(dev, 'one'), cluster(other))).toEqual(context);
    expect(names(cluster({ host: 'https://a' }), cluster({ host: 'https://b' }))).toHaveLength(1);
    expect(names(cluster(dev, 'one', 'builds'), cluster(dev, 'two', 'builds'))).toEqual([
      ['state', ['kubernetes.builds.uid "one" → "two"']],
    ]);
    const helm = (context_: string): JsonObject => ({
      provider: { helm: [{ kubernetes: { config_context: context_ } }] },
    });
    expect(names(helm('dev'), helm('other'))).toEqual(context);
  });

  test('is none where a context is renamed, a pin comes or goes, or the project lies elsewhere', () => {
    const elsewhere = { ...dev, config_path: '/ci/job/7/.kube/config' };
    for (const [old, now] of [
      [cluster(dev, 'one'), cluster(other, 'one')],
      [cluster(dev), cluster(dev, 'one')],
      [cluster(dev, 'one'), cluster(dev)],
      [cluster(dev), cluster(elsewhere)],
      [{}, cluster(dev)],
    ] as const)
      expect(moves(old, now)).toMatchObject({ verdict: 'none', approvals: [] });
  });
});

describe('a state that lies elsewhere', () => {
  const backend = (kind: string, settings: JsonObject): JsonObject => ({
    terraform: { backend: { [kind]: settings } },
  });
  const moves = (old: JsonObject, now: JsonObject): Report => report({ 'a.b': {} }, { 'a.b': {} }, now, old);
  const s3 = (rest: JsonObject = {}): JsonObject => backend('s3', { bucket: 'states', key: 'dev/cluster', ...rest });

  test('must be approved, with what changes', () => {
    const { verdict, approvals } = moves(s3(), s3({ key: 'dev/base' }));
    expect(verdict).toBe('approval');
    expect(approvals).toEqual([
      {
        ...{ plan: 0, path: 'terraform.backend', address: 'terraform.backend', action: 'move', risk: 'state' },
        consequence: expect.stringMatching(/without init -migrate-state .* creates everything anew$/),
        names: ['backend.key "dev/cluster" → "dev/base"'],
      },
    ]);
    expect(schemaErrors(moves(s3(), s3({ key: 'x' })))).toEqual([]);
    expect(toMarkdown(moves(s3(), s3({ key: 'x' })))).toContain(
      '- ⛔ **move** <code>terraform.backend</code>: Terraform looks',
    );
  });

  test.each<[string, JsonObject, JsonObject]>([
    ['another kind', s3(), backend('gcs', { bucket: 'states', prefix: 'dev' })],
    ['no backend any more', s3(), {}],
    ['a cloud', {}, { terraform: { cloud: { organization: 'o', workspaces: { name: 'w' } } } }],
    [
      'another file',
      backend('local', { path: '../state/a.tfstate' }),
      backend('local', { path: '../state/b.tfstate' }),
    ],
  ])('is %s', (_, old, now) => {
    expect(moves(old, now).approvals.map(({ risk }) => risk)).toEqual(['state']);
  });

  test.each<[string, JsonObject, JsonObject]>([
    ['how it is reached', s3({ profile: 'a', use_lockfile: true }), s3({ profile: 'b', encrypt: true })],
    [
      'where the project lies',
      backend('local', { path: '/a/state/x.tfstate' }),
      backend('local', { path: '/b/c/state/x.tfstate' }),
    ],
    ['nothing', {}, {}],
  ])('is not %s', (_, old, now) => {
    expect(moves(old, now)).toMatchObject({ verdict: 'none', approvals: [] });
  });

  test('is of no stack that comes or goes, and shows no password', () => {
    expect(report(undefined, { 'a.b': {} }, s3()).approvals).toEqual([]);
    const pg = (host: string): JsonObject => backend('pg', { conn_str: `postgres://u:canary@${host}/states` });
    const made = moves(pg('a'), pg('b'));
    expect(made.approvals[0]?.names).toEqual(['backend.conn_str ‹secret› → ‹secret›']);
    expect(JSON.stringify(made)).not.toContain('canary');
  });
});
