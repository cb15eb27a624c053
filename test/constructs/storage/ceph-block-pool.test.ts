import { Bytes, CephCluster } from 'datahall';
import { oneStage } from '../../support/small-site';
import { synth } from '../../support/synth';

describe('CephBlockPool', () => {
  it('is a pool with a StorageClass of its own', () => {
    const out = synth(
      oneStage((stage) => {
        const ceph = new CephCluster(stage.storage, 'ceph', { hosts: stage.site.servers('storage') });
        expect(ceph.addBlockPool('metrics', { size: Bytes.tib(2) }).storageClass).toBe('ceph-metrics');
      }),
    );
    expect(out.stopped).toBe(false);
    expect(out.of('CephBlockPool')[0]?.['spec']).toEqual({
      failureDomain: 'host',
      replicated: { size: 3, requireSafeReplicaSize: true },
      quotas: { maxSize: '2Ti' },
    });
    expect(out.of('StorageClass')).toEqual([
      expect.objectContaining({
        metadata: { name: 'ceph-metrics' },
        provisioner: 'rook-ceph.rbd.csi.ceph.com',
        parameters: expect.objectContaining({
          pool: 'metrics',
          'csi.storage.k8s.io/controller-expand-secret-name': 'rook-csi-rbd-provisioner',
        }),
      }),
    ]);
  });

  it('counts with filesystems against the disks: DH3203', () => {
    const out = synth(
      oneStage((stage) => {
        const ceph = new CephCluster(stage.storage, 'ceph', { hosts: stage.site.servers('storage') });
        ceph.addFilesystem('models', { size: Bytes.tib(100) });
        ceph.addBlockPool('metrics', { size: Bytes.tib(19) });
      }),
    );
    expect(out.findings).toContainEqual(
      expect.objectContaining({
        code: 'DH3203',
        got: '357 TiB with all replicas (models 100 TiB × 3, metrics 19 TiB × 3)',
      }),
    );
  });
});
