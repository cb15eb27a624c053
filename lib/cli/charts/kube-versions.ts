import { InvalidArgumentError } from 'commander';
import { fail } from '../../errors/datahall-error';
import { stageNotInAssembly } from '../../errors/review';
import { KUBERNETES } from '../helm';

/** `1.33.1`, or `production=1.33.1`. */
const ENTRY = /^(?:(?<stage>[^=]+)=)?(?<version>v?\d+\.\d+(?:\.\d+)?)$/;

/**
 * Adds a value of `--kube-version` to those before it.
 *
 * @param text a version, or that of a stage
 * @param before values before it
 * @throws InvalidArgumentError where it is none
 */
export function addKubeVersion(text: string, before: readonly string[] = []): readonly string[] {
  if (!ENTRY.test(text))
    throw new InvalidArgumentError('a version of Kubernetes is like 1.34.0, that of a stage like production=1.34.0');
  return [...before, text];
}

/**
 * The versions of Kubernetes that charts are told: no plan and no assembly says which one a cluster has.
 *
 * @param entries values of `--kube-version`; of two for the same, the last counts
 * @param stages stages that are planned
 * @returns the version of a stage, or of plans of no stage
 * @throws DH6030 where a stage is not planned
 */
export function kubeVersions(
  entries: readonly string[],
  stages: readonly string[],
): (stage: string | undefined) => string {
  const versions = new Map<string | undefined, string>();
  for (const entry of entries) {
    const { stage, version = KUBERNETES } = ENTRY.exec(entry)?.groups ?? {};
    if (stage !== undefined && !stages.includes(stage)) fail(stageNotInAssembly(stage, stages));
    versions.set(stage, version);
  }
  const all = versions.get(undefined) ?? KUBERNETES;
  return (stage) => (stage === undefined ? all : (versions.get(stage) ?? all));
}
