import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { CATALOG } from '../../lib/charts/catalog';
import type { ChartPin } from '../../lib/charts/pin';
import { ALL_CRDS } from '../support/reference-charts';
import { buildChartData, PROJECTS } from '../support/chart-data/build';
import { writeGitlabSchema } from '../support/chart-data/gitlab';
import { CILIUM_FILES, writeCiliumCrds } from '../support/chart-data/cilium';
import { loadChart } from '../support/chart-data/load';
import { found } from '../support/real/binaries';
import { ChartRepository, type ServedChart } from '../support/real/chart-repository';
import { dataFolder, readCrds } from '../support/real/data';
import { describeReal } from '../support/real/describe-real';

const crd = (name: string, group: string): string =>
  `apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: {name: ${name}.${group}}\nspec: {group: ${group}}\n`;

/** Charts as small as can be, with what tests read of the real ones: two versions, a sub-chart, CRDs of three kinds. */
const files = ({ name, version }: ChartPin): Readonly<Record<string, string>> => {
  switch (name) {
    case 'kueue':
      return {
        'values.yaml': `newIn: {'${version}': 1}`,
        'templates/crd.yaml': crd(`of-${version}`, 'kueue.x-k8s.io'),
      };
    case 'metallb':
      return {
        'values.yaml': '{crds: {enabled: false}, frr-k8s: {crds: {enabled: false}}}',
        'templates/crds.yaml': `{{ if .Values.crds.enabled }}\n${crd('pools', 'metallb.io')}---\n${crd('frr', 'frrk8s.metallb.io')}{{ end }}`,
      };
    default:
      return {
        'crds/a.yaml': `${crd('b', 'nfd.k8s-sigs.io')}---\n${crd('other', 'example.com')}`,
        'charts/inner/Chart.yaml': '{apiVersion: v2, name: inner, version: 1.0.0}',
        'charts/inner/values.yaml': 'inside: true',
        'charts/inner/README.md': 'not read',
      };
  }
};

describeReal(['helm'], 'npm run chart-data', () => {
  const before = process.env['DATAHALL_DATA'];
  let home: string;
  let repository: ChartRepository;

  beforeAll(async () => {
    home = mkdtempSync(join(tmpdir(), 'datahall-chart-data-'));
    mkdirSync(join(home, 'repository'));
    const pins: readonly (readonly ChartPin[])[] = [CATALOG.kueue, CATALOG.metallb, CATALOG['node-feature-discovery']];
    const served = pins.flat().map((pin): ServedChart => ({ ...pin, files: files(pin) }));
    repository = await ChartRepository.serve(join(home, 'repository'), served);
    const here = pins.map((versions) => versions.map((pin) => ({ ...pin, repository: repository.url })));
    await buildChartData(here, join(home, 'data'), found('helm'));
    process.env['DATAHALL_DATA'] = join(home, 'data');
  });
  afterAll(async () => {
    if (before === undefined) delete process.env['DATAHALL_DATA'];
    else process.env['DATAHALL_DATA'] = before;
    await repository.close();
    rmSync(home, { recursive: true, force: true });
  });

  it('keeps each version of a chart apart', () => {
    expect(readdirSync(dataFolder('charts')!).sort()).toEqual([
      'kueue-0.18.6',
      'kueue-0.19.2',
      'metallb-0.16.0',
      'metallb-0.16.1',
      'node-feature-discovery-0.19.0',
    ]);
    expect(loadChart('kueue', '0.18.6')?.values).toEqual({ newIn: { '0.18.6': 1 } });
    expect(loadChart('kueue', '0.19.2')?.values).toEqual({ newIn: { '0.19.2': 1 } });
    expect(loadChart('kueue')).toEqual(loadChart('kueue', '0.19.2'));
    expect(loadChart('kueue', '0.1.0')).toBeUndefined();
  });

  it('keeps of sub-charts what says what they read', () => {
    const folder = join(dataFolder('charts')!, 'node-feature-discovery-0.19.0', 'charts', 'inner');
    expect(readdirSync(folder).sort()).toEqual(['Chart.yaml', 'values.yaml']);
  });

  it('writes the CRDs of the newest versions by project', () => {
    expect(readdirSync(dataFolder('crds')!).sort()).toEqual([
      'frr-k8s.yaml',
      'kueue.yaml',
      'metallb.yaml',
      'node-feature-discovery.yaml',
    ]);
    const names = (project: string): readonly string[] => readCrds(project).map(({ metadata }) => metadata.name);
    expect(names('kueue')).toEqual(['of-0.19.2.kueue.x-k8s.io']);
    expect(names('metallb')).toEqual(['pools.metallb.io']);
    expect(names('frr-k8s')).toEqual(['frr.frrk8s.metallb.io']);
    expect(names('node-feature-discovery')).toEqual(['b.nfd.k8s-sigs.io']);
  });

  it('says in words of Helm which chart cannot be had: DH5002', async () => {
    const missing = { ...CATALOG.kueue[0]!, version: '0.0.1', repository: repository.url };
    await expect(buildChartData([[missing]], join(home, 'other'), found('helm'))).rejects.toThrow('DH5002');
  });
});

