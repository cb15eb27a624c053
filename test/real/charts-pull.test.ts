import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ChartSet, type KubernetesObject } from 'datahall';
import { locateChart } from '../../constructs/core/chart-location';
import { readCrds } from '../../constructs/core/crd-folder';
import { pullCharts, type ChartsPullOptions } from '../../lib/cli/charts-pull';
import { ChartSource } from '../../lib/charts/source';
import { synth } from '../support/synth';
import { oneStage } from '../support/small-site';
import { found } from '../support/real/binaries';
import { ChartRepository, type ServedChart } from '../support/real/chart-repository';
import { describeReal } from '../support/real/describe-real';

const set = ChartSet.of('2026.11');
const chart = (name: 'kueue' | 'metallb' | 'node-feature-discovery', files = {}): ServedChart => {
  const { version, appVersion } = set.pin(name);
  return { name, version, appVersion, files };
};
const crd = (name: string, group: string, namespace = ''): string => `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: ${name}.${group}}
spec: {group: ${group}, namespace: '${namespace}'}
`;
const guarded = (text: string): string => `{{ if .Values.crds.enabled }}${text}{{ end }}`;

const CHARTS: readonly ServedChart[] = [
  chart('kueue'),
  chart('node-feature-discovery', {
    'crds/b.yaml': crd('b', 'nfd.k8s-sigs.io'),
    'crds/a.yaml': `${crd('a', 'nfd.k8s-sigs.io')}---\n${crd('other', 'example.com')}`,
  }),
  chart('metallb', {
    'values.yaml': '{crds: {enabled: false}, frr-k8s: {crds: {enabled: false}}}',
    'templates/pools.yaml': guarded(crd('pools', 'metallb.io')),
    'templates/frr.yaml': guarded(crd('frr', 'frrk8s.metallb.io', '{{ .Release.Namespace }}')),
  }),
];

describeReal(['helm'], 'datahall charts pull', () => {
  let home: string;
  let out: string;
  let repository: ChartRepository;

  beforeEach(async () => {
    home = mkdtempSync(join(tmpdir(), 'datahall-pull-'));
    out = join(home, 'charts');
    mkdirSync(join(home, 'repository'));
    repository = await ChartRepository.serve(join(home, 'repository'), CHARTS);
  });
  afterEach(async () => {
    await repository.close();
    rmSync(home, { recursive: true, force: true });
  });

  const pull = (options: Partial<ChartsPullOptions> = {}): Promise<void> => {
    const names = CHARTS.map(({ name }) => name);
    const given = { set: '2026.11', out, chart: names, mirror: repository.url, helm: found('helm') };
    return pullCharts({ ...given, ...options }, () => undefined);
  };
  const lock = (): Record<string, string> => JSON.parse(readFileSync(join(out, 'charts.lock'), 'utf8')).archives;
  const names = (crds: readonly KubernetesObject[] | undefined): readonly string[] | undefined =>
    crds?.map(({ metadata }) => metadata.name);

  it('writes archives, a lock and CRDs that a synthesis takes', async () => {
    await pull();
    expect(readdirSync(out).sort()).toEqual([
      'charts.lock',
      'crds',
      'kueue-0.19.2.tgz',
      'metallb-0.16.1.tgz',
      'node-feature-discovery-0.19.0.tgz',
    ]);
    const source = ChartSource.folder(out);
    expect(readCrds(source, set.pin('kueue'))).toBeUndefined();
    expect(names(readCrds(source, set.pin('node-feature-discovery')))).toEqual([
      'a.nfd.k8s-sigs.io',
      'b.nfd.k8s-sigs.io',
    ]);
    const metallb = readCrds(source, set.pin('metallb'));
    expect(names(metallb)).toEqual(['frr.frrk8s.metallb.io', 'pools.metallb.io']);
    expect(metallb?.[0]?.['spec']).toMatchObject({ namespace: 'metallb-system' });
    const problems = synth(
      oneStage((stage) => {
        for (const name of ['kueue', 'metallb'] as const)
          expect(locateChart(source, set.pin(name), stage.cluster).problems).toEqual([]);
      }),
    );
    expect(problems.stopped).toBe(false);
  });

  it('keeps the charts that it does not pull, and their digests', async () => {
    await pull({ chart: ['kueue'] });
    const before = lock();
    await pull({ chart: ['metallb'] });
    expect(lock()).toEqual({ ...before, 'metallb-0.16.1.tgz': expect.stringMatching(/^[0-9a-f]{64}$/) });
  });

  it('refuses an archive that changed since it was locked, but for --update: DH5003', async () => {
    await pull();
    const before = lock();
    repository.publish(CHARTS.map((it) => ({ ...it, files: { ...it.files, 'README.md': 'changed' } })));
    await expect(pull()).rejects.toThrow('DH5003');
    expect(lock()).toEqual(before);
    expect(readdirSync(home).sort()).toEqual(['charts', 'repository']);
    await pull({ update: true });
    expect(lock()).not.toEqual(before);
  });

  it.each([
    ['DH5002', 'holds other versions', { ...chart('metallb'), version: '0.0.1' }],
    ['DH5004', 'cannot be rendered', chart('metallb', { 'templates/bad.yaml': '{{ fail "no" }}' })],
    ['DH5004', 'has CRDs that are no YAML', chart('node-feature-discovery', { 'crds/a.yaml': `${crd('a', 'b')}a: [` })],
    ['DH5005', 'has not the CRDs of the catalogue', chart('metallb')],
  ])('stops with %s when the repository %s, and changes nothing', async (code, _, served) => {
    repository.publish([chart('kueue'), served]);
    await expect(pull({ chart: ['kueue', served.name] })).rejects.toThrow(code);
    expect(readdirSync(home)).toEqual(['repository']);
  });

  it("says in Helm's words why a repository cannot be reached: DH5002", async () => {
    const { url: mirror } = repository;
    await repository.close();
    await expect(pull({ chart: ['kueue'], mirror })).rejects.toThrow(/DH5002.*connection refused/s);
  });
});
