import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runInThisContext } from 'node:vm';
import {
  Backend,
  ChartSet,
  ChartSource,
  type ChartSourceOptions,
  DatahallApp,
  type DatahallAppOptions,
  Duration,
  type GcsBackendOptions,
  HelmRelease,
  Kubeconfig,
  type KubeconfigOptions,
  type KubernetesBackendOptions,
  Release,
  type ReleaseOptions,
  ReleaseTrain,
  type RemoteBackendOptions,
  type S3BackendOptions,
  type Stage,
  type SiteShare,
  type StageProps,
  type StageWavesProps,
  type WavePlace,
} from 'datahall';
import { smallShare } from '../../support/small-site';
import { readTree, Synthesized } from '../../support/synth';
import { changed, type PropsCase, programPropsOf, propsOf } from './table';

const charts = ChartSet.of('2026.11');
const cluster = Kubeconfig.context('dev', { uid: 'uid' });
const release = releaseOf('2026.11.0');

/** A release with an operator, and with CRDs where the chart source has them. */
function releaseOf(version: string): Release {
  const platform = ({ cluster: layer, foundation }: Stage): void => {
    const namespace = foundation.namespace('metallb-system');
    new HelmRelease(layer, 'metallb', { chart: foundation.charts.pin('metallb'), namespace });
  };
  return new Release<unknown>(version, { charts, knobs: { replicas: 2 }, platform });
}

function stageWith(app: DatahallApp, props: Partial<StageProps<unknown>>): Stage {
  return new ReleaseTrain(app, 'platform').stage('dev', { release, site: smallShare(), cluster, ...props });
}

/**
 * Synthesizes a program in a project of its own, with a folder of charts. All files of the project are the output, so
 * that the place of the output is part of it.
 */
