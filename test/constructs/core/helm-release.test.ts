import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  ChartSource,
  HelmRelease,
  type HelmReleaseProps,
  Kubeconfig,
  Release,
  ReleaseTrain,
  ChartSet,
  type Stage,
} from 'datahall';
import type { MetallbValues } from '../../../lib/charts/values/metallb';
import { Duration } from '../../../lib/units/duration';
import { smallShare } from '../../support/small-site';
import { synth, type Synthesized } from '../../support/synth';

type Options = Partial<HelmReleaseProps<MetallbValues>> & { readonly extra?: object };

function release(options: Options = {}, chartSource?: ChartSource): Synthesized {
  const { extra, ...props } = options;
  return synth((app) => {
    const program = new Release('1.0.0', {
      charts: ChartSet.of('2026.11'),
      platform: ({ network, foundation }) => {
        const namespace = foundation.namespace('metallb-system');
        const chart = foundation.charts.pin('metallb');
        const made = new HelmRelease(network, 'metallb', { chart, namespace, ...props });
        if (extra !== undefined) made.extraValues('the site needs it', extra);
      },
    });
    const cluster = Kubeconfig.context('dev', { uid: 'u' });
    const rest = chartSource === undefined ? {} : { chartSource };
    new ReleaseTrain(app, 't').stage('dev', { release: program, site: smallShare(), cluster, ...rest });
  });
}

function resource(out: Synthesized): Record<string, unknown> {
  const all = out.stack('lab-dev-network').resource['helm_release'] ?? {};
  return Object.values(all)[0] ?? {};
}

describe('HelmRelease', () => {
  it('is exact, waits, undoes a failed change and makes no namespace', () => {
    expect(resource(release())).toMatchObject({
      name: 'metallb',
      chart: 'metallb',
      version: '0.16.1',
      repository: 'https://metallb.github.io/metallb',
      namespace: 'metallb-system',
      atomic: true,
      cleanup_on_fail: true,
      create_namespace: false,
      max_history: 5,
      reset_values: true,
      timeout: 600,
      wait: true,
      wait_for_jobs: true,
      provider: 'helm',
    });
  });

  it('takes name, timeout, atomic and a last change', () => {
    const transform = (config: object): never => ({ ...config, description: 'changed' }) as never;
    const out = release({ name: 'lb', timeout: Duration.minutes(30), atomic: false, transform });
    expect(resource(out)).toMatchObject({ name: 'lb', timeout: 1800, atomic: false, description: 'changed' });
  });

  it('lets extra values win, and keeps the reason in the model', () => {
    const out = release({ values: { speaker: { ignoreExcludeLB: true } }, extra: { speaker: { logLevel: 'debug' } } });
    const [text] = resource(out)['values'] as string[];
    expect(JSON.parse(text ?? '')).toEqual({ speaker: { ignoreExcludeLB: true, logLevel: 'debug' } });
    expect(out.files.get('datahall.json')).toContain('the site needs it');
  });

  it('is refused with a name that Helm would cut: DH1101', () => {
    expect(release({ name: 'a'.repeat(54) }).codes).toContain('DH1101');
  });

  it('reports values that JSON cannot carry, extra ones too: DH2007', () => {
    expect(release({ extra: { when: new Date(0) } }).codes).toContain('DH2007');
    expect(release({ values: { speaker: { logLevel: NaN as never } } }).codes).toContain('DH2007');
  });

  it('comes from a mirror', () => {
    const out = release({}, ChartSource.mirror('oci://registry.example.com/charts'));
    expect(resource(out)).toMatchObject({ chart: 'metallb', repository: 'oci://registry.example.com/charts' });
  });
});

