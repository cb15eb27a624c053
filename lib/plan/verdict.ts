import type { Report, Verdict } from './report';

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
  /** A plan is not the whole change: nothing may be applied. */
  incomplete: 4,
} as const;

/** Changes the state at most: nothing in the datacenter. */
const READS = new Set(['none', 'read']);

/**
 * What a report comes to. Drift alone is no change: nothing is applied.
 *
 * @param report a report without its verdict
 */
export function verdictOf(report: Omit<Report, 'verdict'>): Verdict {
  if (report.plans.some(({ gaps }) => gaps.length > 0)) return 'incomplete';
  if (report.approvals.length > 0) return 'approval';
  const changes = report.changes.some(({ action }) => !READS.has(action)) || report.outputs.length > 0;
  return changes ? 'change' : 'none';
}
