import { shell, type Ailment, type KubectlPrefix } from './ailment';

/** A revision of a Helm release, from the labels of its Secret. */
export interface HelmRevision {
  /** Namespace of the release. */
  readonly namespace: string;
  /** Name of the release. */
  readonly name: string;
  /** Number of the revision. */
  readonly revision: number;
  /** `deployed`, `failed`, `pending-install` and so on. */
  readonly status: string;
}

/** A Helm release that a stage has. */
export interface StageRelease {
  /** Namespace of the release. */
  readonly namespace: string;
  /** Name of the release. */
  readonly release: string;
}

/** What is asked of the server: names and labels, which it prints itself, and not the releases, a megabyte each. */
export const REVISION_QUERY: readonly string[] = [
  ...['secrets', '--all-namespaces', '--selector', 'owner=helm', '--field-selector', 'type=helm.sh/release.v1'],
  ...['--label-columns', 'name,version,status', '--no-headers'],
];

/**
 * Reads what kubectl prints of the Secrets of Helm.
 *
 * @param text the answer to {@link REVISION_QUERY}
 */
export function revisionsIn(text: string): readonly HelmRevision[] {
  return text
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter((cells) => cells.length >= 8)
    .map((cells) => {
      const [name = '', revision = '', status = ''] = cells.slice(-3);
      return { namespace: cells[0] ?? '', name, revision: Number(revision), status };
    });
}

/**
 * The newest revision of each release.
 *
 * @param revisions all revisions
 */
export function newestOf(revisions: readonly HelmRevision[]): readonly HelmRevision[] {
  const newest = new Map<string, HelmRevision>();
  for (const each of revisions) {
    const key = `${each.namespace}/${each.name}`;
    if ((newest.get(key)?.revision ?? 0) <= each.revision) newest.set(key, each);
  }
  return [...newest.values()];
}

/**
 * The releases of a stage that a cut-off run left pending, and those whose last change failed.
 *
 * @param stage name of the stage
 * @param releases releases of the stage
 * @param revisions all revisions in the cluster
 * @param kubectl what commands begin with
 */
export function releaseAilments(
  stage: string,
  releases: readonly StageRelease[],
  revisions: readonly HelmRevision[],
  kubectl: KubectlPrefix,
): readonly Ailment[] {
  return newestOf(revisions)
    .filter(({ namespace, name }) => releases.some((each) => each.namespace === namespace && each.release === name))
    .flatMap((newest): readonly Ailment[] => {
      const earlier = revisions.filter(({ namespace, name, revision }) => {
        return namespace === newest.namespace && name === newest.name && revision < newest.revision;
      });
      const said = saidOf(stage, newest, earlier, kubectl);
      return said === undefined
        ? []
        : [{ kind: 'helm-release', subject: `${newest.namespace}/${newest.name}`, ...said }];
    });
}

/** Objects stay when the Secret of a revision goes: Helm knows them again by their labels. */
function saidOf(
  stage: string,
  { namespace, name, revision, status }: HelmRevision,
  earlier: readonly HelmRevision[],
  kubectl: KubectlPrefix,
): Pick<Ailment, 'what' | 'repair'> | undefined {
  const secret = `sh.helm.release.v1.${name}.v${revision}`;
  const forget = shell(...kubectl, '--namespace', namespace, 'delete', 'secret', secret);
  const last = [...earlier].reverse().find((each) => each.status === 'deployed');
  const back =
    last === undefined ? 'it was never installed before' : `revision ${last.revision} is the last that was deployed`;
  if (status === 'pending-install' || status === 'pending-upgrade' || status === 'pending-rollback')
    return {
      what: `revision ${revision} is ${status}: a run was cut off, and Helm refuses another one; ${back}`,
      repair: forget,
    };
  if (status === 'uninstalling')
    return {
      what: `revision ${revision} is being uninstalled since a run was cut off`,
      repair: `helm uninstall ${name} ${helmFlags(namespace, kubectl)}`,
    };
  if (status !== 'failed') return undefined;
  return last === undefined
    ? { what: `revision ${revision} failed: ${back}, and Helm refuses a second one of the same name`, repair: forget }
    : {
        what: `revision ${revision} failed; ${back}, and the next deployment tries again`,
        repair: `datahall deploy ${stage}`,
      };
}

function helmFlags(namespace: string, kubectl: KubectlPrefix): string {
  const [, , path = '', , context = ''] = kubectl;
  return shell('--namespace', namespace, '--kubeconfig', path, '--kube-context', context);
}
