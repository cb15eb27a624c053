import { change, object, release, reportOfChanges } from '../../support/plans';
import type { JsonObject } from '../../../lib/plan/json';

const values = (before: readonly string[], after: readonly string[], rest: object = {}): JsonObject =>
  change({ address: 'helm_release.app', before: { values: before }, after: { values: after }, ...rest });
const fieldsOf = (entry: JsonObject): string[] =>
  (reportOfChanges([entry]).changes[0]?.fields ?? []).map(
    ({ path, before = '', after = '' }) => `${path} ${before} ${after}`,
  );
const objectsOf = (entry: JsonObject): string[] =>
  (reportOfChanges([entry]).changes[0]?.objects ?? []).map(({ action, kind, name }) => `${action} ${kind} ${name}`);
const keep = { metadata: { name: 'a', annotations: { 'helm.sh/resource-policy': 'keep' } } };

describe('the values of a release', () => {
  test.each<[string, string[], string[], string[]]>([
    ['YAML', ['a:\n  b: 1\n  c: x # why'], ['a: {b: 2, c: x}'], ['values.a.b 1 2']],
    ['JSON', ['{"a": 1}'], ['{"a": 1, "b": "x"}'], ['values.b  "x"']],
    [
      'several documents, of which the last wins',
      ['a: {b: 1, c: 1}', 'a: {b: 2}'],
      ['a: {b: 1, c: 1}', 'a: {b: 3}'],
      ['values.a.b 2 3'],
    ],
    ['no YAML', ['a: [', 'b: 1'], ['a: [[', 'b: 1'], ['values[0] "a: [" "a: [["']],
    ['the same in another order', ['{"a": 1, "b": 2}'], ['b: 2\na: 1'], []],
    [
      'lists by name',
      ['ports: [{name: a, port: 1}]\nx: [{name: c}, {name: d}]'],
      ['ports: [{name: a, port: 2}]\nx: [{name: d}]'],
      ['values.ports[0].port 1 2', 'values.x[name=c] {"name": "c"} '],
    ],
  ])('are compared by path: %s', (_, before, after, expected) => {
    expect(fieldsOf(values(before, after))).toEqual(expected);
  });

  test('survive an alias bomb and a tree without end', () => {
    const bomb = `a: &a [x]\n${'bcdefghij'
      .split('')
      .map((it, at) => `${it}: &${it} [${`*${'abcdefghi'[at]},`.repeat(9)}]`)
      .join('\n')}`;
    const deep = `${'['.repeat(5000)}${']'.repeat(5000)}`;
    expect(fieldsOf(values([bomb], [deep]))).toHaveLength(1);
  });

  test('are told as a whole when only the apply tells them, with the objects that may go', () => {
    const before = JSON.stringify({ objects: [object('Flavor', 'a')] });
    const entry = values([before], [], { after: {}, after_unknown: { values: true } });
    const report = reportOfChanges([entry]);
    expect(report.changes[0]?.fields.at(-1)).toMatchObject({ path: 'values', unknown: true });
    expect(report.approvals.map(({ risk }) => risk)).toEqual(['unknown-objects']);
  });

  test('are hidden when they are sensitive, and what the provider repeats of them is dropped', () => {
    const computed = (text: string): object => ({
      metadata: [{ values: text, notes: text }],
      manifest: text,
      resources: { a: text },
    });
    const entry = change({
      address: 'helm_release.app',
      before: { values: ['a: secret-1'], ...computed('secret-1') },
      after: { values: ['a: secret-2'], ...computed('secret-2') },
      after_sensitive: { values: true },
    });
    expect(reportOfChanges([entry]).changes[0]?.fields).toEqual([
      {
        path: 'values.a',
        change: 'changed',
        sensitive: true,
        before: '‹secret›',
        after: expect.stringMatching(/^‹secret/),
      },
    ]);
  });

  test('that set gives one by one are compared by name', () => {
    const set = (value: string): JsonObject => ({
      set: [
        { name: 'x', value: '1' },
        { name: 'a.b', value },
      ],
    });
    const entry = change({ address: 'helm_release.app', before: set('1'), after: set('2') });
    expect(fieldsOf(entry)).toEqual(['set[name=a.b].value "1" "2"']);
  });

  test('of set_sensitive are secret without a mark', () => {
    const set = (value: string): JsonObject => ({ set_sensitive: [{ name: 'a.b', value }] });
    const report = reportOfChanges([
      change({ address: 'helm_release.app', before: set('hidden-1'), after: set('hidden-2') }),
    ]);
    expect(JSON.stringify(report)).not.toContain('hidden-');
  });
});

