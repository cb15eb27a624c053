import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KubernetesProvider } from '@cdktf/provider-kubernetes/lib/provider';
import { App, TerraformStack } from 'cdktf';
import { ChartSet, ClusterLink, CoreObject, CustomResources, Foundation, Gateway, KubernetesCluster } from 'datahall';
import { oneStage, smallShare } from '../../support/small-site';
import { synth } from '../../support/synth';

const charts = ChartSet.of('2026.11');

describe('stacks of one cluster', () => {
  let outdir: string;
  let app: App;
  beforeEach(() => {
    jest.spyOn(process.stderr, 'write').mockImplementation(() => true);
    outdir = mkdtempSync(join(tmpdir(), 'datahall-shared-'));
    app = new App({ outdir });
  });
  afterEach(() => {
    jest.restoreAllMocks();
    rmSync(outdir, { recursive: true, force: true });
  });

  const stackOn = (id: string, context = 'prod'): TerraformStack => {
    const stack = new TerraformStack(app, id);
    new ClusterLink(stack, 'link', { context });
    return stack;
  };
  const resources = (id: string): Readonly<Record<string, object>> => {
    const text = readFileSync(join(outdir, 'stacks', id, 'cdk.tf.json'), 'utf8');
    return (JSON.parse(text) as { resource: Record<string, object> }).resource;
  };
  const priorities = (id: string): readonly string[] =>
    Object.keys(resources(id)['kubernetes_priority_class_v1'] ?? {});
  const share = smallShare();

  it('make a priority class once where they share a foundation, and are deployed in order', () => {
    const [platform, network] = [stackOn('platform'), stackOn('network')];
    new Foundation(platform, 'foundation', { charts, hosts: share.site.hosts }).shareWith(network, platform);
    new KubernetesCluster(platform, 'gpus', { site: share });
    new Gateway(network, 'public', { site: share });
    app.synth();
    expect([priorities('platform').length, priorities('network')]).toEqual([1, []]);
    expect(Object.keys(resources('network'))).not.toContain('kubernetes_namespace_v1');
    expect(network.dependsOn(platform)).toBe(true);
  });

  it('may not make one object twice, nor one release: DH1111', () => {
    const [platform, network] = [stackOn('platform'), stackOn('network')];
    for (const stack of [platform, network]) new Foundation(stack, 'foundation', { charts, hosts: share.site.hosts });
    new KubernetesCluster(platform, 'gpus', { site: share });
    new Gateway(network, 'public', { site: share });
    expect(() => app.synth()).toThrow(
      /^(?![^]*DH1111[^]*DH1111)[^]*DH1111 [^]*'platform'[^]*\(network\)\n +given +PriorityClass datahall-platform\n/,
    );
  });

  it('may not make one Helm release twice on a shared foundation: DH1111', () => {
    const [one, two] = [stackOn('one'), stackOn('two')];
    const foundation = new Foundation(one, 'foundation', { charts }).shareWith(two);
    const namespace = foundation.namespace('apps');
    for (const stack of [one, two]) new CustomResources(stack, 'objects', { release: 'objects', namespace });
    expect(() => app.synth()).toThrow(/DH1111 [^]*given +Helm release objects in apps\n/);
  });

  it('may make the same in different clusters, or where the environment says which', () => {
    const config = (stack: TerraformStack): unknown =>
      new CoreObject(stack, 'config', {
        object: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'same', namespace: 'apps' }, data: {} },
      });
    const [a, b] = [stackOn('a', 'one'), stackOn('b', 'two')];
    const open = ['c', 'd'].map((id) => new TerraformStack(app, id));
    for (const stack of open) new KubernetesProvider(stack, 'kubernetes');
    for (const stack of [a, b, ...open]) config(stack);
    expect(() => app.synth()).not.toThrow();
  });

  it('have no foundation that comes after what stands on another one: DH1112', () => {
    const late = stackOn('late');
    Foundation.of(late).namespace('apps');
    const foundation = new Foundation(late, 'foundation', { charts });
    expect(Foundation.of(late)).not.toBe(foundation);
    expect(() => app.synth()).toThrow(
      /DH1112 [^]*'late'[^]*at +foundation \(late\)\n +given +'late.Datahall.Foundation'/,
    );
  });

  it('share none with a stack in which something stands on another one: DH1112', () => {
    const [own, late] = [stackOn('own', 'own'), stackOn('late', 'late')];
    Foundation.of(late).namespace('apps');
    const foundation = new Foundation(own, 'foundation', { charts }).shareWith(late);
    expect(Foundation.of(late)).not.toBe(foundation);
    expect(() => app.synth()).toThrow(
      /DH1112 [^]*'late'[^]*at +foundation \(own\)\n +given +'late.Datahall.Foundation'/,
    );
  });

  it('keep the foundation that is shared with them: another one is late, and no circle is made', () => {
    const [one, two] = [stackOn('one'), stackOn('two')];
    const first = new Foundation(one, 'foundation', { charts }).shareWith(two);
    const other = new Foundation(two, 'foundation', { charts });
    expect(Foundation.of(two)).toBe(first);
    const three = stackOn('three', 'three');
    two.addDependency(three);
    other.shareWith(three);
    expect(() => app.synth()).toThrow(/DH1112 [^]*'two'[^]*'one.foundation'[^]*DH4014[^]*'two' waits for 'three'/);
  });
});

describe('a stack beside a train', () => {
  it('makes nothing that a stage makes in its cluster: DH1111', () => {
    const beside = (context: string) =>
      synth((app) => {
        oneStage((stage) => stage.foundation.namespace('apps'))(app);
        const stack = new TerraformStack(app, 'own');
        new ClusterLink(stack, 'link', { context });
        new Foundation(stack, 'foundation', { charts }).namespace('apps');
      }).findings.filter(({ code }) => code === 'DH1111');
    expect(beside('dev')).toMatchObject([{ path: 'foundation/Namespaces/apps/Namespace' }]);
    expect(beside('another')).toEqual([]);
  });
});
