import { spawnSync } from 'node:child_process';
import type { VerificationFact } from '../../release/verification';
import type { ClusterPlace, Kubectl } from '../kubectl';
import { lastWords, type Outcome } from './outcome';

/** A verification that is a command. */
export type CommandFact = Extract<VerificationFact, { readonly kind: 'command' }>;

/**
 * Runs a program that tells by its exit status whether the release works.
 *
 * @param kubectl the stage's cluster
 * @param management the cluster that builds it
 * @param fact the verification
 * @param stage name of the stage
 * @param release version of the release
 */
export function checkCommand(
  kubectl: Kubectl,
  management: ClusterPlace | undefined,
  fact: CommandFact,
  stage: string,
  release: string,
): Outcome {
  const [program = '', ...words] = fact.command;
  const env = {
    ...process.env,
    KUBECONFIG: kubectl.place.path,
    DATAHALL_CONTEXT: kubectl.place.context,
    ...(management === undefined
      ? {}
      : { DATAHALL_MANAGEMENT_KUBECONFIG: management.path, DATAHALL_MANAGEMENT_CONTEXT: management.context }),
    DATAHALL_STAGE: stage,
    DATAHALL_RELEASE: release,
  };
  const run = spawnSync(program, words, {
    env,
    encoding: 'utf8',
    timeout: fact.timeoutSeconds * 1000,
    maxBuffer: 1 << 28,
  });
  if (run.error !== undefined) {
    const late = (run.error as NodeJS.ErrnoException).code === 'ETIMEDOUT';
    return { passed: false, message: late ? `not done after ${fact.timeoutSeconds} s` : run.error.message };
  }
  const told = lastWords(`${run.stdout}\n${run.stderr}`);
  return { passed: run.status === 0, message: told === '' ? `exit status ${run.status ?? 'none'}` : told };
}
