import type { Report } from './report';
import type { ReportContext } from './report-context';
import type { UpgradeVerdict } from './versions/version-change';
import { versionChanges, type PlannedChanges } from './versions/version-changes';

/** The sections of a report that are about the datacenter as a whole. */
export type Sections = Pick<Report, 'versions'>;

/**
 * Makes the sections that are about the datacenter as a whole.
 *
 * @param plans plans with what changes
 * @param context what is known beside the plans
 * @param clean takes secrets out of a text
 */
export function sectionsOf(
  plans: readonly PlannedChanges[],
  context: ReportContext,
  clean: (text: string) => string,
): Sections {
  const versions = versionChanges(plans, context);
  return {
    versions: cleaned(
      [...versions].sort((a, b) => VERDICTS.indexOf(a.verdict) - VERDICTS.indexOf(b.verdict)),
      clean,
    ),
  };
}

const VERDICTS: readonly UpgradeVerdict[] = ['blocked', 'manual', 'unknown', 'safe'];

/** Takes secrets out of each text of a value; keys are ours. */
function cleaned<T>(value: T, clean: (text: string) => string): T {
  if (typeof value === 'string') return clean(value) as T;
  if (Array.isArray(value)) return value.map((item: unknown) => cleaned(item, clean)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, cleaned(item as unknown, clean)])) as T;
}
