import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import {
  type Backend,
  type ChartPin,
  ChartSet,
  ChartSource,
  DatahallApp,
  Foundation,
  HelmRelease,
  Kubeconfig,
  Release,
  ReleaseTrain,
  type Stage,
  type StageGate,
} from 'datahall';
import { LOCK_FORMAT_VERSION, type StageLock } from '../../../lib/release/stage-lock';
import { readLock, writeLock } from '../../../lib/release/lock-files';
import { smallShare, smallSite } from '../small-site';
import { ROOT } from '../sources';
import { found } from './binaries';
import type { ControlPlane } from './control-plane';
import { terraformEnvironment } from './providers';
import { writeSmallChartArchive } from './small-chart';

/** A chart of one ConfigMap; its values can make an install fail, or wait for a job that no node ever runs. */
export const CHART: ChartPin = {
  ...{ name: 'small', version: '1.0.0', appVersion: '1.0.0', repository: 'https://charts.example.com' },
  ...{ licence: 'Apache-2.0', crds: { kind: 'none' } },
};

/** What a program of three layers is told. */
export interface SmallProgramOptions {
  /** Values by layer; `fail` makes the install fail, `wait` makes it wait. */
  readonly values?: Readonly<Record<string, object>>;
  readonly gate?: StageGate;
  readonly backend?: Backend;
  readonly uid?: string;
  /** Whether there is a stage `staging` after `dev`, or beside it, in a context of that name. */
  readonly second?: boolean | 'beside';
}

/** What the command said. */
export interface Ran {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

const SMALL_LAYERS = ['cluster', 'network', 'storage'] as const;

/**
 * A project with a stage `dev` on a control plane: a Helm release in each of three layers, in the stacks `base`,
 * `network` and `storage`.
 */
export class SmallProject {
  readonly folder = mkdtempSync(join(tmpdir(), 'datahall-project-'));
  /** Where programs are found. */
  get path(): string {
    return [dirname(found('terraform')), dirname(found('kubectl')), process.env['PATH'] ?? ''].join(delimiter);
  }

  private readonly home = process.cwd();

  constructor(readonly plane: Pick<ControlPlane, 'kubeconfig' | 'context'>) {
    process.chdir(this.folder);
    writeSmallChartArchive('charts', CHART);
  }

  /** Synthesizes the program. */
  synthesize({ values = {}, gate, backend, uid, second = false }: SmallProgramOptions = {}): void {
    const platform = (stage: Stage): void => {
      for (const layer of SMALL_LAYERS) {
        const namespace = Foundation.of(stage[layer]).namespace(`demo-${layer}`);
        new HelmRelease(stage[layer], layer, { chart: CHART, name: layer, namespace, values: values[layer] ?? {} });
      }
    };
    const release = new Release('2026.11.0', { charts: ChartSet.of('2026.11'), platform });
    const app = new DatahallApp({ outdir: 'cdktf.out', today: '2026-11-23' });
    const train = new ReleaseTrain(app, 'platform');
    const site = smallSite();
    const { kubeconfig: path, context } = this.plane;
    const common = {
      ...{ release, chartSource: ChartSource.folder('charts'), stacks: { base: ['foundation', 'cluster'] as const } },
      ...(gate === undefined ? {} : { gate }),
      ...(backend === undefined ? {} : { backend }),
    };
    const cluster = Kubeconfig.context(context, { path, ...(uid === undefined ? {} : { uid }) });
    const dev = train.stage('dev', { ...common, site: smallShare(site), cluster });
    const next = {
      ...common,
      after: second === 'beside' ? [] : [dev],
      cluster: Kubeconfig.context('staging', { path }),
    };
    if (second !== false) train.stage('staging', { ...next, site: smallShare(site) });
    quietly(() => app.synth());
  }

  /** Synthesizes the program, and locks what it says. */
  locked(options: SmallProgramOptions = {}): void {
    this.synthesize(options);
    lockStage('dev');
    if ((options.second ?? false) !== false) lockStage('staging');
  }

