import { capacityChanges } from './capacity/amounts';
import { blastOf, type Disruption } from './capacity/blast';
import { originIn } from './assembly';
import { textAt } from './json';
import { findingResults } from './policy/findings';
import { byResult, type PolicyResult } from './policy/policy-result';
import { stageView } from './stage-view';
import type { Report } from './report';
import type { ModelContext } from './model-context';
import { touchedDevices } from './topology/touched';
import type { UpgradeVerdict } from './versions/version-change';
import { versionChanges, type PlannedChanges } from './versions/version-changes';

/** The sections of a report that are about the datacenter as a whole. */
export type Sections = Pick<Report, 'versions' | 'capacity' | 'blast' | 'touched' | 'policy' | 'stages'>;

/**
 * Makes the sections that are about the datacenter as a whole.
 *
 * @param plans plans with what changes
 * @param context what is known beside the plans
 * @param clean takes secrets out of a text
 */
export function sectionsOf(
  plans: readonly PlannedChanges[],
  context: ModelContext,
  clean: (text: string) => string,
): Sections {
  const versions = versionChanges(plans, context);
  const stages = new Set(plans.flatMap(({ planned }) => planned.stack?.stage ?? []));
  const { before, after } = context;
  const isKnown = before !== undefined && after !== undefined;
  return {
    ...(isKnown ? { capacity: cleaned(capacityChanges(before, after, stages), clean) } : {}),
    ...(isKnown ? { blast: cleaned(blastOf(plans.flatMap(disruptionsOf), context, stages), clean) } : {}),
    ...(before === undefined && after === undefined ? {} : { touched: cleaned(touchedDevices(plans, context), clean) }),
    policy: cleaned(byResult([...placed(context.policy ?? [], plans), ...findingResults(context, stages)]), clean),
    ...(after === undefined ? {} : { stages: cleaned(stageView(context, stages), clean) }),
    versions: cleaned(
      [...versions].sort((a, b) => VERDICTS.indexOf(a.verdict) - VERDICTS.indexOf(b.verdict)),
      clean,
    ),
  };
}

/** Other tools know addresses: the constructs are known from the stacks. */
function placed(results: readonly PolicyResult[], plans: readonly PlannedChanges[]): readonly PolicyResult[] {
  return results.map((result) => {
    const { address } = result;
    if (address === undefined) return result;
    const origins = plans.map(
      ({ planned: { stack } }) => originIn(stack?.now, address) ?? originIn(stack?.before, address),
    );
    const origin = origins.find((each) => each !== undefined);
    if (origin === undefined) return result;
    const { path, declaredAt } = origin;
    const line = declaredAt === undefined ? {} : { declaredAt };
    return { ...result, path: path.replace(/\/Resource$/, ''), ...line };
  });
}

/** What its users may notice: what goes, also inside of a release, and another version of a chart. */
function disruptionsOf({ planned: { stack }, changes }: PlannedChanges): readonly Disruption[] {
  const stage = stack?.stage;
  if (stage === undefined) return [];
  const found = changes.flatMap(({ path, action, type, opened, before, after }): readonly Disruption[] => {
    const goes = opened.objects.some((object) => object.action === 'delete' || object.action === 'replace');
    if (action === 'delete' || action === 'replace') return [{ stage, path, cause: action }];
    if (action === 'update' && goes) return [{ stage, path, cause: 'delete' }];
    const upgraded = type === 'helm_release' && textAt(before, 'version') !== textAt(after, 'version');
    return action === 'update' && upgraded ? [{ stage, path, cause: 'upgrade' }] : [];
  });
  return [...new Map(found.map((each) => [`${each.path} ${each.cause}`, each])).values()];
}

const VERDICTS: readonly UpgradeVerdict[] = ['blocked', 'manual', 'unknown', 'safe'];

/** Takes secrets out of each text of a value; keys are ours. */
function cleaned<T>(value: T, clean: (text: string) => string): T {
  if (typeof value === 'string') return clean(value) as T;
  if (Array.isArray(value)) return value.map((item: unknown) => cleaned(item, clean)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, cleaned(item as unknown, clean)])) as T;
}
