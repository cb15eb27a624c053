import { Model, type Fact } from 'datahall';
import type { Rule } from '../../../../lib/rules/rule';
import {
  CEPH_BLOCK_POOL,
  CEPH_CLUSTER,
  CEPH_FILESYSTEM,
  VOLUMES,
  type CephClusterFact,
  type CephFilesystemFact,
  type CephPoolFact,
  type VolumesFact,
} from '../../../../lib/storage/facts';
import { claimsFitFilesystem } from '../../../../lib/storage/rules/claims-fit-filesystem';
import { memoryFitsOsds } from '../../../../lib/storage/rules/memory-fits-osds';
import { monitorsFormQuorum } from '../../../../lib/storage/rules/monitors-form-quorum';
import { oneCephCluster } from '../../../../lib/storage/rules/one-ceph-cluster';
import { poolsFitDisks } from '../../../../lib/storage/rules/pools-fit-disks';
import { replicasFitHosts } from '../../../../lib/storage/rules/replicas-fit-hosts';
import { volumesFitBlockPool } from '../../../../lib/storage/rules/volumes-fit-block-pool';

const TB = 1e12;
const GIB = 2 ** 30;
const hosts = (count: number): string[] => Array.from({ length: count }, (_, index) => `storage-${index + 1}`);
const cluster = (change: Partial<Fact<CephClusterFact>> = {}): Fact<CephClusterFact> => ({
  kind: CEPH_CLUSTER.name,
  path: 'storage/ceph',
  stage: 'dev',
  name: 'ceph',
  namespace: 'rook-ceph',
  hosts: hosts(4),
  disksPerHost: 10,
  diskBytes: 10 * TB,
  osdMemoryBytes: 4 * GIB,
  monitors: 3,
  nearFull: 0.85,
  ...change,
});
const pool = (change: Partial<Fact<CephPoolFact>> = {}): Fact<CephPoolFact> => ({
  kind: CEPH_BLOCK_POOL.name,
  path: 'storage/ceph/metrics',
  stage: 'dev',
  name: 'metrics',
  cluster: 'storage/ceph',
  sizeBytes: 5 * TB,
  replicas: 3,
  storageClass: 'ceph-metrics',
  ...change,
});
const filesystem = (change: Partial<Fact<CephFilesystemFact>> = {}): Fact<CephFilesystemFact> => ({
  ...pool({ path: 'storage/ceph/models', name: 'models', sizeBytes: 80 * TB, storageClass: 'ceph-models' }),
  kind: CEPH_FILESYSTEM.name,
  claims: {},
  ...change,
});
const volumes = (change: Partial<Fact<VolumesFact>> = {}): Fact<VolumesFact> => ({
  kind: VOLUMES.name,
  path: 'observability/monitoring',
  stage: 'dev',
  storageClass: 'ceph-metrics',
  claims: { 'monitoring/prometheus-0': 2 * TB, 'monitoring/prometheus-1': 3 * TB },
  ...change,
});
const found = (rule: Rule, ...facts: readonly Fact<object>[]): readonly (readonly [string, string])[] =>
  rule.check(new Model(facts)).map(({ problem, at }) => [at.path, problem.got] as const);

test('a good cluster breaks no rule', () => {
  const facts = [cluster(), filesystem({ claims: { 'serving/weights': 80 * TB } }), pool(), volumes()];
  for (const each of [
    claimsFitFilesystem,
    memoryFitsOsds,
    monitorsFormQuorum,
    oneCephCluster,
    poolsFitDisks,
    replicasFitHosts,
    volumesFitBlockPool,
  ])
    expect(found(each, ...facts)).toEqual([]);
});

describe('replicasFitHosts', () => {
  test('finds pools without a host for each replica and one to heal with: DH3201', () => {
    const facts = [cluster({ hosts: hosts(4) }), filesystem({ replicas: 4 }), pool({ replicas: 5 })];
    expect(found(replicasFitHosts, ...facts)).toEqual([
      ['storage/ceph/models', '4 replicas on 4 hosts'],
      ['storage/ceph/metrics', '5 replicas on 4 hosts'],
    ]);
    const problems = replicasFitHosts.check(new Model(facts)).map(({ problem }) => problem.what);
    expect(problems).toEqual([
      expect.stringContaining('cannot be made again'),
      expect.stringContaining('nothing can be written'),
    ]);
  });

  test('leaves pools of other clusters and stages alone', () => {
    const others = [pool({ replicas: 9, cluster: 'storage/other' }), pool({ replicas: 9, stage: 'staging' })];
    expect(found(replicasFitHosts, cluster(), ...others)).toEqual([]);
  });
});

