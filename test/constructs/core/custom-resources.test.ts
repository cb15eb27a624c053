import { randomBytes } from 'node:crypto';
import { ChartSet, CustomResources, type KubernetesObject, type Stage } from 'datahall';
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

  it('reports a component that is no longer maintained: DH2009', () => {
    const endOfLife = { date: '2026-03-31', replacement: 'Gateway API', source: 'announcement' };
    const pin = { ...ChartSet.of('2026.11').pin('metallb'), name: 'ingress', endOfLife };
    const { componentsMaintained } = jest.requireActual<
      typeof import('../../../lib/charts/rules/components-maintained')
    >('../../../lib/charts/rules/components-maintained');
    const { Model } = jest.requireActual<typeof import('datahall')>('datahall');
    const fact = { kind: 'helm-release', path: 'x', stage: 'dev', chart: pin.name, endOfLife };
    expect(componentsMaintained.check(new Model([fact]))[0]?.problem).toMatchObject({ code: 'DH2009' });
  });
});
