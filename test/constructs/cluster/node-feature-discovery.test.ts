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
    expect(out.of('NodeFeatureRule')).toEqual(
      racks.map(([rack, server]) => ({
        apiVersion: 'nfd.k8s-sigs.io/v1alpha1',
        kind: 'NodeFeatureRule',
        metadata: { name: `h100-${rack}` },
        spec: {
          rules: [
            {
              name: `h100-${rack}`,
              labels: { 'datahall.dev/pool': 'h100', 'datahall.dev/rack': rack },
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
    expect(JSON.stringify(out.of('Topology'))).toContain(`"nodeLabel":"${labels[1]}"`);
    expect(JSON.stringify(out.of('ResourceFlavor'))).toContain(`"nodeLabels":{"${labels[0]}":"h100"}`);
  });

  it('makes as many objects as racks, whatever the servers', () => {
    const racks = new Map(['r1', 'r2'].map((rack) => [rack, Array.from({ length: 100 }, (_, at) => `${rack}-${at}`)]));
    expect(nodeFeatureRules('pool', racks)).toHaveLength(2);
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