describe('memoryFitsOsds', () => {
  test('finds hosts whose OSDs have no memory to heal with: DH3209', () => {
    expect(found(memoryFitsOsds, cluster({ hostMemoryBytes: 80 * GIB - 1 }))).toEqual([
      ['storage/ceph', expect.stringContaining('for 10 disks a host, each with an OSD that aims at 4 GiB')],
    ]);
  });

  test.each([80 * GIB, undefined])('is content with %p', (hostMemoryBytes) => {
    const known = hostMemoryBytes === undefined ? {} : { hostMemoryBytes };
    expect(found(memoryFitsOsds, cluster(known))).toEqual([]);
  });
});

describe('monitorsFormQuorum', () => {
  test.each([
    [3, 3],
    [5, 5],
    [3, 12],
  ])('%i monitors on %i hosts are good', (monitors, count) => {
    expect(found(monitorsFormQuorum, cluster({ monitors, hosts: hosts(count) }))).toEqual([]);
  });

  test.each([
    [1, 4],
    [2, 4],
    [4, 4],
    [5, 4],
    [3, 2],
  ])('%i monitors on %i hosts are not: DH3202', (monitors, count) => {
    const text = `${monitors} monitor${monitors === 1 ? '' : 's'} on ${count} hosts`;
    expect(found(monitorsFormQuorum, cluster({ monitors, hosts: hosts(count) }))).toEqual([['storage/ceph', text]]);
  });
});

describe('poolsFitDisks', () => {
  // 400 TB raw, 85 % of it on three of four hosts: 255 TB, which are 85 TB three times.
  test('counts all pools with their replicas, up to the last byte', () => {
    expect(found(poolsFitDisks, cluster(), filesystem(), pool())).toEqual([]);
  });

  test('finds one byte too much: DH3203', () => {
    const [violation] = poolsFitDisks.check(new Model([cluster(), filesystem(), pool({ sizeBytes: 5 * TB + 1 })]));
    expect(violation?.problem).toMatchObject({
      code: 'DH3203',
      got: '231.921 TiB with all replicas (models 72.76 TiB × 3, metrics 4.547 TiB × 3)',
      allowed: 'at most 231.921 TiB with all replicas: 85 % of 363.798 TiB, less one host',
    });
  });
});

describe('claimsFitFilesystem', () => {
  test('finds claims that are more than the filesystem: DH3204', () => {
    const claims = { 'serving/weights': 60 * TB, 'training/datasets': 20 * TB + 1 };
    const [violation] = claimsFitFilesystem.check(new Model([filesystem({ claims })]));
    expect(violation?.problem).toMatchObject({
      code: 'DH3204',
      got: '72.76 TiB (serving/weights 54.57 TiB, training/datasets 18.19 TiB)',
      allowed: 'at most 72.76 TiB',
    });
  });
});

describe('volumes of a class', () => {
  const more = (storageClass: string): Fact<VolumesFact> =>
    volumes({ path: 'data/catalog', storageClass, claims: { 'data/catalog-0': 1 } });

  test('are at most the block pool, up to the last byte and from all that claim them: DH3210', () => {
    const [violation] = volumesFitBlockPool.check(new Model([pool(), volumes(), more('ceph-metrics')]));
    expect(violation).toMatchObject({
      at: { path: 'storage/ceph/metrics' },
      problem: {
        code: 'DH3210',
        got: '4.547 TiB (monitoring/prometheus-0 1.819 TiB, monitoring/prometheus-1 2.728 TiB, data/catalog-0 1 B)',
        allowed: 'at most 4.547 TiB',
      },
    });
  });

  test('count with the claims of their filesystem: DH3204', () => {
    const weights = filesystem({ claims: { 'serving/weights': 75 * TB } });
    const facts = [weights, volumes({ storageClass: 'ceph-models' }), more('ceph-metrics')];
    expect(found(claimsFitFilesystem, ...facts)).toEqual([]);
    expect(found(claimsFitFilesystem, ...facts, more('ceph-models'))).toHaveLength(1);
  });

  test.each([{ storageClass: 'local-nvme' }, { stage: 'staging' }])('elsewhere are left alone: %j', (change) => {
    const large = volumes({ claims: { 'monitoring/prometheus-0': 900 * TB }, ...change });
    expect(found(volumesFitBlockPool, pool(), large)).toEqual([]);
  });
});

describe('oneCephCluster', () => {
  test('finds the second cluster of a stage: DH3205', () => {
    const second = cluster({ path: 'storage/archive', name: 'archive' });
    expect(found(oneCephCluster, cluster(), second)).toEqual([['storage/archive', "'archive'"]]);
  });

  test('lets each stage have one', () => {
    expect(found(oneCephCluster, cluster(), cluster({ stage: 'staging' }))).toEqual([]);
  });
});
