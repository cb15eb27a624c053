import { fail } from '../errors/datahall-error';
import { clusterSilent } from '../errors/deploy';
import type { KubernetesObject } from '../kubernetes/object';
import { listAt, textAt, type Json } from '../plan/json';
import type { Kubectl } from './kubectl';

/** Who sets fields, as the API server notes it. */
const MANAGER = 'datahall';

/**
 * Objects as they are in the cluster; what is not there is left out.
 *
 * @param kubectl the cluster
 * @param objects objects of the program
 * @param namespace namespace of those that name none
 * @throws DH4157, DH4160
 */
export function liveObjects(
  kubectl: Kubectl,
  objects: readonly KubernetesObject[],
  namespace: string | undefined,
): Promise<readonly KubernetesObject[]> {
  return call(kubectl, ['get', '-f', '-', '--ignore-not-found', '-o', 'json', ...placed(namespace)], objects);
}

/**
 * Applies objects on the server, with all fields that the program sets.
 *
 * @param kubectl the cluster
 * @param objects objects of the program
 * @param namespace namespace of those that name none
 * @param dryRun whether the server only says what would come of it
 * @returns the objects as the server answers
 * @throws DH4157, DH4160
 */
export function applyObjects(
  kubectl: Kubectl,
  objects: readonly KubernetesObject[],
  namespace: string | undefined,
  dryRun: boolean,
): Promise<readonly KubernetesObject[]> {
  const how = ['--server-side', '--force-conflicts', `--field-manager=${MANAGER}`];
  const tries = dryRun ? ['--dry-run=server'] : [];
  return call(kubectl, ['apply', '-f', '-', ...how, ...tries, '-o', 'json', ...placed(namespace)], objects);
}

async function call(
  kubectl: Kubectl,
  words: readonly string[],
  objects: readonly KubernetesObject[],
): Promise<readonly KubernetesObject[]> {
  const input = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects });
  const { ok, output, message } = await kubectl.attempt(words, input);
  if (!ok) return fail(clusterSilent(kubectl.place.context, message.slice(0, 1000)));
  return output.trim() === '' ? [] : itemsOf(JSON.parse(output) as Json);
}

function placed(namespace: string | undefined): readonly string[] {
  return namespace === undefined ? [] : ['--namespace', namespace];
}

/** One object is written as it is, several as a list. */
function itemsOf(answer: Json): readonly KubernetesObject[] {
  const isOne = textAt(answer, 'kind') !== undefined && textAt(answer, 'kind') !== 'List';
  return (isOne ? [answer] : listAt(answer, 'items')) as unknown as readonly KubernetesObject[];
}
