import type { PlanSummary, Report } from './report';

/**
 * Where something happens: the stage of its plan, or the plan itself.
 *
 * @param plan index of the plan
 * @param stage stage, where it is known. @default - that of the plan
 * @returns nothing where all plans are of one place: it is said once
 */
export type Where = (plan: number, stage?: string) => string | undefined;

/**
 * Tells stages apart in a report of several: their constructs have the same paths.
 *
 * @param report the report
 */
export function whereIn({ plans }: Pick<Report, 'plans'>): Where {
  const placeOf = ({ stage, stack, source }: PlanSummary): string => stage ?? stack ?? source;
  const places = plans.map(placeOf);
  if (new Set(places).size < 2) return () => undefined;
  return (plan, stage) => stage ?? places[plan];
}
