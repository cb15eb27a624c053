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

/** `kubectl` for one context of one file, whatever the environment says. It reads, and changes nothing. */
export class Kubectl {
  /** What each command begins with, as people type it. */
  public readonly prefix: readonly string[];

  /**
   * @param place where the cluster is
   * @param program name or path of kubectl
   */
  public constructor(
    private readonly place: ClusterPlace,
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
    const all = ['--kubeconfig', this.place.path, '--context', this.place.context, '--request-timeout', '30s', ...args];
    try {
      const env = terraformEnvironment(process.env);
      return (await run(this.program, all, { env, maxBuffer: OUTPUT_BYTES })).stdout;
    } catch (error) {
      const { code, stderr, message } = error as Error & { readonly code?: unknown; readonly stderr?: string };
      if (code === 'ENOENT' || code === 'EACCES') return fail(programMissing(this.program, '--kubectl'));
      return fail(clusterSilent(this.place.context, (stderr ?? '').trim().split('\n').at(-1) ?? message));
    }
  }
}
