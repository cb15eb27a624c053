/** Variables that are kept from Terraform, and why. */
export interface RemovedVariables {
  /** Names. */
  readonly names: RegExp;
  /** What they would do. */
  readonly why: string;
}

/**
 * Variables that send Terraform, its providers or Ansible's modules elsewhere than the stack says. All others stay:
 * the path, credentials of backends, proxies, TF_PLUGIN_CACHE_DIR, TF_CLI_CONFIG_FILE, TF_VAR_*, TF_LOG.
 */
export const REMOVED_VARIABLES: readonly RemovedVariables[] = [
  {
    names: /^KUBE_/,
    why: 'the kubernetes provider and the kubernetes backend take them over the literal settings of the stack: KUBE_HOST moves objects to another cluster',
  },
  { names: /^KUBECONFIG$/, why: 'kubectl and helm read it before they look at what they are told' },
  {
    names: /^KUBERNETES_SERVICE_/,
    why: 'a provider without a usable kubeconfig would go on with the cluster that the pipeline itself runs in',
  },
  { names: /^HELM_KUBE/, why: 'the helm provider takes another API server, user or context from them' },
  { names: /^HELM_NAMESPACE$/, why: 'releases without a namespace of their own would move' },
  { names: /^HELM_DRIVER/, why: 'releases would be looked for in another place, and be installed a second time' },
  { names: /^TF_CLI_ARGS/, why: '-target, -var or -destroy would be added to each command' },
  { names: /^TF_WORKSPACE$/, why: 'another state than that of the stack would be changed' },
  { names: /^TF_DATA_DIR$/, why: 'all stacks would share one folder for their backends and providers' },
  {
    names: /^TF_REATTACH_PROVIDERS$/,
    why: 'a provider that somebody debugs would be asked in place of the pinned one',
  },
  { names: /^TF_INPUT$/, why: 'nobody is there to answer' },
  { names: /^TF_IN_AUTOMATION$/, why: 'it is set anew' },
];

/** Set for each Terraform. */
const SET: Readonly<Record<string, string>> = { TF_IN_AUTOMATION: '1', TF_INPUT: '0' };

/**
 * The environment of Terraform: that of the caller without what redirects it.
 *
 * @param environment environment of the caller
 */
export function terraformEnvironment(
  environment: Readonly<Record<string, string | undefined>>,
): Readonly<Record<string, string>> {
  const kept = Object.entries(environment).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && !isRemoved(entry[0]),
  );
  return { ...Object.fromEntries(kept), ...SET };
}

/**
 * Names of the variables that were set and are kept from Terraform; those that only steer its dialogue are no news.
 *
 * @param environment environment of the caller
 */
export function removedFrom(environment: Readonly<Record<string, string | undefined>>): readonly string[] {
  const quiet = new Set(['TF_INPUT', 'TF_IN_AUTOMATION']);
  const set = Object.keys(environment).filter((name) => environment[name] !== undefined);
  return set.filter((name) => isRemoved(name) && !quiet.has(name)).sort();
}

function isRemoved(name: string): boolean {
  return REMOVED_VARIABLES.some(({ names }) => names.test(name));
}
