import { Bytes, CephCluster, type CephClusterProps, Cidr, ServerModel, Site, type Stage } from 'datahall';
import { oneStage, smallSite } from '../../support/small-site';
import { synth, type Synthesized } from '../../support/synth';

function ceph(stage: Stage, props: Partial<CephClusterProps> = {}): CephCluster {
  return new CephCluster(stage.storage, 'ceph', { hosts: stage.site.servers('storage'), ...props });
}
interface ClusterSpec {
  readonly storage: { readonly nodes: readonly { readonly name: string }[]; readonly deviceFilter: string };
  readonly mon: object;
  readonly mgr: object;
  readonly network: { readonly connections: object };
  readonly placement: { readonly all: object };
  readonly cephVersion: { readonly image: string };
  readonly resources: Readonly<Record<'osd', Readonly<Record<'requests' | 'limits', { readonly memory: string }>>>>;
}
function specOf(out: Synthesized): ClusterSpec {
  return out.of('CephCluster')[0]?.['spec'] as ClusterSpec;
}

describe('CephCluster', () => {
  it('takes the named hosts and their whole NVMe disks only', () => {
    const out = synth(oneStage((stage) => void ceph(stage)));
    expect(out.stopped).toBe(false);
    const { storage, mon, mgr, network, placement, cephVersion } = specOf(out);
    expect(storage).toMatchObject({ useAllNodes: false, useAllDevices: false });
    expect(storage.nodes).toHaveLength(4);
    const filter = new RegExp(storage.deviceFilter);
    expect(['nvme0n1', 'nvme11n2'].every((disk) => filter.test(disk))).toBe(true);
    expect(['sda', 'nvme0n1p1', 'loop0'].some((disk) => filter.test(disk))).toBe(false);
    expect(mon).toEqual({ count: 3, allowMultiplePerNode: false });
    expect(mgr).toEqual({ count: 2, allowMultiplePerNode: false });
    expect(network.connections).toEqual({ requireMsgr2: true, encryption: { enabled: true } });
    expect(JSON.stringify(placement.all)).toContain(storage.nodes[3]?.name ?? 'none');
    expect(cephVersion.image).toBe('quay.io/ceph/ceph:v20.2.4-20260818');
  });

  it('does as it is told', () => {
    const digest = `registry.example.com/ceph@sha256:${'0'.repeat(64)}`;
    const props = { monitors: 3, image: digest, encryptInTransit: false, deviceFilter: '^nvme[1-9]n1$' };
    const { storage, network, cephVersion } = specOf(synth(oneStage((stage) => void ceph(stage, props))));
    expect(storage.deviceFilter).toBe('^nvme[1-9]n1$');
    expect(network.connections).toEqual({ requireMsgr2: true, encryption: { enabled: false } });
    expect(cephVersion.image).toBe(digest);
  });

  it('speaks IPv6 where pods have no other addresses', () => {
    const addresses = { underlay: Cidr.of('fd00:10::/32'), virtualIps: Cidr.of('2001:db8::/64') };
    const site = new Site('lab', { ...smallSite().options, addresses });
    expect(specOf(synth(oneStage((stage) => void ceph(stage), undefined, site))).network).toHaveProperty(
      'ipFamily',
      'IPv6',
    );
  });

  it('has no filesystem and no pool of nothing, which would have no bounds: DH1004', () => {
    const out = synth(
      oneStage((stage) => {
        const cluster = ceph(stage);
        cluster.addFilesystem('models', { size: Bytes.tib(0) });
        cluster.addBlockPool('metrics', { size: Bytes.gib(0) });
      }),
    );
    const found = out.findings.filter(({ code }) => code === 'DH1004').map(({ path }) => path);
    expect(found).toEqual(['storage/ceph/models', 'storage/ceph/metrics']);
  });

  it('has no block pool with the name of a pool that a filesystem has: DH1105', () => {
    const findings = (pool: string) =>
      synth(
        oneStage((stage) => {
          const cluster = ceph(stage);
          cluster.addBlockPool(pool, { size: Bytes.tib(1) });
          cluster.addFilesystem('models', { size: Bytes.tib(1) });
        }),
      ).findings.filter(({ code }) => code === 'DH1105');
    for (const pool of ['models-metadata', 'models-data0'])
      expect(findings(pool)).toEqual([expect.objectContaining({ path: 'storage/ceph/models', got: `'${pool}'` })]);
    expect(findings('models-data1')).toEqual([]);
  });

  it('is told when its hosts have no memory to heal with: DH3209', () => {
    // As Ceph takes it from what Rook tells it of the container, with its own ratio.
    const { requests, limits } = specOf(synth(oneStage((stage) => void ceph(stage)))).resources.osd;
    const bytes = ({ memory }: { readonly memory: string }): number => Number(/^(\d+)Gi$/.exec(memory)?.[1]) * 2 ** 30;
    const target = Math.min(bytes(requests), Math.floor(bytes(limits) * 0.8));
    const found = (memory: Bytes): readonly string[] => {
      const model = ServerModel.custom({ ...ServerModel.NVME_2U.facts, name: 'SMALL', memory });
      const site = smallSite('lab', { storage: model.times(8, { row: 'core' }) });
      const { findings } = synth(oneStage((stage) => void ceph(stage), undefined, site));
      return findings.filter(({ code }) => code === 'DH3209').map(({ got }) => got);
    };
    const needed = 10 * 2 * target;
    const aims = `for 10 disks a host, each with an OSD that aims at ${Bytes.of(target).toString()}`;
    expect(found(Bytes.of(needed - 1))).toEqual([expect.stringContaining(aims)]);
    expect(found(Bytes.of(needed))).toEqual([]);
  });

  it('sets aside the memory that its OSDs may take', () => {
    const { requests, limits } = specOf(synth(oneStage((stage) => void ceph(stage)))).resources.osd;
    expect(requests.memory).toBe(limits.memory);
  });

  it('installs the operator, then the drivers, then the cluster, which is protected', () => {
    const out = synth(oneStage((stage) => void ceph(stage)));
    expect(out.releases.map(({ name }) => name)).toEqual(['rook-ceph', 'ceph-csi-drivers']);
    const releases = out.stack('lab-dev-storage').resource['helm_release'] ?? {};
    const byName = new Map(Object.values(releases).map((release) => [release['name'], release]));
    const operator = Object.keys(releases).find((key) => releases[key]?.['name'] === 'rook-ceph');
    const drivers = Object.keys(releases).find((key) => releases[key]?.['name'] === 'ceph-csi-drivers');
    expect(byName.get('ceph-csi-drivers')?.['depends_on']).toContain(`helm_release.${operator}`);
    expect(byName.get('ceph')?.['depends_on']).toContain(`helm_release.${drivers}`);
    expect(byName.get('ceph')?.['lifecycle']).toEqual({ prevent_destroy: true });
    expect(out.of('CephCluster')[0]?.metadata.annotations).toEqual({ 'helm.sh/resource-policy': 'keep' });
  });

  it('mounts on tainted GPU nodes too', () => {
    const out = synth(oneStage((stage) => void ceph(stage)));
    const values = out.releases.find(({ name }) => name === 'ceph-csi-drivers')?.values;
    const cephfs = { name: 'rook-ceph.cephfs.csi.ceph.com', nodePlugin: { tolerations: [{ operator: 'Exists' }] } };
    expect(values).toMatchObject({ drivers: { cephfs, nfs: { enabled: false } } });
  });

  it('lets hosts reach its daemons, and nobody else', () => {
    const out = synth(oneStage((stage) => void ceph(stage)));
    const policies = out.of('NetworkPolicy').filter(({ metadata }) => metadata.name.startsWith('storage-ceph'));
    expect(policies.map((policy) => policy['spec'])).toEqual([
      {
        policyTypes: ['Ingress'],
        podSelector: { matchLabels: { rook_cluster: 'rook-ceph' } },
        ingress: [
          {
            from: [{ ipBlock: { cidr: '10.0.0.0/16' } }],
            ports: [
              { port: 3300, protocol: 'TCP' },
              { port: 6800, endPort: 7568, protocol: 'TCP' },
            ],
          },
        ],
      },
    ]);
    expect(JSON.stringify(out.stack('lab-dev-storage').resource['kubernetes_network_policy_v1'])).toContain(
      '{"end_port":7568,"port":"6800","protocol":"TCP"}',
    );
  });

  it('says what to measure and when to alert', () => {
    synth(
      oneStage((stage) => {
        const { scrapeTargets, alertRules } = ceph(stage);
        expect(scrapeTargets.map(({ name, port }) => [name, port])).toEqual([
          ['manager', 9283],
          ['exporter', 9926],
        ]);
        expect(new Set(alertRules.map(({ name }) => name)).size).toBe(alertRules.length);
        expect(alertRules.every(({ action, summary }) => action !== '' && summary !== '')).toBe(true);
      }),
    );
  });

  it.each<[code: string, build: (stage: Stage) => void]>([
    ['DH3201', (stage) => void ceph(stage).addFilesystem('models', { size: Bytes.tib(1), replicas: 4 })],
    ['DH3202', (stage) => void ceph(stage, { monitors: 4 })],
    ['DH3203', (stage) => void ceph(stage).addFilesystem('models', { size: Bytes.tib(200), replicas: 3 })],
    [
      'DH3205',
      (stage) => {
        ceph(stage);
        new CephCluster(stage.storage, 'archive', { hosts: stage.site.servers('storage') });
      },
    ],
    ['DH3206', (stage) => void ceph(stage, { hosts: stage.site.servers('h100') })],
    ['DH3206', (stage) => void ceph(stage, { hosts: stage.site.servers('nowhere') })],
    ['DH3208', (stage) => void ceph(stage, { image: 'quay.io/ceph/ceph:v20' })],
    ['DH1004', (stage) => void ceph(stage).addFilesystem('models', { size: Bytes.tib(1), replicas: 2 })],
    ['DH1004', (stage) => void ceph(stage).addBlockPool('metrics', { size: Bytes.tib(1), replicas: 1 })],
    ['DH1101', (stage) => void ceph(stage).addFilesystem('Models', { size: Bytes.tib(1) })],
  ])('reports %s and writes nothing', (code, build) => {
    const out = synth(oneStage(build));
    expect(out.codes).toContain(code);
    expect(out.stopped).toBe(true);
  });

  it('reports servers without disks once, without what follows from it', () => {
    const build = (stage: Stage): void =>
      void ceph(stage, { hosts: stage.site.servers('control') }).addFilesystem('models', { size: Bytes.tib(1) });
    const errors = synth(oneStage(build)).findings.filter(({ severity }) => severity === 'error');
    expect(errors.map(({ code }) => code)).toEqual(['DH3206']);
  });
});
