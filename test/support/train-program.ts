import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  Backend,
  ChartSet,
  type DatahallApp,
  DatahallApp as App,
  Gateway,
  Kubeconfig,
  KubernetesCluster,
  CephCluster,
  Bytes,
  ModelServer,
  Release,
  ReleaseTrain,
  Runtime,
  type Stage,
  type StageProps,
} from 'datahall';
import { llama8b } from './models';
import { PROPOSAL, type Proposal } from '../../lib/release/proposal';
import { readProgramView } from '../../lib/cli/train/assembly-view';
import type { Synthesis, Synthesizer } from '../../lib/cli/train/program';
import { TrainSession } from '../../lib/cli/train/session';
import { smallSite } from './small-site';

const charts = ChartSet.of('2026.11');

/** A release that serves one model behind a gateway, beside what the platform serves. */
export function servingRelease(
  version: string,
  replicas = 1,
  beside: (stage: Stage, gateway: Gateway) => void = () => undefined,
): Release<Platform> {
  return new Release<Platform>(version, {
    charts,
    platform: (stage) => {
      const made = platform(stage);
      beside(stage, made.gateway);
      return made;
    },
    serving: (stage, it) => serve(stage, it, replicas),
  });
}

/** A release that only has a namespace. */
export function plainRelease(version: string): Release<Platform> {
  const platform = (stage: Stage): Platform => {
    stage.foundation.namespace('apps');
    return {} as Platform; // nothing is served on it
  };
  return new Release<Platform>(version, { charts, platform });
}

interface Platform {
  readonly pool: ReturnType<KubernetesCluster['addGpuPool']>;
  readonly weights: ReturnType<CephCluster['addFilesystem']>;
  readonly gateway: Gateway;
}

function platform(stage: Stage): Platform {
  const cluster = new KubernetesCluster(stage.cluster, 'kubernetes', { site: stage.site });
  const pool = cluster.addGpuPool('h100', { servers: 'h100' });
  const ceph = new CephCluster(stage.storage, 'ceph', { hosts: stage.site.servers('storage') });
  const weights = ceph.addFilesystem('models', { size: Bytes.tib(10), replicas: 3 });
  return { pool, weights, gateway: new Gateway(stage.network, 'public', { site: stage.site }) };
}

function serve(stage: Stage, { pool, weights, gateway }: Platform, replicas: number): void {
  const model = llama8b();
  const server = new ModelServer(stage.serving, 'llama', { runtime: Runtime.VLLM, model, pool, weights, replicas });
  gateway.route('/v1', server);
}

/** What is different about the stages of {@link trainProgram}. */
export interface TrainProgram {
  readonly releases?: readonly Release<Platform>[];
  readonly stages?: readonly string[];
  readonly props?: Partial<StageProps<Platform>>;
}

/**
 * Adds a train whose stages come after each other, each with a share of GPU and storage servers, and locks in a folder.
 */
export function trainProgram(app: DatahallApp, locks: string, options: TrainProgram = {}): void {
  const {
    releases = [servingRelease('1.0.0'), servingRelease('1.1.0')],
    stages = ['dev', 'production'],
    props,
  } = options;
  const site = smallSite();
  const train = new ReleaseTrain(app, 'platform', { releases, locks });
  const [release] = releases;
  const made: Stage[] = [];
  for (const name of stages) {
    const share = site.share({ control: 3, h100: 1, storage: 4 });
    const cluster = Kubeconfig.context(name, { uid: `uid-of-${name}` });
    const backend = Backend.s3({ bucket: 'state', region: 'eu-north-1' });
    made.push(train.stage(name, { release: release!, site: share, cluster, backend, after: made.slice(-1), ...props }));
  }
}

/** Synthesizes a program in this process, as commands do in one of its own. */
export class InProcess implements Synthesizer {
  public build: (app: DatahallApp) => void;
  /** The day on which it is synthesized. */
  public today = '2026-11-29';
  /** The program that was synthesized last. */
  public app!: DatahallApp;
  private readonly root = mkdtempSync(join(tmpdir(), 'datahall-train-'));
  private count = 0;

  public constructor(build: (app: DatahallApp, locks: string) => void) {
    this.build = (app) => build(app, this.locks);
  }

  /** Folder of the locks. */
  public get locks(): string {
    return join(this.root, 'stages');
  }

  /** A session over the program as it is now. */
  public session(): TrainSession {
    return new TrainSession(this);
  }

  /** Synthesizes it as its user does. */
  public program(): Synthesis {
    return this.run(undefined);
  }

  public synthesize(proposal: Proposal = {}): Synthesis {
    return this.run(proposal);
  }

  private run(proposal: Proposal | undefined): Synthesis {
    this.count += 1;
    const folder = join(this.root, `out-${this.count}`);
    const write = process.stderr.write.bind(process.stderr);
    process.stderr.write = () => true;
    if (proposal !== undefined) process.env[PROPOSAL] = JSON.stringify(proposal);
    process.env['CDKTF_OUTDIR'] = folder;
    try {
      const app = new App({ today: this.today });
      this.app = app;
      this.build(app);
      app.synth();
      return { folder, view: readProgramView(folder) };
    } finally {
      delete process.env[PROPOSAL];
      delete process.env['CDKTF_OUTDIR'];
      process.stderr.write = write;
    }
  }

  public close(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}
