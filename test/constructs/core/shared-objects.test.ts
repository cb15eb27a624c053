import { CoreObject, CustomResources, type KubernetesObject, type Stage } from 'datahall';
import { oneStage } from '../../support/small-site';
import { synth, type Synthesized } from '../../support/synth';

function flavor(name: string, version = 'v1beta2'): KubernetesObject {
  return { apiVersion: `kueue.x-k8s.io/${version}`, kind: 'ResourceFlavor', metadata: { name }, spec: {} };
}

function make(stage: Stage, release: string, ...objects: readonly KubernetesObject[]): void {
  const namespace = stage.foundation.namespace('apps');
  new CustomResources(stage.cluster, release, { release, namespace }).add(...objects);
}

function found(out: Synthesized): readonly unknown[] {
  return out.findings.filter(({ code }) => code === 'DH1110').map(({ path, got, allowed }) => [path, got, allowed]);
}

describe('objects that two constructs make', () => {
  const owned = "objects that one construct makes; 'cluster/one' makes this one";

  it('stop the program, whatever the version of their group: DH1110', () => {
    const out = synth(
      oneStage((stage) => {
        make(stage, 'one', flavor('a'), flavor('b'));
        make(stage, 'two', flavor('a', 'v1beta1'), flavor('b'), flavor('c'));
      }),
    );
    expect(out.stopped).toBe(true);
    expect(found(out)).toEqual([['cluster/two', 'ResourceFlavor a and 1 more', owned]]);
  });

  it('are found between releases and typed resources, and in each namespace apart', () => {
    const settings = (namespace: string): KubernetesObject => {
      return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings', namespace }, data: {} };
    };
    const out = (namespace: string) =>
      synth(
        oneStage((stage) => {
          make(stage, 'one', settings('apps'));
          new CoreObject(stage.cluster, 'typed', { object: settings(namespace) });
        }),
      );
    expect(found(out('apps'))).toEqual([['cluster/typed', 'ConfigMap settings in apps', owned]]);
    expect(found(out('others'))).toEqual([]);
  });

  it('are no second finding where two releases have one name, or two constructs one id', () => {
    const twice = synth(
      oneStage((stage) => {
        const namespace = stage.foundation.namespace('apps');
        for (const id of ['one', 'two'])
          new CustomResources(stage.cluster, id, { release: 'same', namespace }).add(flavor('a'));
      }),
    );
    expect(twice.codes).toContain('DH2012');
    expect(found(twice)).toEqual([]);
    const second = synth(oneStage((stage) => ['one', 'one'].forEach((id) => make(stage, id, flavor('a')))));
    expect(second.codes).toContain('DH1105');
    expect(found(second)).toEqual([]);
  });
});
