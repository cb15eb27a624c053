import { execFile } from 'node:child_process';
import { homedir } from 'node:os';
import { promisify } from 'node:util';
import { fail } from '../errors/datahall-error';
import { kubectlFailed, kubectlMissing } from '../errors/review';
import type { KubernetesObject } from '../kubernetes/object';
import { listAt, textAt, type Json } from '../plan/json';

const run = promisify(execFile);

/** Objects of a whole stage are several megabytes. */
const OUTPUT_BYTES = 256 * 1024 * 1024;

/** Who sets fields, as the API server notes it. */
const MANAGER = 'datahall';

/** A context of a kubeconfig file. */
export interface KubectlContext {
  /** Name of the context. */
  readonly name: string;
  /** Path of the file. */
  readonly path: string;
}

/** `kubectl` with one context, whatever the user's own is. */
export class Kubectl {
  /**
   * @param context the context
   * @param program name or path of the program
   */
  public constructor(
    private readonly context: KubectlContext,
    private readonly program: string = 'kubectl',
  ) {}

  /** The UID by which a cluster is known. */
  public async clusterUid(): Promise<string> {
    const answer = await this.call(['get', 'namespace', 'kube-system', '-o', 'json'], undefined);
    return textAt(answer, 'metadata', 'uid') ?? '';
  }

  /**
   * Objects as they are in the cluster; what is not there is left out.
   *
   * @param objects objects of the program
   * @param namespace namespace of those that name none
   */
  public async get(
    objects: readonly KubernetesObject[],
    namespace: string | undefined,
  ): Promise<readonly KubernetesObject[]> {
    return itemsOf(
      await this.call(['get', '-f', '-', '--ignore-not-found', '-o', 'json', ...placed(namespace)], objects),
    );
  }

  /**
   * Applies objects on the server, with all fields that the program sets.
   *
   * @param objects objects of the program
   * @param namespace namespace of those that name none
   * @param dryRun whether the server only says what would come of it
   * @returns the objects as the server answers
   */
  public async apply(
    objects: readonly KubernetesObject[],
    namespace: string | undefined,
    dryRun: boolean,
  ): Promise<readonly KubernetesObject[]> {
    const how = ['--server-side', '--force-conflicts', `--field-manager=${MANAGER}`];
    const tries = dryRun ? ['--dry-run=server'] : [];
    return itemsOf(
      await this.call(['apply', '-f', '-', ...how, ...tries, '-o', 'json', ...placed(namespace)], objects),
    );
  }

  private async call(args: readonly string[], objects: readonly KubernetesObject[] | undefined): Promise<Json> {
    const path = this.context.path.replace(/^~(?=\/)/, homedir());
    const where = ['--kubeconfig', path, '--context', this.context.name];
    try {
      const running = run(this.program, [...where, ...args], { maxBuffer: OUTPUT_BYTES });
      const input = objects === undefined ? '' : JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects });
      running.child.stdin?.on('error', () => undefined).end(input);
      const { stdout } = await running;
      return stdout.trim() === '' ? { items: [] } : (JSON.parse(stdout) as Json);
    } catch (error) {
      const { code, stderr, message } = error as Error & { readonly code?: unknown; readonly stderr?: string };
      if (code === 'ENOENT' || code === 'EACCES') return fail(kubectlMissing(this.program));
      const said = (stderr ?? '').trim();
      return fail(kubectlFailed(this.context.name, args[0] ?? '', (said === '' ? message : said).slice(0, 1000)));
    }
  }
}

function placed(namespace: string | undefined): readonly string[] {
  return namespace === undefined ? [] : ['--namespace', namespace];
}

/** One object is written as it is, several as a list. */
function itemsOf(answer: Json): readonly KubernetesObject[] {
  const isOne = textAt(answer, 'kind') !== undefined && textAt(answer, 'kind') !== 'List';
  return (isOne ? [answer] : listAt(answer, 'items')) as unknown as readonly KubernetesObject[];
}
