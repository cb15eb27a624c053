import type { KubernetesObject } from '../kubernetes/object';
import type { Assembly } from './assembly';
import type { PlannedStack } from './changes';
import { isJoint, objectsOf } from './objects-of-plan';
import { identityOf, pairObjects, type ObjectPair } from './objects';

/** The assemblies of a report. */
export interface Assemblies {
  /** What was synthesized now. @default - not given */
  readonly now?: Assembly;
  /** What was deployed before. @default - not given */
  readonly before?: Assembly;
}

/** The plans of one cluster, as a report has them too: what they carry means something together only. */
export interface PlannedCluster {
  /** Stage of the cluster. @default - not known */
  readonly stage?: string;
  /** UID of the cluster. @default - not known */
  readonly uid?: string;
  /** Indexes of its plans. */
  readonly plans: readonly number[];
  /** Stacks without a plan, whose objects are taken from the assemblies. */
  readonly assumed: readonly string[];
  /** Stacks without a plan, of whose objects nothing is known. */
  readonly unseen: readonly string[];
  /** Stacks that were deployed, and are neither in the program nor in a plan: nobody destroys them. */
  readonly abandoned: readonly string[];
  /** Whether an assembly says which stacks there are; else only the plans were seen. */
  readonly known: boolean;
}

/** Kubernetes objects of a cluster, each with the plan that it is of; those of stacks without a plan have none. */
export type PlacedPair = ObjectPair & { readonly plan?: number };

/**
 * Puts plans together by cluster: those of a stage; without a stage, those that share no object.
 *
 * @param planned plans with their stacks
 * @param assemblies assemblies that were given
 */
export function clustersOf(planned: readonly PlannedStack[], { now, before }: Assemblies): readonly PlannedCluster[] {
  const stages = [...new Set(planned.flatMap(({ stack }) => stack?.stage ?? []))];
  const staged = stages.map((stage): PlannedCluster => {
    const plans = planned.flatMap((each, index) => (each.stack?.stage === stage ? [index] : []));
    const covered = new Set(plans.map((index) => planned[index]?.stack?.id));
    const stacks = (assembly: Assembly | undefined) =>
      [...(assembly?.values() ?? [])].filter((each) => each.stage === stage);
    const [current, old] = [stacks(now), stacks(before)];
    const ids = new Set(current.map(({ id }) => id));
    const open = current.filter(({ id }) => !covered.has(id));
    const uid = [...current, ...old].find(({ clusterUid }) => clusterUid !== undefined)?.clusterUid;
    return {
      stage,
      ...(uid === undefined ? {} : { uid }),
      plans,
      assumed: open.filter(({ objects }) => objects !== undefined).map(({ id }) => id),
      unseen: open.filter(({ objects }) => objects === undefined).map(({ id }) => id),
      abandoned: now === undefined ? [] : old.filter(({ id }) => !ids.has(id) && !covered.has(id)).map(({ id }) => id),
      known: now !== undefined,
    };
  });
  const others = planned.flatMap(({ stack }, index) => (stack?.stage === undefined ? [index] : []));
  const alone = { assumed: [], unseen: [], abandoned: [], known: false };
  return [...staged, ...apart(planned, others).map((plans): PlannedCluster => ({ plans, ...alone }))];
}

/** Two plans that hold the same object are of two clusters. */
function apart(planned: readonly PlannedStack[], indexes: readonly number[]): readonly (readonly number[])[] {
  if (indexes.length < 2) return indexes.map((index) => [index]);
  const seen = new Set<string>();
  let shared = false;
  for (const index of indexes) {
    const plan = planned[index]?.plan;
    const keys = new Set(plan === undefined ? [] : objectsOf(plan).flatMap(({ after }) => keyOf(after) ?? []));
    for (const key of keys) {
      shared ||= seen.has(key);
      seen.add(key);
    }
  }
  return shared ? indexes.map((index) => [index]) : [indexes];
}

/**
 * The Kubernetes objects of a cluster that mean something for security: those of its plans, and those of its other
 * stacks, as they were deployed and as they are synthesized now. An object that goes from one stack to another is one.
 *
 * @param cluster the cluster
 * @param planned all plans
 * @param assemblies assemblies that were given
 */
export function objectsOfCluster(
  cluster: PlannedCluster,
  planned: readonly PlannedStack[],
  { now, before }: Assemblies,
): readonly PlacedPair[] {
  const own = cluster.plans.flatMap((plan) => {
    const stack = planned[plan];
    return stack === undefined ? [] : objectsOf(stack.plan).map((pair): PlacedPair => ({ ...pair, plan }));
  });
  const others = [...cluster.assumed, ...cluster.abandoned].flatMap((id) => {
    const joint = (assembly: Assembly | undefined) => assembly?.get(id)?.objects?.().filter(isJoint);
    const after = joint(now) ?? joint(before) ?? [];
    return pairObjects(before === undefined ? after : (joint(before) ?? []), after);
  });
  return joined([...own, ...others]);
}

function joined(pairs: readonly PlacedPair[]): readonly PlacedPair[] {
  const gone = new Map<string, PlacedPair>();
  for (const pair of pairs) {
    const key = pair.after === undefined ? keyOf(pair.before) : undefined;
    if (key !== undefined) gone.set(key, pair);
  }
  if (gone.size === 0) return pairs;
  const used = new Set<PlacedPair>();
  const moved = pairs.map((pair) => {
    const key = pair.before === undefined ? keyOf(pair.after) : undefined;
    const old = key === undefined ? undefined : gone.get(key);
    if (old?.before === undefined || used.has(old)) return pair;
    used.add(old);
    return { ...pair, before: old.before };
  });
  return moved.filter((pair) => !used.has(pair));
}

/**
 * Tells objects of a cluster apart by group, kind, namespace and name.
 *
 * @param object an object
 */
export function keyOf(object: KubernetesObject | undefined): string | undefined {
  if (object === undefined) return undefined;
  const { apiVersion, kind, namespace = '', name } = identityOf(object);
  return [kind, apiVersion.replace(/\/?[^/]*$/, ''), namespace, name].join('\0');
}
