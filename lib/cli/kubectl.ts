import { spawnSync } from 'node:child_process';
import { homedir } from 'node:os';
import { fail } from '../errors/datahall-error';
import { kubectlFailed } from '../errors/promotion';

/** A cluster as kubectl reaches it. */
export interface ClusterAccess {
  /** Kubeconfig file; `~` is the home directory, a relative path counts from the project. */
  readonly path: string;
  /** Name of the context. */
  readonly context: string;
}

/** How a call of kubectl ended. */
export interface KubectlResult {
  /** Whether it succeeded. */
  readonly ok: boolean;
  /** What it printed. */
  readonly output: string;
  /** What it complained of. */
  readonly message: string;
}

/** kubectl with an explicit cluster: nothing of the environment decides where it goes. */
export class Kubectl {
  /**
   * @param cluster the cluster
   * @param program the program. @default 'kubectl'
   */
  public constructor(
    private readonly cluster: ClusterAccess,
    private readonly program = 'kubectl',
  ) {}

  /** Path of the kubeconfig file. */
  public get kubeconfig(): string {
    return this.cluster.path.replace(/^~(?=\/|$)/, homedir());
  }

  /** Name of the context. */
  public get context(): string {
    return this.cluster.context;
  }

  /**
   * Calls kubectl.
   *
   * @param words its arguments
   * @param input what it reads. @default - nothing
   * @throws DH4141 when it cannot be started
   */
  public call(words: readonly string[], input?: string): KubectlResult {
    const where = ['--kubeconfig', this.kubeconfig, '--context', this.context];
    const run = spawnSync(this.program, [...where, ...words], { encoding: 'utf8', input, maxBuffer: 1 << 29 });
    if (run.error !== undefined) fail(kubectlFailed(this.program, run.error.message));
    return { ok: run.status === 0, output: run.stdout, message: run.stderr.trim() };
  }

  /**
   * What kubectl prints as JSON.
   *
   * @param words its arguments, without the output format
   * @throws DH4141
   */
  public json(...words: readonly string[]): unknown {
    const { ok, output, message } = this.call([...words, '--output', 'json']);
    return ok ? (JSON.parse(output) as unknown) : fail(kubectlFailed(this.program, message));
  }
}
