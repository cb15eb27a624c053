import type { PlannedStack } from './changes';
import { clustersOf, type Assemblies } from './clusters';
import { judgeDrift, judgeSecurity, type JudgedSecurity } from './judge-security';
import type { Report, ReportedSecurity } from './report';
import type { Scrubber } from './scrubber';
import { byDanger } from './verdict';

/** Most characters of one text. */
const TEXT_LIMIT = 1000;

/**
 * What plans change in what is allowed, the most dangerous first, and what was judged together.
 *
 * @param planned plans with their stacks
 * @param assemblies assemblies that were given
 * @param scrubber replaces secrets
 */
export function reportSecurity(
  planned: readonly PlannedStack[],
  assemblies: Assemblies,
  scrubber: Scrubber,
): Pick<Report, 'clusters' | 'security' | 'driftSecurity'> {
  const clean = (text: string): string => scrubber.scrub(text, TEXT_LIMIT);
  const clusters = clustersOf(planned, assemblies);
  const reported = ({ change, cluster, plan }: JudgedSecurity): ReportedSecurity => ({
    plan,
    ...(cluster.stage === undefined ? {} : { stage: cluster.stage }),
    direction: change.direction,
    severity: change.severity,
    subject: clean(change.subject),
    what: clean(change.what),
    detail: clean(change.detail),
  });
  const sorted = (judged: readonly JudgedSecurity[]): readonly ReportedSecurity[] =>
    judged.map(reported).sort((a, b) => byDanger(a) - byDanger(b));
  return {
    clusters,
    security: sorted(judgeSecurity(planned, clusters, assemblies)),
    driftSecurity: sorted(judgeDrift(planned, clusters)),
  };
}