describe('the objects of a release', () => {
  const [a, b] = [object('Flavor', 'a'), object('Flavor', 'b')];

  test.each<[string, JsonObject, string[]]>([
    [
      'come, go and change in an update',
      release({}, [a, b], [{ ...b, spec: 1 }, object('Flavor', 'c')]),
      ['delete Flavor a', 'update Flavor b', 'create Flavor c'],
    ],
    ['all go', release({}, [a], []), ['delete Flavor a']],
    ['come with the release', release({ actions: ['create'] }, null, [a]), ['create Flavor a']],
    ['go with the release', release({ actions: ['delete'] }, [a], null), ['delete Flavor a']],
    ['stay when Terraform forgets it', release({ actions: ['forget'] }, [a], null), ['orphan Flavor a']],
    ['are replaced with it', release({ actions: ['delete', 'create'] }, [a], [a]), ['replace Flavor a']],
    ['stay when Helm keeps them', release({}, [object('Flavor', 'a', keep)], []), ['orphan Flavor a']],
    [
      'stay when Helm keeps them and the release goes',
      release({ actions: ['delete'] }, [object('Flavor', 'a', keep)], null),
      ['orphan Flavor a'],
    ],
    [
      'are the same in another version',
      release({}, [a], [{ ...a, apiVersion: 'example.com/v2' }]),
      ['update Flavor a'],
    ],
    [
      'are others in another group',
      release({}, [a], [{ ...a, apiVersion: 'example.org/v1' }]),
      ['delete Flavor a', 'create Flavor a'],
    ],
    [
      'are texts in some charts',
      values(['manifests: ["kind: Flavor\\napiVersion: a/v1\\nmetadata: {name: x}"]'], ['manifests: []']),
      ['delete Flavor x'],
    ],
  ])('%s', (_, entry, expected) => {
    expect(objectsOf(entry).sort()).toEqual(expected.sort());
  });

  test('are counted apart from the resources', () => {
    expect(reportOfChanges([release({}, [a, b], [b])]).plans[0]).toMatchObject({
      resources: { update: 1 },
      objects: { delete: 1 },
    });
  });
});

describe('a resource of the kubernetes provider', () => {
  const identity = (entry: JsonObject): unknown => reportOfChanges([entry]).changes[0]?.object;

  test.each<[string, string, JsonObject, string]>([
    ['a typed one', 'kubernetes_cluster_role_binding_v1', { metadata: [{ name: 'x' }] }, 'ClusterRoleBinding x'],
    ['one with a namespace', 'kubernetes_config_map', { metadata: [{ name: 'x', namespace: 'n' }] }, 'ConfigMap n/x'],
    ['one whose name is not known yet', 'kubernetes_job_v1', { metadata: [{ generate_name: 'x-' }] }, 'Job x-?'],
    ['one with initials', 'kubernetes_csi_driver_v1', { metadata: [{ name: 'x' }] }, 'CSIDriver x'],
    ['a manifest', 'kubernetes_manifest', { manifest: object('Flavor', 'x'), object: {} }, 'Flavor x'],
  ])('is an object: %s', (_, type, after, expected) => {
    const { kind, namespace, name } = identity(change({ address: `${type}.a`, actions: ['create'], after })) as Record<
      string,
      string
    >;
    expect(`${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`).toBe(expected);
  });

  test('is none when it only changes a part of one', () => {
    expect(identity(change({ address: 'kubernetes_labels.a', after: { metadata: [{ name: 'x' }] } }))).toBeUndefined();
  });

  test('has the form of the API for the security table', () => {
    const rule = {
      api_groups: [''],
      resources: ['secrets'],
      verbs: ['get'],
      resource_names: null,
      non_resource_urls: [],
    };
    const role = change({
      address: 'kubernetes_cluster_role_v1.a',
      actions: ['create'],
      after: { id: null, metadata: [{ name: 'reader', labels: { a_b: 'x' } }], rule: [rule], aggregation_rule: [] },
    });
    const subject = {
      kind: 'Group',
      name: 'system:authenticated',
      api_group: 'rbac.authorization.k8s.io',
      namespace: '',
    };
    const binding = change({
      address: 'kubernetes_cluster_role_binding_v1.a',
      actions: ['create'],
      after: {
        metadata: [{ name: 'all' }],
        role_ref: [{ api_group: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'reader' }],
        subject: [subject],
      },
    });
    const report = reportOfChanges([role, binding]);
    expect(report.security).toContainEqual(
      expect.objectContaining({
        direction: 'broadened',
        severity: 'high',
        subject: expect.stringContaining('system:authenticated'),
      }),
    );
    expect(report.verdict).toBe('approval');
  });

  test('shows a manifest without what the server answered', () => {
    const side = (size: number, uid: string): JsonObject => ({
      manifest: object('Flavor', 'x', { spec: { size } }),
      object: { uid },
    });
    expect(fieldsOf(change({ address: 'kubernetes_manifest.a', before: side(1, 'a'), after: side(2, 'b') }))).toEqual([
      'spec.size 1 2',
    ]);
  });
});