  /** The program in another folder, without a lock. */
  unlocked(folder: string): void {
    cpSync('cdktf.out', folder, { recursive: true });
    rmSync('stages', { recursive: true });
  }

  removeFile(path: string): void {
    rmSync(join(this.folder, path));
  }

  lock(stage = 'dev'): StageLock {
    return readLock('stages', stage)!;
  }

  /** Runs the command line in a process of its own. */
  run(...args: readonly string[]): Promise<Ran> {
    return this.start(args).ended;
  }

  /** Starts the command line, with more environment. */
  start(
    args: readonly string[],
    environment: Readonly<Record<string, string>> = {},
  ): { readonly child: ChildProcess; readonly said: () => string; readonly ended: Promise<Ran> } {
    const env = { ...terraformEnvironment(), PATH: this.path, DATAHALL_USER: 'tester', ...environment };
    const script = join(ROOT, 'test/support/real/command.ts');
    const child = spawn(process.execPath, ['--import', TSX, script, ...args], { cwd: this.folder, env });
    let [out, err] = ['', ''];
    child.stdout.on('data', (text: Buffer) => (out += text.toString()));
    child.stderr.on('data', (text: Buffer) => (err += text.toString()));
    const ended = new Promise<Ran>((resolve) => child.once('close', (status) => resolve({ status, out, err })));
    return { child, said: () => err, ended };
  }

  remove(): void {
    process.chdir(this.home);
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Runs the command line in a project, in a process of its own. */
export function runCommand(project: string, args: readonly string[]): Promise<Ran> {
  const path = [dirname(found('terraform')), dirname(found('kubectl')), process.env['PATH'] ?? ''].join(delimiter);
  const env = { ...terraformEnvironment(), PATH: path, DATAHALL_USER: 'tester' };
  const script = join(ROOT, 'test/support/real/command.ts');
  const child = spawn(process.execPath, ['--import', TSX, script, ...args], { cwd: project, env });
  let [out, err] = ['', ''];
  child.stdout.on('data', (text: Buffer) => (out += text.toString()));
  child.stderr.on('data', (text: Buffer) => (err += text.toString()));
  return new Promise((resolve) => child.once('close', (status) => resolve({ status, out, err })));
}

/** Loads TypeScript in a process of Node.js. */
export const TSX = join(ROOT, 'node_modules/tsx/dist/loader.mjs');

/** Does something that prints warnings. */
export function quietly(work: () => void): void {
  const write = process.stderr.write.bind(process.stderr);
  process.stderr.write = () => true;
  try {
    work();
  } finally {
    process.stderr.write = write;
  }
}

/** Locks a stage at what was synthesized; what its lock knows already stays. */
export function lockStage(name: string, out = 'cdktf.out'): void {
  const file = JSON.parse(readFileSync(join(out, 'datahall.json'), 'utf8')) as ProgramFile;
  const stage = file.stages.find((each) => each.name === name)!;
  const own = file.stacks.filter((each) => each.stage === name);
  const stacks = Object.fromEntries(own.map(({ id, digest }) => [id, { digest, resources: {}, stateful: [] }]));
  const before = readLock('stages', name);
  writeLock('stages', {
    formatVersion: LOCK_FORMAT_VERSION,
    stage: name,
    site: stage.site,
    cluster: before?.cluster ?? { context: stage.contexts[0]!.name, uid: stage.contexts[0]!.uid },
    running: stage.running,
    releaseDigest: stage.digest,
    content: { digest: stage.digest, library: stage.library, stacks, pins: stage.pins },
    previous: null,
    verified: [],
    deployed: before?.deployed ?? null,
    exceptions: [],
  });
}

interface ProgramFile {
  readonly stages: readonly (StageLock['content'] & {
    readonly name: string;
    readonly site: string;
    readonly running: StageLock['running'];
    readonly contexts: readonly { readonly name: string; readonly uid: string | null }[];
  })[];
  readonly stacks: readonly { readonly id: string; readonly stage: string; readonly digest: string }[];
}
