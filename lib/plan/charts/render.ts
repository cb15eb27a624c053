import { asJson, pairObjects } from '../objects';
import { sameJson } from '../json';
import type { PlannedChange, Plan } from '../read-plan';
import { isHook, readManifests, type Manifests } from './manifests';
import type { RenderedRelease } from './rendering';
import { stableObjects } from './stable';

/** One side of a release as Helm rendered it, or why it did not; neither where there is nothing to render. */
export type RenderedSide =
  | {
      /** What Helm wrote, twice: what differs is generated. */
      readonly texts: readonly [string, string];
      /** Namespace of the release. */
      readonly namespace: string;
      /** What must be known of it. */
      readonly notes: readonly string[];
    }
  | { readonly reason: string }
  | undefined;

/**
 * Makes of what Helm rendered what changes: without what is generated anew each time, and without what Helm does not
 * do. It deletes no hooks, and makes definitions of the folder `crds/` only with a new release.
 *
 * @param change a `helm_release`
 * @param before its side before
 * @param after its side after
 * @returns nothing where there is nothing to render
 */
export function renderedRelease(
  { action }: Pick<PlannedChange, 'action'>,
  before: RenderedSide,
  after: RenderedSide,
): RenderedRelease | undefined {
  if (before === undefined && after === undefined) return undefined;
  const reasons = [
    ...(before !== undefined && 'reason' in before ? [`the chart before is not rendered: ${before.reason}`] : []),
    ...(after !== undefined && 'reason' in after ? [`the chart is not rendered: ${after.reason}`] : []),
  ];
  // A folder on one side: its objects stand in the values.
  const isHalf = action !== 'create' && action !== 'delete' && (before === undefined || after === undefined);
  if (isHalf) reasons.push('the chart is rendered on both sides or on none: one of them is a folder');
  if (reasons.length > 0) return { notes: reasons };
  const [old, current] = [before, after].map((side) => (side !== undefined && 'texts' in side ? read(side) : NOTHING));
  const [from, to] = [old ?? NOTHING, current ?? NOTHING];
  const kept = new Set(
    pairObjects(from.objects, to.objects).flatMap((pair) => (pair.after === undefined ? [] : (pair.before ?? []))),
  );
  const definitions = pairObjects(from.definitions, to.definitions).filter(
    (pair) => !sameJson(asJson(pair.before), asJson(pair.after)),
  );
  const untouched = action === 'update' ? definitions.length : 0;
  return {
    rendering: {
      before: from.objects.filter((object) => !isHook(object) || kept.has(object)),
      after: [...to.objects, ...(action === 'create' ? to.definitions : [])],
      untouched,
    },
    notes: [
      ...new Set([...from.notes, ...to.notes]),
      ...(untouched === 0
        ? []
        : [`definitions of the folder crds/ of the chart that differ, and that Helm never changes: ${untouched}`]),
    ],
  };
}

interface Read extends Omit<Manifests, 'unreadable'> {
  readonly notes: readonly string[];
}

const NOTHING: Read = { objects: [], definitions: [], notes: [] };

function read({ texts, namespace, notes }: Extract<RenderedSide, { readonly texts: unknown }>): Read {
  const [first, second] = [readManifests(texts[0], namespace), readManifests(texts[1], namespace)];
  const { objects, values, names } = stableObjects(first.objects, second.objects);
  return {
    objects,
    definitions: stableObjects(first.definitions, second.definitions).objects,
    notes: [
      ...notes,
      ...(values === 0 ? [] : ['values that the chart generates anew each time, such as passwords, are not compared']),
      ...(names === 0 ? [] : [`objects with a name that the chart generates are not shown: ${names}`]),
      ...(first.unreadable === 0 ? [] : [`documents of the chart that are no objects: ${first.unreadable}`]),
    ],
  };
}

/**
 * A plan whose releases are known as they are rendered.
 *
 * @param plan the plan
 * @param rendered renderings by address
 */
export function withRendered(plan: Plan, rendered: ReadonlyMap<string, RenderedRelease>): Plan {
  const changes = plan.changes.map((change): PlannedChange => {
    const own = change.type === 'helm_release' ? rendered.get(change.address) : undefined;
    return own === undefined ? change : { ...change, rendered: own };
  });
  return { ...plan, changes };
}
