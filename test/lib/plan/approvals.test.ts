import { historyOf, matchStack, type AssemblyStack, type ResourceOrigin } from '../../../lib/plan/assembly';
import { buildReport } from '../../../lib/plan/build-report';
import { textAt, type JsonObject } from '../../../lib/plan/json';
import { readPlan } from '../../../lib/plan/read-plan';
import type { Report } from '../../../lib/plan/report';
import { bytes, change, object, plan, release, reportOfChanges } from '../../support/plans';

const risks = ({ approvals }: Report): string[] => approvals.map(({ risk, consequence }) => `${risk}: ${consequence}`);
const stack = (id: string, resources: Readonly<Record<string, Partial<ResourceOrigin>>>): AssemblyStack => ({
  id,
  resources: new Map(
    Object.entries(resources).map(([address, it]) => [
      address,
      { path: 'a/b/Resource', stateful: false, protected: false, ...it },
    ]),
  ),
});
const joined = (
  entry: JsonObject,
  now: Partial<ResourceOrigin> | undefined,
  before: Partial<ResourceOrigin> | undefined,
): Report => {
  const of = (it: Partial<ResourceOrigin> | undefined): ReadonlyMap<string, AssemblyStack> =>
    new Map([['s', stack('s', it === undefined ? {} : { [textAt(entry, 'address') ?? '']: it })]]);
  return buildReport([{ plan: readPlan('p', bytes(plan([entry]))), stack: historyOf('s', of(now), of(before)) }]);
};
const bucket = (...actions: string[]): JsonObject => change({ address: 'acme_thing.a', actions });

const ceph = (...hosts: readonly string[]): JsonObject =>
  object('CephCluster', 'ceph', { spec: { storage: { nodes: hosts.map((name) => ({ name })) } } });

describe('what must be approved', () => {
  test.each<[string, JsonObject, RegExp]>([
    ['a deletion of what may hold data', bucket('delete'), /^unknown-data: it is destroyed; whether/],
    ['a replacement of it', bucket('create', 'delete'), /^unknown-data: a new one is created, then/],
    ['that it is forgotten', bucket('forget'), /^unknown-data: Terraform forgets it/],
    [
      'that a release is replaced',
      release({ actions: ['delete', 'create'] }, [], []),
      /^outage: uninstalls .* and installs/,
    ],
    [
      'that a release is removed',
      release({ actions: ['delete'] }, [object('A', 'a')], null),
      /^outage: .*1 object of .*deleted$/,
    ],
    [
      'that a namespace goes',
      change({ address: 'kubernetes_namespace_v1.a', actions: ['delete'], before: { metadata: [{ name: 'a' }] } }),
      /^data: everything in the namespace/,
    ],
    ['an object that an update deletes', release({}, [object('A', 'a')], []), /^object: deleted by an update/],
    ['a host that leaves a storage cluster', release({}, [ceph('a', 'b')], [ceph('b', 'c')]), /^data: hosts leave it/],
  ])('is %s', (_, entry, expected) => {
    const report = reportOfChanges([entry]);
    expect([report.verdict, risks(report)]).toEqual(['approval', [expect.stringMatching(expected)]]);
  });

  test.each<[string, JsonObject]>([
    ['an update', bucket('update')],
    ['a creation', bucket('create')],
    ['a replacement of what holds nothing', change({ address: 'terraform_data.a', actions: ['delete', 'create'] })],
    ['an object that comes', release({}, [], [object('A', 'a')])],
    ['a host that comes to a storage cluster', release({}, [ceph('a')], [ceph('a', 'b')])],
  ])('is not %s', (_, entry) => {
    expect(reportOfChanges([entry])).toMatchObject({ verdict: 'change', approvals: [] });
  });

  test('is known from the assemblies, the previous one for what is gone', () => {
    expect(risks(joined(bucket('delete'), undefined, { stateful: true }))).toEqual([
      expect.stringMatching(/^data: it holds data/),
    ]);
    expect(joined(bucket('delete'), undefined, { stateful: false })).toMatchObject({
      verdict: 'change',
      approvals: [],
    });
    expect(risks(joined(bucket('delete'), { stateful: false }, { stateful: true }))).toHaveLength(1);
    expect(joined(bucket('delete'), undefined, { stateful: true }).approvals[0]?.path).toBe('a/b');
  });

  test('is that the protection of something is lifted, though nothing else changes', () => {
    const report = joined(bucket('no-op'), { protected: false }, { protected: true });
    expect(risks(report)).toEqual([expect.stringMatching(/^unprotected: prevent_destroy/)]);
    expect(report.plans[0]?.resources).toEqual({});
    expect(joined(bucket('no-op'), { protected: true }, { protected: true }).verdict).toBe('none');
  });

  const definition = (...versions: readonly (readonly [string, boolean])[]): JsonObject => ({
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: 'flavors.example.com' },
    spec: { versions: versions.map(([name, served]) => ({ name, served })) },
  });
  const kept = {
    ...definition(['v1', true]),
    metadata: { name: 'flavors.example.com', annotations: { 'helm.sh/resource-policy': 'keep' } },
  };

  test.each<[string, JsonObject, RegExp[]]>([
    ['goes', release({}, [definition(['v1', true])], []), [/^crd: all objects/]],
    ['is no longer managed', release({}, [kept], []), [/^crd: the kind stays/]],
    [
      'loses a version',
      release({}, [definition(['v1', true], ['v2', true])], [definition(['v2', true])]),
      [/^crd: these versions are no longer served/],
    ],
    [
      'stops to serve a version',
      release({}, [definition(['v1', true])], [definition(['v1', false])]),
      [/^crd: these versions are no longer served/],
    ],
    ['gets a version', release({}, [definition(['v1', true])], [definition(['v1', true], ['v2', true])]), []],
    [
      'goes as a resource',
      change({ address: 'kubernetes_manifest.a', actions: ['delete'], before: { manifest: definition(['v1', true]) } }),
      [/^data: all objects/],
    ],
  ])('of a definition that %s', (_, entry, expected) => {
    expect(risks(reportOfChanges([entry]))).toEqual(expected.map((it) => expect.stringMatching(it)));
  });
});

