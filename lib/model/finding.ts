import type { Problem } from '../errors/problem';
import { printProblem } from '../errors/print';

/** `error` stops the synthesis, `warning` is printed and kept in `datahall.json`. */
export type Severity = 'error' | 'warning';

/** A problem at a place. */
export interface LocatedProblem {
  /** What is wrong. */
  readonly problem: Problem;
  /** How bad it is. */
  readonly severity: Severity;
  /** Construct path below the stack. */
  readonly path: string;
  /** Stage, or the stack's id in somebody else's app; empty when it concerns no single stage. */
  readonly stage: string;
  /** Whether somebody may take responsibility for it; bad input cannot be acknowledged. */
  readonly acknowledgeable: boolean;
}

/** One finding of a synthesis: equal problems of several stages are one finding. */
export interface Finding extends Problem {
  /** How bad it is; an acknowledged error does not stop the synthesis. */
  readonly severity: Severity;
  /** Construct path below the stack. */
  readonly path: string;
  /** The stages that have it, in order of appearance. */
  readonly stages: readonly string[];
  /** Who accepted it: set when every stage that has it was acknowledged. */
  readonly acknowledged?: AcknowledgedFinding;
}

/** What an acknowledgement says about a finding. */
export interface AcknowledgedFinding {
  /** Why it is acceptable. */
  readonly reason: string;
  /** Last day on which it is accepted, `YYYY-MM-DD`. */
  readonly until: string;
}

/**
 * Joins equal problems of several stages to one finding each.
 *
 * @param located problems in order of appearance
 * @param accepted the acknowledgement that covers a problem, if there is one
 */
export function joinFindings(
  located: readonly LocatedProblem[],
  accepted: (problem: LocatedProblem) => AcknowledgedFinding | undefined,
): readonly Finding[] {
  const joined = new Map<string, Finding>();
  for (const item of located) {
    const acknowledged = accepted(item);
    const { code, what, got, allowed, fix } = item.problem;
    const key = JSON.stringify([code, item.path, what, got, allowed, fix, acknowledged]);
    const stages = [...(joined.get(key)?.stages ?? []), item.stage];
    joined.set(key, {
      code,
      severity: item.severity,
      path: item.path,
      stages: [...new Set(stages)].filter((stage) => stage !== ''),
      what,
      got,
      allowed,
      fix,
      ...(acknowledged === undefined ? {} : { acknowledged }),
    });
  }
  return [...joined.values()];
}

/**
 * Whether a finding stops the synthesis.
 *
 * @param finding what was found
 */
export function isBlocking(finding: Finding): boolean {
  return finding.severity === 'error' && finding.acknowledged === undefined;
}

/**
 * Prints findings for people: code, place and stages, given, allowed, fix.
 *
 * @param findings what was found
 */
export function printFindings(findings: readonly Finding[]): string {
  return findings
    .map((finding) => {
      const stages = finding.stages.length === 0 ? '' : ` (${finding.stages.join(', ')})`;
      const where = `${finding.path}${stages}`;
      return `${finding.severity}: ${printProblem(finding, where === '' ? undefined : where)}`;
    })
    .join('\n\n');
}
