import { fail } from '../errors/datahall-error';
import { clusterSilent } from '../errors/deploy';
import { objectsNotTaken, trialForbidden } from '../errors/review';
import type { KubernetesObject } from '../kubernetes/object';
import type { LivePair } from '../plan/live/drift';
import type { SynthesizedObject } from '../plan/live/objects-of-assembly';
import { identityOf } from '../plan/objects';
import type { Kubectl } from './kubectl';
import { applyObjects, liveObjects } from './kubectl-objects';

/** What the API server says where an object breaks its rules: fields that cannot change, admission, quotas. */
const REFUSED = /\(Invalid\)| is invalid: |\(Forbidden\)/;

/** What it says where a user lacks a right. */
const NO_RIGHT = /cannot (patch|create|get) resource/;

/**
 * Objects of the program as they are, and as they would be if they were applied.
 *
 * @param kubectl the cluster
 * @param objects objects of the program
 * @throws DH4157, DH4160, DH6040
 */
export function triedPairs(kubectl: Kubectl, objects: readonly SynthesizedObject[]): Promise<readonly LivePair[]> {
  return eachNamespace(objects, async (group, namespace) => {
    const live = await liveOf(kubectl, group, namespace);
    const tried = await applyObjects(kubectl, bare(group), namespace, true);
    if (tried.complaint === undefined) return paired(group, namespace, live, tried.answers);
    // What is not there is missing, whatever an application would say; of the rest, kubectl tells nothing at once.
    const there = group.filter((each) => live.has(keyOf(each.object, namespace)));
    const missing = group.filter((each) => !there.includes(each)).map((synthesized): LivePair => ({ synthesized }));
    return [...missing, ...(await tryApart(kubectl, there, namespace, live))];
  });
}

/**
 * Applies objects of the program.
 *
 * @param kubectl the cluster
 * @param objects objects of the program
 * @returns the objects as they were, and as they are
 * @throws DH4157, DH4160, DH6041
 */
export function appliedPairs(kubectl: Kubectl, objects: readonly SynthesizedObject[]): Promise<readonly LivePair[]> {
  return eachNamespace(objects, async (group, namespace) => {
    const live = await liveOf(kubectl, group, namespace);
    const { answers, complaint } = await applyObjects(kubectl, bare(group), namespace, false);
    if (complaint !== undefined) return fail(objectsNotTaken(kubectl.place.context, complaint));
    return paired(group, namespace, live, answers);
  });
}

async function eachNamespace(
  objects: readonly SynthesizedObject[],
  work: (group: readonly SynthesizedObject[], namespace: string | undefined) => Promise<readonly LivePair[]>,
): Promise<readonly LivePair[]> {
  const pairs: LivePair[] = [];
  for (const namespace of new Set(objects.map((each) => each.namespace))) {
    const group = objects.filter((each) => each.namespace === namespace);
    pairs.push(...(await work(group, namespace)));
  }
  return pairs;
}

type Live = ReadonlyMap<string, KubernetesObject>;

async function liveOf(
  kubectl: Kubectl,
  group: readonly SynthesizedObject[],
  namespace: string | undefined,
): Promise<Live> {
  const found = await liveObjects(kubectl, bare(group), namespace);
  return new Map(found.map((each) => [keyOf(each, namespace), each]));
}

/** Tries halves of halves, until each object that is refused stands alone. */
async function tryApart(
  kubectl: Kubectl,
  group: readonly SynthesizedObject[],
  namespace: string | undefined,
  live: Live,
): Promise<readonly LivePair[]> {
  if (group.length === 0) return [];
  const { answers, complaint } = await applyObjects(kubectl, bare(group), namespace, true);
  if (complaint === undefined) return paired(group, namespace, live, answers);
  const [only, another] = group;
  if (only !== undefined && another === undefined) return [refused(kubectl, only, complaint, namespace, live)];
  const middle = Math.ceil(group.length / 2);
  const first = await tryApart(kubectl, group.slice(0, middle), namespace, live);
  return [...first, ...(await tryApart(kubectl, group.slice(middle), namespace, live))];
}

function refused(
  kubectl: Kubectl,
  synthesized: SynthesizedObject,
  complaint: string,
  namespace: string | undefined,
  live: Live,
): LivePair {
  const { context } = kubectl.place;
  if (NO_RIGHT.test(complaint)) return fail(trialForbidden(context, complaint));
  if (!REFUSED.test(complaint)) return fail(clusterSilent(context, complaint));
  return { synthesized, ...at(live, keyOf(synthesized.object, namespace)), refused: complaint };
}

function paired(
  group: readonly SynthesizedObject[],
  namespace: string | undefined,
  live: Live,
  answers: readonly KubernetesObject[],
): readonly LivePair[] {
  const applied = new Map(answers.map((each) => [keyOf(each, namespace), each]));
  return group.flatMap((synthesized): readonly LivePair[] => {
    const key = keyOf(synthesized.object, namespace);
    const answer = applied.get(key);
    return answer === undefined ? [] : [{ synthesized, applied: answer, ...at(live, key) }];
  });
}

function at(live: Live, key: string): Pick<LivePair, 'live'> {
  const now = live.get(key);
  return now === undefined ? {} : { live: now };
}

function bare(group: readonly SynthesizedObject[]): readonly KubernetesObject[] {
  return group.map(({ object }) => object);
}

/** The API group, kind, namespace and name of an object; the namespace of its release goes without saying. */
function keyOf(object: KubernetesObject, namespace: string | undefined): string {
  const { apiVersion, kind, namespace: own = '', name } = identityOf(object);
  return [apiVersion.replace(/\/?[^/]*$/, ''), kind, own === namespace ? '' : own, name].join('\0');
}