describe('the verdict', () => {
  test.each<[string, string, Report]>([
    ['none', 'nothing changes', reportOfChanges([bucket('no-op')])],
    ['none', 'data are read', reportOfChanges([bucket('read')])],
    ['none', 'only drift was found', reportOfChanges([], { resource_drift: [change({ after: { a: 1 } })] })],
    ['change', 'something moves', reportOfChanges([change({ actions: ['no-op'], previous_address: 'a.b' })])],
    [
      'change',
      'an output changes',
      reportOfChanges([], { output_changes: { a: { actions: ['update'], before: 1, after: 2 } } }),
    ],
    ['incomplete', 'a plan is partial, whatever it does', reportOfChanges([bucket('delete')], { complete: false })],
  ])('is %s when %s', (verdict, _, report) => {
    expect(report.verdict).toBe(verdict);
  });
});

describe('the stack of a plan', () => {
  const [dev, production] = [stack('dev', { 'a.x': {}, 'a.y': {} }), stack('production', { 'a.x': {}, 'a.y': {} })];
  const other = stack('other', { 'a.y': {}, 'a.z': {} });
  const assembly = new Map([dev, production, other].map((it) => [it.id, it]));
  const match = (source: string, ...addresses: string[]): string | undefined =>
    matchStack(source, addresses, [assembly]);

  test('is named by its file or folder, else by most addresses', () => {
    expect(match('cdktf.out/stacks/dev/plan.json', 'a.z')).toBe('other');
    expect(match('cdktf.out/stacks/dev/plan.json', 'a.x')).toBe('dev');
    expect(match('plans/production.plan.json', 'a.x')).toBe('production');
    expect(match('plan.json', 'a.z["k"]', 'a.y')).toBe('other');
    expect(match('plan.json', 'b.z')).toBeUndefined();
    expect(() => match('plan.json', 'a.x')).toThrow(/DH6007[\s\S]*dev, production/);
  });
});
