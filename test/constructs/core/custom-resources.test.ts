import { randomBytes } from 'node:crypto';
import { CustomResources, type KubernetesObject, type Stage } from 'datahall';
import { oneStage } from '../../support/small-site';
import { synth } from '../../support/synth';

function flavor(name: string, spec: object = {}): KubernetesObject {
  return { apiVersion: 'kueue.x-k8s.io/v1beta2', kind: 'ResourceFlavor', metadata: { name }, spec };
}

function make(stage: Stage, release = 'flavors'): CustomResources {
  return new CustomResources(stage.cluster, 'flavors', { release, namespace: stage.foundation.namespace('apps') });
}

describe('CustomResources', () => {
  it('carries objects in one release, sorted by name', () => {
    const out = synth(oneStage((stage) => void make(stage).add(flavor('b'), flavor('a'))));
    expect(out.of('ResourceFlavor').map((each) => each.metadata.name)).toEqual(['a', 'b']);
    expect(Object.keys(out.stack('lab-dev-cluster').resource['helm_release'] ?? {})).toHaveLength(1);
  });

  it('asks for contributions when everything is there, as often as it is read', () => {
    const names: string[] = ['a'];
    const out = synth(
      oneStage((stage) => {
        make(stage).contribute(() => names.map((name) => flavor(name)));
        names.push('b');
      }),
    );
    expect(out.of('ResourceFlavor')).toEqual(out.of('ResourceFlavor'));
    expect(out.of('ResourceFlavor')).toHaveLength(2);
  });

  it.each<[string, (stage: Stage) => unknown]>([
    ['DH1105', (stage) => make(stage).add(flavor('a'), flavor('a'))],
    ['DH1101', (stage) => make(stage, 'Flavors')],
    ['DH2007', (stage) => make(stage).add(flavor('a', { n: 2 ** 60 }))],
    ['DH2008', (stage) => make(stage).add(flavor('a', { noise: randomBytes(800_000).toString('hex') }))],
  ])('reports %s', (code, build) => {
    expect(synth(oneStage((stage) => void build(stage))).codes).toContain(code);
  });
});