function inProject(options: DatahallAppOptions, props: Partial<StageProps<unknown>> = {}): Synthesized {
  const home = process.cwd();
  const project = mkdtempSync(join(tmpdir(), 'datahall-props-'));
  const stderr = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  process.chdir(project);
  try {
    const { name, version } = charts.pin('metallb');
    const metadata = { name: 'things.example.com' };
    const crd = { apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition', metadata };
    mkdirSync('charts/crds', { recursive: true });
    writeFileSync(`charts/crds/${name}-${version}.json`, JSON.stringify([crd]));
    const app = new DatahallApp(options);
    inProgram(() =>
      stageWith(app, props).acknowledge('DH4008', { given: "'state'", reason: 'a test', until: '2026-12-31' }),
    );
    const { findings } = app.inspect();
    app.synth();
    return new Synthesized(app, readTree(process.cwd()), findings, false);
  } finally {
    process.chdir(home);
    stderr.mockRestore();
    rmSync(project, { recursive: true });
  }
}

/** As a file of the project would do it: its lines may be noted. */
function inProgram(work: () => void): void {
  const filename = join(process.cwd(), 'main.js');
  (runInThisContext('(work) => work()', { filename }) as (work: () => void) => void)(work);
}

function place(share: SiteShare, context: string): WavePlace {
  return { site: share.site.share({ storage: 1 }), cluster: Kubeconfig.context(context) };
}

const app: Required<DatahallAppOptions> = { outdir: 'cdktf.out', today: '2026-11-23', sourceLines: false };
const otherApp: Required<DatahallAppOptions> = { outdir: 'other.out', today: '2027-01-01', sourceLines: true };
const source: ChartSourceOptions = {};
const otherSource: Required<ChartSourceOptions> = { folder: 'charts' };

export const PROGRAM: readonly PropsCase[] = [
  {
    type: 'DatahallAppOptions',
    props: Object.keys(otherApp),
    run: (prop) => inProject(changed(app, otherApp, prop)),
  },
  {
    type: 'ChartSourceOptions',
    props: Object.keys(otherSource),
    run: (prop) => inProject(app, { chartSource: ChartSource.repositories(changed(source, otherSource, prop)) }),
  },
  propsOf<StageProps<unknown>>(
    'StageProps',
    ({ share }) => ({
      release: releaseOf('2026.10.1'),
      site: share.site.share({ storage: 1 }),
      cluster: Kubeconfig.context('next'),
    }),
    {
      release: () => releaseOf('2026.10.0'),
      site: ({ share }) => share.site.share({ storage: 2 }),
      cluster: () => Kubeconfig.context('other'),
      management: () => Kubeconfig.context('tools'),
      after: ({ stage }) => [stage],
      gate: () => ({ soak: Duration.hours(1) }),
      knobs: () => ({ replicas: 3 }),
      stacks: () => ({ platform: ['foundation', 'cluster'] }),
      backend: () => Backend.gcs({ bucket: 'b' }),
      chartSource: () => ChartSource.mirror('oci://registry.example.com/charts'),
      destroyable: () => true,
    },
    (stage, props) => (stage.node.scope as ReleaseTrain).stage('next', props),
  ),
  propsOf<WavePlace>(
    'WavePlace',
    ({ share }) => ({ site: share.site.share({ storage: 1 }), cluster: Kubeconfig.context('next') }),
    {
      site: ({ share }) => share.site.share({ storage: 2 }),
      cluster: () => Kubeconfig.context('other'),
      management: () => Kubeconfig.context('tools'),
      knobs: () => ({ replicas: 3 }),
      gate: () => ({ soak: Duration.hours(1) }),
      backend: () => Backend.gcs({ bucket: 'b' }),
    },
    (stage, place) =>
      (stage.node.scope as ReleaseTrain).waves('next', { release: releaseOf('2026.10.1'), waves: [{ place }] }),
  ),
  propsOf<StageWavesProps<unknown>>(
    'StageWavesProps',
    ({ share }) => ({ release: releaseOf('2026.10.1'), waves: [{ a: place(share, 'next') }] }),
    {
      release: () => releaseOf('2026.10.0'),
      after: ({ stage }) => [stage],
      gate: () => ({ soak: Duration.hours(1) }),
      knobs: () => ({ replicas: 3 }),
      stacks: () => ({ platform: ['foundation', 'cluster'] }),
      backend: () => Backend.gcs({ bucket: 'b' }),
      chartSource: () => ChartSource.mirror('oci://registry.example.com/charts'),
      destroyable: () => true,
      waves: ({ share }) => [{ a: place(share, 'next') }, { b: place(share, 'other') }],
    },
    (stage, props) => (stage.node.scope as ReleaseTrain).waves('next', props),
  ),
  programPropsOf<ReleaseOptions<unknown>>(
    'ReleaseOptions',
    { charts, platform: () => undefined },
    {
      charts: ChartSet.of('2026.10'),
      knobs: { replicas: 3 },
      oneWay: 'tables are rewritten',
      platform: (stage) => stage.data,
      serving: (stage) => stage.serving,
    },
    (app, options) => stageWith(app, { release: new Release<unknown>('1.0.0', options) }),
  ),
  programPropsOf<KubeconfigOptions>('KubeconfigOptions', {}, { path: 'kube/config', uid: 'uid-2' }, (app, options) =>
    stageWith(app, { cluster: Kubeconfig.context('dev', options) }),
  ),
  programPropsOf<S3BackendOptions>(
    'S3BackendOptions',
    { bucket: 'a', region: 'eu-north-1' },
    { bucket: 'b', region: 'eu-west-1', kmsKeyId: 'key', endpoint: 'https://s3.example.com', roleArn: 'role' },
    (app, options) => stageWith(app, { backend: Backend.s3(options) }),
  ),
  programPropsOf<GcsBackendOptions>(
    'GcsBackendOptions',
    { bucket: 'a' },
    { bucket: 'b', kmsEncryptionKey: 'key', serviceAccount: 'state-reader' },
    (app, options) => stageWith(app, { backend: Backend.gcs(options) }),
  ),
  programPropsOf<KubernetesBackendOptions>(
    'KubernetesBackendOptions',
    { context: 'tools' },
    { context: 'more-tools', path: 'kube/tools', namespace: 'state' },
    (app, options) => stageWith(app, { backend: Backend.kubernetes(options) }),
  ),
  programPropsOf<RemoteBackendOptions>(
    'RemoteBackendOptions',
    { organization: 'a' },
    { organization: 'b', hostname: 'tfe.example.com' },
    (app, options) => stageWith(app, { backend: Backend.remote(options) }),
  ),
];
