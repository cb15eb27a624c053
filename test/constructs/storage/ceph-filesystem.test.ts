import { Bytes, CephCluster, type CephFilesystem, type Stage } from 'datahall';
import { oneStage } from '../../support/small-site';
import { synth } from '../../support/synth';

function models(stage: Stage): CephFilesystem {
  const ceph = new CephCluster(stage.storage, 'ceph', { hosts: stage.site.servers('storage') });
  return ceph.addFilesystem('models', { size: Bytes.tib(100), replicas: 3 });
}
const claim = (stage: Stage, weights: CephFilesystem, tebibytes: number, name = 'weights') =>
  weights.claim({ name, namespace: stage.foundation.namespace('serving'), size: Bytes.tib(tebibytes) });

describe('CephFilesystem', () => {
  it('keeps its data, spreads it over hosts and holds no more than its size', () => {
    const [filesystem] = synth(oneStage((stage) => void models(stage))).of('CephFilesystem');
    expect(filesystem?.metadata.annotations).toEqual({ 'helm.sh/resource-policy': 'keep' });
    expect(filesystem?.['spec']).toMatchObject({
      preserveFilesystemOnDelete: true,
      dataPools: [{ failureDomain: 'host', replicated: { size: 3 }, quotas: { maxSize: '100Ti' } }],
      metadataServer: { activeCount: 1, activeStandby: true },
    });
  });

  it('has a StorageClass whose volumes are kept', () => {
    const out = synth(oneStage((stage) => expect(models(stage).storageClass).toBe('ceph-models')));
    expect(out.of('StorageClass')).toEqual([
      expect.objectContaining({
        provisioner: 'rook-ceph.cephfs.csi.ceph.com',
        reclaimPolicy: 'Retain',
        parameters: expect.objectContaining({
          clusterID: 'rook-ceph',
          fsName: 'models',
          pool: 'models-data0',
          'csi.storage.k8s.io/node-stage-secret-name': 'rook-csi-cephfs-node',
          'csi.storage.k8s.io/provisioner-secret-namespace': 'rook-ceph',
        }),
      }),
    ]);
  });

  it('is claimed in its own stack, once a name, and protected there', () => {
    const out = synth(
      oneStage((stage) => {
        const weights = models(stage);
        expect(claim(stage, weights, 1)).toBe(claim(stage, weights, 1));
      }),
    );
    expect(out.stopped).toBe(false);
    const placed = out.objects.filter(({ object }) => object.kind === 'PersistentVolumeClaim');
    expect(placed.map(({ stack, path }) => [stack, path])).toEqual([
      ['lab-dev-storage', 'storage/ceph/models/Claim-serving-weights'],
    ]);
    const [pvc] = Object.values(out.stack('lab-dev-storage').resource['kubernetes_persistent_volume_claim_v1'] ?? {});
    expect(pvc).toMatchObject({
      lifecycle: { prevent_destroy: true },
      spec: { access_modes: ['ReadWriteMany'], resources: { requests: { storage: '1Ti' } } },
    });
  });

  it('hands out no more than it has: DH3204', () => {
    const out = synth(
      oneStage((stage) => {
        const weights = models(stage);
        claim(stage, weights, 60);
        claim(stage, weights, 41, 'datasets');
      }),
    );
    expect(out.findings).toContainEqual(
      expect.objectContaining({ code: 'DH3204', got: '101 TiB (serving/weights 60 TiB, serving/datasets 41 TiB)' }),
    );
    expect(out.stopped).toBe(true);
  });

  it('refuses one claim with two sizes: DH3207', () => {
    const out = synth(
      oneStage((stage) => {
        const weights = models(stage);
        claim(stage, weights, 1);
        claim(stage, weights, 2);
      }),
    );
    expect(out.findings).toContainEqual(
      expect.objectContaining({ code: 'DH3207', path: 'storage/ceph/models', got: '2 TiB' }),
    );
  });
});