describe('HelmRelease from a folder', () => {
  const home = process.cwd();
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'datahall-charts-'));
    process.chdir(folder);
    mkdirSync('charts/crds', { recursive: true });
  });

  function lockedArchive(): void {
    writeFileSync('charts/metallb-0.16.1.tgz', 'chart');
    const sha256 = createHash('sha256').update('chart').digest('hex');
    writeFileSync('charts/charts.lock', JSON.stringify({ archives: { 'metallb-0.16.1.tgz': sha256 } }));
  }

  afterEach(() => {
    process.chdir(home);
    rmSync(folder, { recursive: true });
  });

  it('needs the archive there: DH2005', () => {
    const finding = release({}, ChartSource.folder('charts')).findings.find((each) => each.code === 'DH2005');
    expect(finding?.got).toBe("'metallb-0.16.1.tgz'");
  });

  it('needs the archive that was locked: DH2006', () => {
    writeFileSync('charts/metallb-0.16.1.tgz', 'changed');
    writeFileSync('charts/charts.lock', JSON.stringify({ archives: { 'metallb-0.16.1.tgz': 'abc' } }));
    expect(release({}, ChartSource.folder('charts')).codes).toContain('DH2006');
  });

  it.each([
    ['without a lock', undefined],
    ['that the lock does not have', { archives: { 'other-1.0.0.tgz': 'abc' } }],
  ])('takes no archive %s: DH2013', (_, lock) => {
    writeFileSync('charts/metallb-0.16.1.tgz', 'chart');
    if (lock !== undefined) writeFileSync('charts/charts.lock', JSON.stringify(lock));
    const out = release({}, ChartSource.folder('charts'));
    expect(out.codes).toContain('DH2013');
    expect(out.stopped).toBe(true);
  });

  it('installs the CRDs in a release of their own, kept and without descriptions', () => {
    lockedArchive();
    const properties = { description: { type: 'string', description: 'goes' } };
    const crd = {
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: { name: 'x.y.z' },
    };
    writeFileSync('charts/crds/metallb-0.16.1.json', JSON.stringify([{ ...crd, spec: { properties } }]));
    const out = release({}, ChartSource.folder('charts'));
    expect(resource(out)).toMatchObject({ skip_crds: true });
    expect(JSON.stringify(resource(out)['values'])).toContain('frr-k8s');
    expect(out.of('CustomResourceDefinition')).toEqual([
      {
        ...crd,
        metadata: { name: 'x.y.z', annotations: { 'helm.sh/resource-policy': 'keep' } },
        spec: { properties: { description: { type: 'string' } } },
      },
    ]);
    const crds = Object.values(out.stack('lab-dev-foundation').resource['helm_release'] ?? {})[0];
    expect(crds).toMatchObject({ name: 'metallb-crds', take_ownership: true, lifecycle: { prevent_destroy: true } });
  });

  const sources = [
    ['a folder', ChartSource.folder('charts')],
    ['repositories', ChartSource.repositories({ folder: 'charts' })],
  ] as const;

  it.each(sources)('needs the CRDs of this very version there, with charts from %s: DH2016', (_, source) => {
    lockedArchive();
    writeFileSync('charts/crds/metallb-0.16.0.json', '[]');
    const out = release({}, source);
    expect(out.stopped).toBe(true);
    expect(out.findings).toContainEqual(
      expect.objectContaining({ code: 'DH2016', got: "no file 'crds/metallb-0.16.1.json'" }),
    );
  });

  it('needs none of a chart whose CRDs come with it, or with a chart of their own', () => {
    lockedArchive();
    const out = synth((app) => {
      const platform = ({ foundation }: Stage): void => {
        for (const name of ['kueue', 'kserve-resources'] as const) foundation.crds(foundation.charts.pin(name));
      };
      const release = new Release('1.0.0', { charts: ChartSet.of('2026.11'), platform });
      const props = { release, site: smallShare(), cluster: Kubeconfig.context('dev', { uid: 'u' }) };
      new ReleaseTrain(app, 't').stage('dev', {
        ...props,
        chartSource: ChartSource.repositories({ folder: 'charts' }),
      });
    });
    expect(out.codes).not.toContain('DH2016');
  });

  it.each([
    ['charts.lock', '<<<<<<< ours\n{}'],
    ['charts.lock', '{}'],
    ['charts.lock', 'null'],
    ['crds/metallb-0.16.1.json', '[{'],
    ['crds/metallb-0.16.1.json', '[null]'],
  ])('names a damaged %s: DH5006', (file, text) => {
    lockedArchive();
    writeFileSync('charts/crds/metallb-0.16.1.json', '[]');
    writeFileSync(join('charts', file), text);
    const found = release({}, ChartSource.folder('charts')).findings.filter(({ code }) => code === 'DH5006');
    expect(found).toEqual([expect.objectContaining({ what: `'${join('charts', file)}' cannot be read` })]);
  });

  it('says where Helm will not upgrade them: DH2004', () => {
    const out = synth((app) => {
      const program = new Release('1.0.0', {
        charts: ChartSet.of('2026.11'),
        platform: ({ network, foundation }) => {
          const chart = foundation.charts.pin('gateway-helm');
          new HelmRelease(network, 'gateway', { chart, namespace: foundation.namespace('gateway') });
        },
      });
      const cluster = Kubeconfig.context('dev', { uid: 'u' });
      new ReleaseTrain(app, 't').stage('dev', { release: program, site: smallShare(), cluster });
    });
    expect(out.findings.find((each) => each.code === 'DH2004')?.got).toContain('gateway-helm v1.9.0');
  });
});
