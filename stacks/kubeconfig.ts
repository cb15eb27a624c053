import { isAbsolute, posix } from 'node:path';
import { fail } from '../lib/errors/datahall-error';
import { checkClusterUid } from '../lib/release/cluster-uid';
import { checkLiterals } from '../lib/units/literal-text';

/** What is known of a cluster besides its context. */
export interface KubeconfigOptions {
  /** Path of the kubeconfig file; a relative one is one of the project. @default '~/.kube/config' */
  readonly path?: string;
  /**
   * UID of the namespace kube-system: plan and apply stop before any change when the context points to another cluster.
   * @default - the cluster is not checked; a finding asks for the UID
   */
  readonly uid?: string;
}

/**
 * How a cluster is reached: a kubeconfig file and a context, both literal. The providers still read the environment,
 * where `KUBE_HOST` and `KUBE_CTX` win over the literals: leave `KUBE_*` unset, and pin the `uid`, which stops plan and
 * apply at another cluster.
 */
export class Kubeconfig {
  private constructor(
    /** Name of the context. */
    public readonly context: string,
    /** Path of the kubeconfig file. */
    public readonly path: string,
    /** UID of the namespace kube-system, where it is pinned. */
    public readonly uid: string | undefined,
  ) {}

  /**
   * A context of a kubeconfig file.
   *
   * @param name name of the context
   * @param options file and identity
   * @throws DH1104, DH1109, DH4018
   */
  public static context(name: string, options: KubeconfigOptions = {}): Kubeconfig {
    const { path = '~/.kube/config', uid } = options;
    checkLiterals('Kubeconfig', { context: name, path });
    const problem = uid === undefined ? undefined : checkClusterUid(uid);
    if (problem !== undefined) fail(problem);
    return new Kubeconfig(name, path, uid);
  }
}

/**
 * The path of a file of the project as Terraform must name it, which runs in the folder of a stack.
 *
 * @param path absolute, below the home directory (`~`), or relative to the project
 * @param projectPath path from the folder of the stack to the project
 */
export function fromProject(path: string, projectPath: string): string {
  return isAbsolute(path) || path.startsWith('~') ? path : posix.join(projectPath, path);
}
