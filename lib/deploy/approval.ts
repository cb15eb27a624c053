import type { Report } from '../plan/report';
import type { ApprovableAction, AutoApprovalFact } from '../release/auto-approval';

/** What somebody said on the command line. */
export interface GivenApproval {
  /** Digest of plans that were reviewed. @default - none */
  readonly approve?: string;
  /** Whether any plan is approved. @default false */
  readonly autoApprove?: boolean;
}

/** Whether plans may be applied. */
export type Decision =
  /** Nothing changes. */
  | { readonly kind: 'idle' }
  /** They may. */
  | { readonly kind: 'approved'; readonly by: 'gate' | 'digest' | 'command line' }
  /** Somebody must agree first. */
  | { readonly kind: 'needed'; readonly because: string }
  /** They are not the whole change. */
  | { readonly kind: 'incomplete'; readonly gaps: readonly string[] };

/**
 * Decides whether plans may be applied.
 *
 * @param report what they do
 * @param digest digest of what they do
 * @param gates plans that nobody has to approve, by stage
 * @param given what somebody said
 */
export function decide(
  report: Report,
  digest: string,
  gates: ReadonlyMap<string, AutoApprovalFact>,
  given: GivenApproval,
): Decision {
  if (report.verdict === 'incomplete') return { kind: 'incomplete', gaps: report.plans.flatMap(({ gaps }) => gaps) };
  if (report.verdict === 'none') return { kind: 'idle' };
  if (given.approve !== undefined && given.approve !== digest) {
    return { kind: 'needed', because: `what was approved (${given.approve.slice(0, 12)}) is not what is planned now` };
  }
  if (given.approve === digest) return { kind: 'approved', by: 'digest' };
  if (given.autoApprove === true) return { kind: 'approved', by: 'command line' };
  if (report.verdict === 'approval') {
    return { kind: 'needed', because: 'the report names what a person must agree to' };
  }
  const refused = report.changes.find((change) => !isAllowed(change, report, gates));
  if (refused === undefined && report.outputs.length === 0) return { kind: 'approved', by: 'gate' };
  const stage = refused === undefined ? undefined : report.plans[refused.plan]?.stage;
  const subject = refused === undefined ? 'a change of outputs' : `'${refused.action}'`;
  return { kind: 'needed', because: `no gate${stage === undefined ? '' : ` of '${stage}'`} allows ${subject}` };
}

function isAllowed(
  { action, plan }: Report['changes'][number],
  report: Report,
  gates: ReadonlyMap<string, AutoApprovalFact>,
): boolean {
  if (action === 'none' || action === 'read') return true;
  const gate = gates.get(report.plans[plan]?.stage ?? '');
  return gate?.actions.includes(action as ApprovableAction) ?? false;
}
