import type { PlannedStack } from './changes';
import { clustersOf, type Assemblies } from './clusters';
import { judgeSecurity } from './judge-security';
import type { Report } from './report';
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
): Pick<Report, 'clusters' | 'security'> {
  const clean = (text: string): string => scrubber.scrub(text, TEXT_LIMIT);
  const clusters = clustersOf(planned, assemblies);
  const security = judgeSecurity(planned, clusters, assemblies).map(({ change, cluster, plan }) => ({
    plan,
    ...(cluster.stage === undefined ? {} : { stage: cluster.stage }),
    direction: change.direction,
    severity: change.severity,
    subject: clean(change.subject),
    what: clean(change.what),
    detail: clean(change.detail),
  }));
  return { clusters, security: security.sort((a, b) => byDanger(a) - byDanger(b)) };
}
