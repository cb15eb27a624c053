import { keyOf, objectsOfCluster, type Assemblies, type PlacedPair, type PlannedCluster } from './clusters';
import type { PlannedStack } from './changes';
import { asJson, type ObjectPair } from './objects';
import { sameJson } from './json';
import { isJoint, objectsOf } from './objects-of-plan';
import type { Plan } from './read-plan';
import { securityTable, type SecurityChange } from './security';
import { anySubject } from './security/kernel/objects';

/** A change of what is allowed, and where it comes from. */
export interface JudgedSecurity {
  /** The change. */
  readonly change: SecurityChange;
  /** Cluster that it is about. */
  readonly cluster: PlannedCluster;
  /** Index of the plan with the object, or of the first plan that has a part in it. */
  readonly plan: number;
}

/**
 * What plans change in what is allowed, one table a cluster: a policy of one stack means something only together with
 * those of the others, such as the default deny of the foundation.
 *
 * @param planned plans with their stacks
 * @param clusters clusters of the plans
 * @param assemblies assemblies that were given
 */
export function judgeSecurity(
  planned: readonly PlannedStack[],
  clusters: readonly PlannedCluster[],
  assemblies: Assemblies,
): readonly JudgedSecurity[] {
  return clusters.flatMap((cluster) => {
    const pairs = withoutGone(objectsOfCluster(cluster, planned, assemblies));
    const origin = originOf(cluster, pairs);
    return tableOf(pairs, noteOf(cluster)).map((change) => ({ change, cluster, plan: origin(change.subject) }));
  });
}

/** What nobody can judge before the apply is told as such, and not compared as if the rest were all. */
function tableOf(pairs: readonly PlacedPair[], note: string): readonly SecurityChange[] {
  const open = pairs.filter(({ undecided }) => undecided !== undefined);
  const rows = open.map(({ before, after, undecided = [] }): SecurityChange => ({
    direction: 'changed',
    subject: anySubject(after ?? before),
    what: 'cannot be told before the apply',
    detail: `known only then: ${undecided.join(', ')}`,
    severity: 'high',
  }));
  const closed = open.length === 0 ? pairs : pairs.filter(({ undecided }) => undecided === undefined);
  return [...rows, ...securityTable(closed, note)];
}

/**
 * What changed outside of Terraform in what is allowed, one table a cluster. Roles and policies that did not change
 * count as they are now.
 *
 * @param planned plans with their stacks
 * @param clusters clusters of the plans
 */
export function judgeDrift(
  planned: readonly PlannedStack[],
  clusters: readonly PlannedCluster[],
): readonly JudgedSecurity[] {
  return clusters.flatMap((cluster) => {
    const of = (pairsOf: (plan: Plan) => readonly ObjectPair[]): readonly PlacedPair[] =>
      cluster.plans.flatMap((plan) => {
        const stack = planned[plan];
        return stack === undefined ? [] : pairsOf(stack.plan).map((pair): PlacedPair => ({ ...pair, plan }));
      });
    const drifted = of((plan) => objectsOf({ ...plan, changes: plan.drift }));
    if (drifted.length === 0) return [];
    const names = new Set(drifted.map(({ before, after }) => keyOf(before ?? after)));
    const rest = of(objectsOf).flatMap(({ before, plan }): PlacedPair[] =>
      before === undefined || !isJoint(before) || names.has(keyOf(before)) || plan === undefined
        ? []
        : [{ before, after: before, plan }],
    );
    const pairs = [...drifted, ...rest];
    const origin = originOf(cluster, pairs);
    return securityTable(pairs, noteOf(cluster)).map((change) => ({ change, cluster, plan: origin(change.subject) }));
  });
}

/** Policies that go with their namespace open nothing: no pod is left that they allowed something. */
function withoutGone(pairs: readonly PlacedPair[]): readonly PlacedPair[] {
  const gone = new Set(
    pairs.flatMap(({ before, after }) =>
      before?.kind === 'Namespace' && after === undefined ? [before.metadata.name] : [],
    ),
  );
  if (gone.size === 0) return pairs;
  const goes = ({ before, after }: ObjectPair): boolean =>
    before?.kind === 'NetworkPolicy' && after === undefined && gone.has(before.metadata.namespace ?? 'default');
  return pairs.filter((pair) => !goes(pair));
}

/** Policies that nobody has shown may already deny what these seem to take away. */
function noteOf({ known, unseen }: PlannedCluster): string {
  if (!known) return '; policies outside of these plans were not seen';
  return unseen.length === 0 ? '' : `; policies of ${unseen.join(', ')} were not seen`;
}

function originOf(cluster: PlannedCluster, pairs: readonly PlacedPair[]): (subject: string) => number {
  const [first = 0] = cluster.plans;
  const subjects = new Map<string, number>();
  let joint: number | undefined;
  for (const pair of pairs) {
    const { plan, before, after } = pair;
    if (plan === undefined) continue;
    const object = after ?? before;
    if (object === undefined || (isJoint(object) && isSame(pair))) continue;
    const subject = anySubject(object);
    if (!subjects.has(subject)) subjects.set(subject, plan);
    if (isJoint(object)) joint ??= plan;
  }
  return (subject) => subjects.get(subject.replace(/ \([^()]*\)$/, '')) ?? subjects.get(subject) ?? joint ?? first;
}

function isSame({ before, after }: ObjectPair): boolean {
  return before !== undefined && after !== undefined && sameJson(asJson(before), asJson(after));
}
