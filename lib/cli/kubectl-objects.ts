import { fail } from '../errors/datahall-error';
import { clusterSilent } from '../errors/deploy';
import type { KubernetesObject } from '../kubernetes/object';
import { listAt, textAt, type Json } from '../plan/json';
import type { Kubectl, KubectlResult } from './kubectl';

/** Who sets fields, as the API server notes it. */
const MANAGER = 'datahall';

/** What kubectl complains of where a kind, a namespace or an object is not there. */
const ABSENT = /\(NotFound\)|no matches for kind|ensure CRDs are installed first/;

/** What the API server answers to some objects, and what it complains of about the others. */
export interface AppliedObjects {
  /** Those that it takes, as it answers. */
  readonly answers: readonly KubernetesObject[];
  /** What it says of those that it does not take. @default - it takes all of them */
  readonly complaint?: string;
}

/**
 * Objects as they are in the cluster; what is not there is left out, also where its kind or namespace is gone.
 *
 * @param kubectl the cluster
 * @param objects objects of the program
 * @param namespace namespace of those that name none
 * @throws DH4157, DH4160
 */
export async function liveObjects(
  kubectl: Kubectl,
  objects: readonly KubernetesObject[],
  namespace: string | undefined,
): Promise<readonly KubernetesObject[]> {
  const words = ['get', '-f', '-', '--ignore-not-found', '-o', 'json', ...placed(namespace)];
  const result = await kubectl.attempt(words, listOf(objects));
  const complaint = complaintOf(result);
  if (complaint !== undefined && !complaint.split('\n').every((line) => ABSENT.test(line)))
    return fail(clusterSilent(kubectl.place.context, complaint));
  return itemsOf(result.output);
}

/**
 * Applies objects on the server, with all fields that the program sets.
 *
 * @param kubectl the cluster
 * @param objects objects of the program
 * @param namespace namespace of those that name none
 * @param dryRun whether the server only says what would come of it
 * @throws DH4157
 */
export async function applyObjects(
  kubectl: Kubectl,
  objects: readonly KubernetesObject[],
  namespace: string | undefined,
  dryRun: boolean,
): Promise<AppliedObjects> {
  const how = ['--server-side', '--force-conflicts', `--field-manager=${MANAGER}`];
  const tries = dryRun ? ['--dry-run=server'] : [];
  const words = ['apply', '-f', '-', ...how, ...tries, '-o', 'json', ...placed(namespace)];
  const result = await kubectl.attempt(words, listOf(objects));
  const complaint = complaintOf(result);
  return { answers: itemsOf(result.output), ...(complaint === undefined ? {} : { complaint }) };
}

function listOf(items: readonly KubernetesObject[]): string {
  return JSON.stringify({ apiVersion: 'v1', kind: 'List', items });
}

function placed(namespace: string | undefined): readonly string[] {
  return namespace === undefined ? [] : ['--namespace', namespace];
}

/** Why a call failed; what the server only warns of is left out. */
function complaintOf({ ok, message }: KubectlResult): string | undefined {
  if (ok) return undefined;
  const lines = message.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('Warning:'));
  return (lines.length === 0 ? message : [...new Set(lines)].join('\n')).slice(0, 1000);
}

/** One object is written as it is, several as a list. */
function itemsOf(output: string): readonly KubernetesObject[] {
  if (output.trim() === '') return [];
  const answer = JSON.parse(output) as Json;
  const isOne = textAt(answer, 'kind') !== undefined && textAt(answer, 'kind') !== 'List';
  return (isOne ? [answer] : listAt(answer, 'items')) as unknown as readonly KubernetesObject[];
}
