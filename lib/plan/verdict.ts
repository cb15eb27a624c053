import type { Report, ReportedChange, Verdict } from './report';
import type { SecurityChange } from './security';

/** Exit status of `datahall report`. */
export const REPORT_EXIT = {
  /** Nothing changes. */
  none: 0,
  /** The command failed, or was called wrongly. */
  failed: 1,
  /** Something changes. */
  change: 2,
  /** A person must agree first. */
  approval: 3,
  /** A policy failed: nothing may be applied. */
  policy: 4,
  /** A plan is not the whole change: nothing may be applied. */
  incomplete: 4,
} as const;

/** Changes the state at most: nothing in the datacenter. */
const READS = new Set(['none', 'read']);

/**
 * Tells whether a change of security must be approved: somebody or something may do more, or nobody can say whether
 * they may, and it matters.
 *
 * @param change the change
 */
export function isGrave({ direction, severity }: Pick<SecurityChange, 'direction' | 'severity'>): boolean {
  return direction !== 'narrowed' && severity === 'high';
}

const DIRECTIONS: readonly SecurityChange['direction'][] = ['broadened', 'changed', 'narrowed'];
const SEVERITIES: readonly SecurityChange['severity'][] = ['high', 'medium', 'low'];

/**
 * Place of a change of security in the order of danger: what must be approved comes first.
 *
 * @param change the change
 */
export function byDanger(change: Pick<SecurityChange, 'direction' | 'severity'>): number {
  const place = DIRECTIONS.indexOf(change.direction) * 3 + SEVERITIES.indexOf(change.severity);
  return isGrave(change) ? place - 9 : place;
}

/** What decides what a report comes to. */
export interface Judged extends Pick<Report, 'plans' | 'policy' | 'approvals' | 'security' | 'outputs'> {
  /** Resources that change. */
  readonly changes: readonly Pick<ReportedChange, 'action'>[];
}

/**
 * What a report comes to. Drift alone is no change: nothing is applied.
 *
 * @param report a report without its verdict
 */
export function verdictOf(report: Judged): Verdict {
  if (report.plans.some(({ gaps }) => gaps.length > 0)) return 'incomplete';
  if (report.policy.some(({ result }) => result === 'failed')) return 'policy';
  if (report.approvals.length > 0 || report.security.some(isGrave)) return 'approval';
  const changes = report.changes.some(({ action }) => !READS.has(action)) || report.outputs.length > 0;
  return changes ? 'change' : 'none';
}
