import type { KubernetesObject } from '../../../lib/kubernetes/object';
import { stackDigest, stageDigest, differingStacks } from '../../../lib/release/content';
import { wayBack, type StepEnd } from '../../../lib/release/way-back';

function end(release: string, objects: readonly KubernetesObject[] = [], stateful: readonly string[] = []): StepEnd {
  const resources = Object.fromEntries(stateful.map((address) => [address, `storage/${address}`]));
  const stacks = { 'lab-dev-storage': { digest: release, resources, stateful } };
  return { release, objects, content: { digest: release, library: '1', stacks, pins: { charts: {}, models: {} } } };
}

function crd(...versions: readonly (readonly [name: string, served: boolean, storage: boolean])[]): KubernetesObject {
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: 'queues.example.com' },
    spec: { versions: versions.map(([name, served, storage]) => ({ name, served, storage })) },
  };
}

function ceph(image: string): KubernetesObject {
  return {
    apiVersion: 'ceph.rook.io/v1',
    kind: 'CephCluster',
    metadata: { name: 'ceph' },
    spec: { cephVersion: { image } },
  };
}

const v1 = ['v1beta1', true, true] as const;

describe('the way back', () => {
  it('is there when nothing is lost', () => {
    expect(wayBack(end('1.0.0'), end('1.1.0'))).toEqual({ kind: 'reversible', reasons: [] });
  });

  it('ends where data goes', () => {
    const { kind, reasons } = wayBack(end('1.0.0', [], ['helm_release.ceph']), end('1.1.0'));
    expect(kind).toBe('forward-only');
    expect(reasons).toEqual(["'storage/helm_release.ceph' holds data, and goes"]);
  });

  it.each<[string, KubernetesObject, readonly string[]]>([
    ['stay as they are', crd(v1), []],
    ['are served in one version more', crd(v1, ['v1', true, false]), []],
    [
      'are stored in a new version',
      crd(['v1beta1', true, false], ['v1', true, true]),
      ['objects of queues.example.com are stored as v1, which the release before does not serve'],
    ],
  ])('looks at how objects are stored: they %s', (_, after, reasons) => {
    expect(wayBack(end('1.0.0', [crd(v1)]), end('1.1.0', [after])).reasons).toEqual(reasons);
  });

  it('has time for a change of the stored version: it is served first, and stored one release later', () => {
    const both = crd(['v1beta1', true, true], ['v1', true, false]);
    const stored = crd(['v1beta1', true, false], ['v1', true, true]);
    expect(wayBack(end('1.0.0', [both]), end('1.1.0', [stored])).kind).toBe('reversible');
  });

  it.each<[string, string, string, readonly string[]]>([
    ['a newer build of the same release', 'v20.2.4-20260818', 'v20.2.4-20260901', []],
    ['a point release', 'v20.2.4-20260818', 'v20.2.5', ['20.2.5']],
    ['a major release', 'v20.2.4', 'v21.2.0', ['21.2.0']],
    ['an older release, which is the way back itself', 'v20.2.5', 'v20.2.4', []],
  ])('ends with a newer release of Ceph: %s', (_, from, to, versions) => {
    const [before, after] = [from, to].map((tag) => ceph(`quay.io/ceph/ceph:${tag}`));
    expect(wayBack(end('1.0.0', [before!]), end('1.1.0', [after!])).reasons).toEqual(
      versions.map(
        (version) =>
          `Ceph cluster 'ceph' goes from 20.2.4 to ${version}, and neither Ceph nor Rook supports the way back`,
      ),
    );
  });

  it('says what nobody knows: the hooks of a chart that is not pinned by the library', () => {
    const at = (release: string, charts: Readonly<Record<string, string>>): StepEnd => {
      const { content, ...rest } = end(release);
      return { ...rest, content: { ...content, pins: { charts, models: {} } } };
    };
    const [old, next] = [
      { kueue: '0.18.6', registry: '1.0.0' },
      { kueue: '0.19.2', registry: '2.0.0' },
    ];
    expect(wayBack(at('1.0.0', old), at('1.1.0', next))).toEqual({
      kind: 'reversible',
      reasons: [],
      unknown: ['registry 1.0.0 -> 2.0.0: nobody looked at its hooks'],
    });
  });

  it('ends where the author of a release says so, for all that pass it', () => {
    const oneWay = { '1.1.0': 'tables are rewritten' };
    expect(wayBack(end('1.0.0'), end('1.2.0'), oneWay).reasons).toEqual(['1.1.0: tables are rewritten']);
    expect(wayBack(end('1.1.0'), end('1.2.0'), oneWay).kind).toBe('reversible');
  });
});

describe('the digest of a stack', () => {
  const resource = { helm_release: { a: { name: 'a', provider: 'helm', '//': { metadata: { path: 'x/a' } } } } };
  const base = stackDigest({ resource });

  it('is that of what it does', () => {
    expect(stackDigest({ resource, terraform: { backend: {} }, provider: { helm: [] }, '//': {} })).toBe(base);
    expect(stackDigest({ resource: { helm_release: { a: { name: 'a' } } } })).toBe(base);
    expect(stackDigest({ resource: { helm_release: { a: { name: 'b' } } } })).not.toBe(base);
    expect(stackDigest({ resource: { helm_release: { b: { name: 'a' } } } })).not.toBe(base);
  });

  it('minds what is read, but for the guard of the identity', () => {
    const read = (path: string): string =>
      stackDigest({ resource, data: { kubernetes_namespace_v1: { n: { '//': { metadata: { path } } } } } });
    expect(read('lab-dev-cluster/Datahall/Cluster/Identity')).toBe(base);
    expect(read('lab-dev-cluster/cluster/other')).not.toBe(base);
  });

  it('minds empty blocks: a selector of all is no selector', () => {
    const policy = (spec: object): string =>
      stackDigest({ resource: { kubernetes_network_policy_v1: { p: { spec } } } });
    expect(policy({ pod_selector: {} })).not.toBe(policy({}));
  });

  it('joins to that of a stage, in any order', () => {
    const stack = (digest: string) => ({ digest, resources: {}, stateful: [] });
    const [a, b] = [
      { one: stack('1'), two: stack('2') },
      { two: stack('2'), one: stack('1') },
    ];
    expect(stageDigest(a)).toBe(stageDigest(b));
    const content = (stacks: typeof a) => ({ digest: '', library: '', pins: { charts: {}, models: {} }, stacks });
    expect(differingStacks(content(a), content({ ...a, two: stack('3') }))).toEqual(['two']);
  });
});
