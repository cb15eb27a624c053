import { Bytes, CephCluster, Monitoring } from 'datahall';
import { goodRouting } from '../../support/routing';
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

  it('holds the volumes of monitoring that are claimed from it: DH3210', () => {
    const found = (pool: Bytes, size: Bytes, other?: string): readonly object[] =>
      synth(
        oneStage((stage) => {
          const ceph = new CephCluster(stage.storage, 'ceph', { hosts: stage.site.servers('storage') });
          const { storageClass } = ceph.addBlockPool('metrics', { size: pool });
          const alerts = goodRouting();
          new Monitoring(stage.observability, 'monitoring', { alerts, size, storageClass: other ?? storageClass });
        }),
      ).findings.filter(({ code }) => code === 'DH3210');
    const claims = 'monitoring/prometheus-0 2 TiB, monitoring/prometheus-1 2 TiB';
    expect(found(Bytes.gib(50), Bytes.tib(2))).toEqual([
      expect.objectContaining({
        path: 'storage/ceph/metrics',
        severity: 'error',
        got: expect.stringMatching(`^4\\.006 TiB \\(${claims}, monitoring/alertmanager-0 2 GiB, .*-2 2 GiB\\)$`),
        allowed: 'at most 50 GiB',
      }),
    ]);
    expect(found(Bytes.gib(106), Bytes.gib(50))).toEqual([]);
    expect(found(Bytes.gib(105), Bytes.gib(50))).toHaveLength(1);
    expect(found(Bytes.gib(50), Bytes.tib(2), 'local-nvme')).toEqual([]);
  });
});
