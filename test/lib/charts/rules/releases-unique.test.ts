import { CustomResources, KubernetesCluster, type Stage } from 'datahall';
import { oneStage } from '../../../support/small-site';
import { synth } from '../../../support/synth';

const objects = (stage: Stage, id: string, release: string, namespace: string): CustomResources =>
  new CustomResources(stage.cluster, id, { release, namespace: stage.foundation.namespace(namespace) });

describe('Helm releases', () => {
  it('may have one name in two namespaces', () => {
    const out = synth(
      oneStage((stage) => {
        objects(stage, 'a', 'settings', 'one');
        objects(stage, 'b', 'settings', 'two');
      }),
    );
    expect(out.codes).not.toContain('DH2012');
  });

  it('may not have one name in one namespace: DH2012', () => {
    const out = synth(
      oneStage((stage) => {
        objects(stage, 'a', 'settings', 'one');
        objects(stage, 'b', 'settings', 'one');
      }),
    );
    expect(out.findings).toContainEqual(
      expect.objectContaining({ code: 'DH2012', path: 'cluster/b', got: "'settings'", stages: ['dev'] }),
    );
    expect(out.stopped).toBe(true);
  });

  it('show that a stage installs the same operator twice', () => {
    const out = synth(
      oneStage((stage) => {
        new KubernetesCluster(stage.cluster, 'one', { site: stage.site });
        new KubernetesCluster(stage.cluster, 'two', { site: stage.site });
      }),
    );
    expect(out.codes).toContain('DH2012');
  });
});
