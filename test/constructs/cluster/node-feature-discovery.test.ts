import { KubernetesCluster, NodeFeatureDiscovery } from 'datahall';
import { nodeFeatureRules } from '../../../lib/cluster/node-labels';
import { oneStage } from '../../support/small-site';
import { synth } from '../../support/synth';

describe('NodeFeatureDiscovery', () => {
  it('marks the nodes of a pool with pool, rack and taint, one object a rack', () => {
    const out = synth(
      oneStage((stage) => {
        const cluster = new KubernetesCluster(stage.cluster, 'kubernetes', { site: stage.site });
        cluster.addGpuPool('h100', { servers: 'h100' });
      }),
    );
    expect(out.stopped).toBe(false);
    const racks = [
      ['lab-gpu-01', 'lab-h100-001'],
      ['lab-gpu-02', 'lab-h100-002'],
    ] as const;
    const pooled = out.of('NodeFeatureRule').filter(({ metadata }) => metadata.name.startsWith('h100-'));
    expect(pooled).toEqual(
      racks.map(([rack, server]) => ({
        apiVersion: 'nfd.k8s-sigs.io/v1alpha1',
        kind: 'NodeFeatureRule',
        metadata: { name: `h100-${rack}` },
        spec: {
          rules: [
            {
              name: `h100-${rack}`,
              labels: { 'datahall.dev/block': 'lab-main-01', 'datahall.dev/pool': 'h100', 'datahall.dev/rack': rack },
              taints: [{ key: 'nvidia.com/gpu', value: 'present', effect: 'NoSchedule' }],
              matchFeatures: [
                { feature: 'system.name', matchExpressions: { nodename: { op: 'In', value: [server] } } },
              ],
            },
          ],
        },
      })),
    );
  });

  it('marks with the labels that Kueue schedules by', () => {
    const out = synth(
      oneStage((stage) => {
        new KubernetesCluster(stage.cluster, 'kubernetes', { site: stage.site }).addGpuPool('h100', {
          servers: 'h100',
        });
      }),
    );
    const labels = Object.keys((out.of('NodeFeatureRule')[0]?.spec as { rules: [{ labels: object }] }).rules[0].labels);
    const { levels } = out.of('Topology')[0]?.spec as { levels: readonly { nodeLabel: string }[] };
    const [host, ...wide] = levels.map(({ nodeLabel }) => nodeLabel).reverse();
    expect(host).toBe('kubernetes.io/hostname');
    expect(wide.reverse()).toEqual(['datahall.dev/block', 'datahall.dev/rack']);
    expect(labels).toEqual(expect.arrayContaining(wide));
    expect(JSON.stringify(out.of('ResourceFlavor'))).toContain('"nodeLabels":{"datahall.dev/pool":"h100"}');
  });

  it('marks the other nodes of the stage by their rack, without a taint', () => {
    const out = synth(
      oneStage((stage) => {
        const cluster = new KubernetesCluster(stage.cluster, 'kubernetes', { site: stage.site });
        cluster.addGpuPool('h100', { servers: 'h100' });
      }),
    );
    const places = out.of('NodeFeatureRule').filter(({ metadata }) => metadata.name.startsWith('place-'));
    expect(places.map(({ metadata }) => metadata.name)).toEqual(['place-lab-core-01', 'place-lab-core-02']);
    const text = JSON.stringify(places);
    for (const server of ['lab-control-001', 'lab-control-003', 'lab-storage-004']) expect(text).toContain(server);
    expect(text).not.toContain('lab-control-004');
    expect(text).not.toContain('taints');
  });

  it('makes as many objects as racks, whatever the servers', () => {
    const racks = new Map(['r1', 'r2'].map((rack) => [rack, Array.from({ length: 100 }, (_, at) => `${rack}-${at}`)]));
    expect(nodeFeatureRules('pool', racks, () => ({}))).toHaveLength(2);
  });

  it('may taint, tolerates the taint itself and keeps labels when it goes', () => {
    const out = synth(
      oneStage((stage) => {
        new NodeFeatureDiscovery(stage.cluster, 'features');
      }),
    );
    expect(out.releases.map((release) => [release.name, release.namespace.name])).toEqual([
      ['node-feature-discovery', 'node-feature-discovery'],
    ]);
    expect(out.releases[0]?.values).toMatchObject({
      postDeleteCleanup: false,
      master: { enableTaints: true, replicaCount: 2, podDisruptionBudget: { enable: true, minAvailable: 1 } },
      worker: { tolerations: [{ key: 'nvidia.com/gpu', operator: 'Exists', effect: 'NoSchedule' }] },
    });
  });

  it('tells where its metrics are and when to alert', () => {
    const made: NodeFeatureDiscovery[] = [];
    synth(oneStage((stage) => void made.push(new NodeFeatureDiscovery(stage.cluster, 'features'))));
    const [found] = made;
    expect(found?.scrapeTargets.map(({ name, port, endpoint }) => [name, port, endpoint.pods])).toEqual([
      ['node-features', 8080, { 'app.kubernetes.io/name': 'node-feature-discovery', role: 'master' }],
    ]);
    expect(found?.alertRules.map(({ name }) => name)).toEqual(['NodeMarksRejected', 'NodeUpdatesFail']);
  });
});