describe('the data of tests', () => {
  it('has a file for the CRDs of every chart of the catalogue', () => {
    const groups = Object.values(CATALOG)
      .flat()
      .flatMap(({ crds }) => (crds.kind === 'none' ? [] : crds.groups));
    expect(groups.filter((group) => PROJECTS[group] === undefined)).toEqual([]);
    expect(Object.values(PROJECTS)).toEqual(expect.arrayContaining([...ALL_CRDS]));
  });
});

describe("Cilium's definitions", () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'datahall-cilium-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('are read from its module, which Go downloads', () => {
    const source = join(folder, 'module/pkg/k8s/apis/cilium.io/client/crds/v2');
    mkdirSync(source, { recursive: true });
    for (const file of CILIUM_FILES) writeFileSync(join(source, `${file}.yaml`), `kind: ${file}`);
    const go = join(folder, 'go');
    writeFileSync(go, `#!/bin/sh\n[ "$1" = version ] || echo '{"Dir": "${join(folder, 'module')}"}'\n`, {
      mode: 0o755,
    });
    expect(writeCiliumCrds(folder, go)).toBe(true);
    const text = readFileSync(join(folder, 'crds/cilium.yaml'), 'utf8');
    expect(parseAllDocuments(text).map((document) => (document.toJS() as { kind: string }).kind)).toEqual(CILIUM_FILES);
  });

  it('are left out where there is no Go', () => {
    expect(writeCiliumCrds(folder, join(folder, 'no-go'))).toBe(false);
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe("GitLab's schema", () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'datahall-gitlab-test-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  /** A Python whose pip and zipfile do what they are told. */
  const python = (unpack: string): string => {
    const path = join(folder, 'python');
    const lines = ['#!/bin/sh', 'for last; do :; done', 'case "$2$3" in', '  pipdownload) touch "${9}/a.whl" ;;'];
    writeFileSync(path, [...lines, `  zipfile-e) ${unpack} ;;`, 'esac', ''].join('\n'), { mode: 0o755 });
    return path;
  };

  it('is read from a package of Python, which is not installed', () => {
    const schema = 'check_jsonschema/builtin_schemas/vendor';
    const unpack = `mkdir -p "$last/${schema}" && echo '{"a": 1}' > "$last/${schema}/gitlab-ci.json"`;
    expect(writeGitlabSchema(folder, python(unpack))).toBe(true);
    expect(JSON.parse(readFileSync(join(folder, 'gitlab/ci.json'), 'utf8'))).toEqual({ a: 1 });
  });

  it('is an error where the package cannot be had, and left out where there is no Python', () => {
    expect(() => writeGitlabSchema(folder, python('false'))).toThrow('check-jsonschema==0.39.0 cannot be had');
    expect(writeGitlabSchema(folder, join(folder, 'no-python'))).toBe(false);
    expect(readdirSync(folder)).toEqual(['python']);
  });
});
