import type { Change, PlannedStack } from '../changes';
import { breakWords, crdBreaks, type CrdBreak } from '../crd-compat';
import type { Field } from '../diff';
import type { ObjectChange } from '../helm';
import { listAt, member, textAt, type Json } from '../json';
import { factsOf, numberAt, type ReadFact } from '../model-facts';
import { asJson } from '../objects';
import { printPath } from '../print-values';
import type { ModelContext } from '../model-context';
import { judgeDelivery, judgeStep, worst, type CrdDelivery, type Judgement } from './judge';
import { releasePage } from './release-page';
import type { UpgradeVerdict, VersionChange } from './version-change';

/** A plan with the resources that change. */
export interface PlannedChanges {
  /** The plan and its stack. */
  readonly planned: PlannedStack;
  /** What changes. */
  readonly changes: readonly Change[];
}

/**
 * Charts, CRDs, images, drivers and providers of which another version comes.
 *
 * @param plans plans with what changes
 * @param context the models, where they are given
 */
export function versionChanges(plans: readonly PlannedChanges[], context: ModelContext): readonly VersionChange[] {
  const stages = new Set(plans.flatMap(({ planned }) => planned.stack?.stage ?? []));
  const deliveries = factsOf(context.after, 'crd-delivery', stages);
  return [
    ...plans.flatMap(({ planned, changes }) => {
      const stage = planned.stack?.stage;
      const place = stage === undefined ? {} : { stage };
      return changes
        .filter(mayHaveVersions)
        .flatMap((change) =>
          [
            ...chartChange(change, deliveryOf(stage, context, deliveries)),
            ...change.opened.objects.flatMap((object) => [...crdChange(change, object), ...imagesOf(change, object)]),
            ...imageFields(change, change.opened.fields),
          ].map((each) => ({ ...each, ...place })),
        );
    }),
    ...driverChanges(context, stages),
    ...plans.flatMap(({ planned }) => providerChanges(planned)),
  ];
}

/** What only comes or goes has no other version. */
function mayHaveVersions({ before, after }: Change): boolean {
  return before !== null && after !== null;
}

type Unplaced = Omit<VersionChange, 'stage'>;

/** The vendored chart that only carries objects changes with this library, and says nothing. */
const OWN_CHART = /(^|\/)assets\/[^/]*ObjectsChart/;

function chartChange(change: Change, delivery: (chart: string) => CrdDelivery): readonly Unplaced[] {
  if (change.type !== 'helm_release' || (change.action !== 'update' && change.action !== 'replace')) return [];
  const chart = textAt(change.after, 'chart') ?? textAt(change.before, 'chart') ?? '?';
  const [from, to] = [change.before, change.after].map((side) => textAt(side, 'version'));
  if (from === undefined || to === undefined || from === to || OWN_CHART.test(chart)) return [];
  const name =
    chart
      .split('/')
      .at(-1)
      ?.replace(/-v?\d[^/]*\.tgz$/, '') ?? chart;
  const judged = worst(judgeStep(from, to), judgeDelivery(delivery(name), change.rendered?.rendering?.untouched));
  return [{ kind: 'chart', name, path: change.path, from, to, ...judged, ...releasePage('chart', name, to) }];
}

/** A stage whose model has facts knows all its charts: what none says has no CRDs. */
function deliveryOf(
  stage: string | undefined,
  { after }: ModelContext,
  deliveries: readonly ReadFact[],
): (chart: string) => CrdDelivery {
  return (chart) => {
    if (after === undefined || stage === undefined) return undefined;
    const known = deliveries.find((it) => it.stage === stage && textAt(it.fact, 'chart') === chart);
    return known === undefined ? 'none' : (textAt(known.fact, 'by') as CrdDelivery);
  };
}

const EFFECTS: Readonly<Record<CrdBreak['effect'], UpgradeVerdict>> = {
  blocked: 'blocked',
  lost: 'manual',
  refused: 'manual',
  rewrite: 'manual',
};

function crdChange({ path }: Change, { object, before, after, action }: ObjectChange): readonly Unplaced[] {
  if (object.kind !== 'CustomResourceDefinition' || before === undefined || after === undefined || action !== 'update')
    return [];
  const [from, to] = [before, after].map((side) => versionWords(asJson(side)));
  const breaks = crdBreaks(before, after);
  const judged = breaks.map((each): Judgement => ({ verdict: EFFECTS[each.effect], why: breakWords(each) }));
  if (from === to && judged.length === 0) return [];
  const safe: Judgement = { verdict: 'safe', why: 'objects that are there stay as they are' };
  return [{ kind: 'crd', name: object.name, path, from: from ?? '?', to: to ?? '?', ...worst(...judged, safe) }];
}

function versionWords(definition: Json): string {
  const versions = listAt(definition, 'spec', 'versions').filter((it) => member(it, 'served') === true);
  return versions
    .map((it) => `${textAt(it, 'name') ?? '?'}${member(it, 'storage') === true ? ' (stored)' : ''}`)
    .join(', ');
}

function imagesOf(change: Change, { object, fields }: ObjectChange): readonly Unplaced[] {
  return imageFields(change, fields, `${object.kind} ${object.name} `);
}

/** Where charts and objects name the image of a container. */
function imageFields({ path }: Change, fields: readonly Field[], holder = ''): readonly Unplaced[] {
  return fields.flatMap(({ path: steps, before, after, sensitive }): readonly Unplaced[] => {
    const last = steps.at(-1);
    if (sensitive || (last !== 'image' && last !== 'tag')) return [];
    if (typeof before !== 'string' || typeof after !== 'string') return [];
    const name = `${holder}${printPath(steps)}`;
    const [from, to] = [before, after].map((image) => image.split('@')[0]?.split(':')[1] ?? image);
    const judged = /@sha256:/.test(before) && !/@sha256:/.test(after) ? UNPINNED : judgeStep(from, to);
    return [{ kind: 'image', name, path, from: before, to: after, ...judged }];
  });
}

const UNPINNED: Judgement = { verdict: 'manual', why: 'it is no longer pinned by its digest' };

function driverChanges({ before, after }: ModelContext, stages: ReadonlySet<string>): readonly VersionChange[] {
  const old = factsOf(before, 'gpu-driver', stages);
  return factsOf(after, 'gpu-driver', stages).flatMap(({ stage, path, fact }): readonly VersionChange[] => {
    const former = old.find((it) => it.stage === stage && it.path === path);
    const [from, to] = [former?.fact, fact].map((side) => textAt(side, 'version'));
    if (former === undefined || from === to) return [];
    const parallel = numberAt(fact, 'maxParallel') ?? 0;
    const why =
      parallel === 0 ? 'servers get it when somebody drains them' : `the operator drains servers, ${parallel} at once`;
    const versions = { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
    return [{ kind: 'driver', name: 'GPU driver', path, stage, ...versions, verdict: 'manual', why }];
  });
}

function providerChanges({ stack }: PlannedStack): readonly VersionChange[] {
  const [old, current] = [stack?.before?.providers, stack?.now?.providers];
  if (stack === undefined || old === undefined || current === undefined) return [];
  const { id, stage } = stack;
  return [...current].flatMap(([name, to]): readonly VersionChange[] => {
    const from = old.get(name);
    if (from === undefined || from === to) return [];
    const place = stage === undefined ? { path: id } : { path: id, stage };
    return [
      { kind: 'provider', name, ...place, from, to, ...judgeStep(from, to), ...releasePage('provider', name, to) },
    ];
  });
}
