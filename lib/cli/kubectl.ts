import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { terraformEnvironment } from '../deploy/environment';
import { fail } from '../errors/datahall-error';
import { clusterSilent, programMissing } from '../errors/deploy';
import { isList, isObject, listAt, textAt, type Json } from '../plan/json';

const run = promisify(execFile);
const OUTPUT_BYTES = 256 * 1024 * 1024;

/** Where a cluster is. */
export interface ClusterPlace {
  /** Path of the kubeconfig file. */
  readonly path: string;
  /** Name of the context. */
  readonly context: string;
}

/** How a call of kubectl ended. */
export interface KubectlResult {
  /** Whether it succeeded. */
  readonly ok: boolean;
  /** What it printed, before it failed too. */
  readonly output: string;
  /** What it complained of. */
  readonly message: string;
}

interface FailedCall extends Error {
  readonly code?: unknown;
  readonly stdout?: string;
  readonly stderr?: string;
}

/** `kubectl` for one context of one file, whatever the environment says. */
export class Kubectl {
  /** What each command begins with, as people type it. */
  public readonly prefix: readonly string[];

  /**
   * @param place where the cluster is
   * @param program name or path of kubectl
   */
  public constructor(
    /** Where the cluster is. */
    public readonly place: ClusterPlace,
    private readonly program: string = 'kubectl',
  ) {
    this.prefix = ['kubectl', '--kubeconfig', place.path, '--context', place.context];
  }

  /**
   * The UID of the namespace kube-system, which a cluster keeps for life.
   *
   * @throws DH4157, DH4160
   */
  public async uid(): Promise<string> {
    return textAt(await this.get('namespace', 'kube-system'), 'metadata', 'uid') ?? '';
  }

  /**
   * Makes sure that the cluster answers; whoever may log in may ask for its version.
   *
   * @throws DH4157, DH4160
   */
  public async reach(): Promise<void> {
    await this.text('get', '--raw', '/version');
  }

  /**
   * Reads objects.
   *
   * @param args what `kubectl get` gets
   * @throws DH4157, DH4160
   */
  public async get(...args: readonly string[]): Promise<Json> {
    const text = await this.text('get', ...args, '--output', 'json');
    return text.trim() === '' ? null : (JSON.parse(text) as Json);
  }

  /**
   * Reads a list of objects.
   *
   * @param args what `kubectl get` gets
   * @throws DH4157, DH4160
   */
  public async list(...args: readonly string[]): Promise<readonly Json[]> {
    const found = await this.get(...args);
    return isObject(found) && isList(found['items']) ? listAt(found, 'items') : [];
  }

  /**
   * What a command of kubectl writes.
   *
   * @param args the command
   * @throws DH4157, DH4160
   */
  public async text(...args: readonly string[]): Promise<string> {
    const { ok, output, message } = await this.attempt(args);
    return ok ? output : fail(clusterSilent(this.place.context, message.split('\n').at(-1) ?? ''));
  }

  /**
   * Calls kubectl, which may fail.
   *
   * @param args the command
   * @param input what it reads. @default - nothing
   * @throws DH4157 when it cannot be started
   */
  public async attempt(args: readonly string[], input?: string): Promise<KubectlResult> {
    const all = ['--kubeconfig', this.place.path, '--context', this.place.context, '--request-timeout', '30s', ...args];
    const env = terraformEnvironment(process.env);
    const called = run(this.program, all, { env, maxBuffer: OUTPUT_BYTES });
    // One that ends early reads nothing; what it says then tells why.
    called.child.stdin?.on('error', () => undefined);
    called.child.stdin?.end(input);
    try {
      const { stdout, stderr } = await called;
      return { ok: true, output: stdout, message: stderr.trim() };
    } catch (error) {
      const { code, stdout, stderr, message } = error as FailedCall;
      if (code === 'ENOENT' || code === 'EACCES') return fail(programMissing(this.program, '--kubectl'));
      return {
        ok: false,
        output: stdout ?? '',
        message: (stderr ?? '').trim() === '' ? message : (stderr ?? '').trim(),
      };
    }
  }
}
