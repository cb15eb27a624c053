import { OPENED } from './kinds/cloud-approvals';
import type { Report } from './report';

/**
 * Labels for the pull request, by which people and rules find what matters.
 *
 * @param report the report
 * @returns labels in a fixed order
 */
export function labelsOf({ verdict, plans, approvals, security, changes, policy, drift }: Report): readonly string[] {
  const does = (...actions: readonly string[]): boolean => changes.some(({ action }) => actions.includes(action));
  const opened = approvals.some(({ consequence }) => consequence === OPENED);
  const inner = plans.some(({ objects }) => (objects.delete ?? 0) + (objects.replace ?? 0) > 0);
  return [
    ...(verdict === 'none' ? ['plan:no-change'] : []),
    ...(verdict === 'incomplete' ? ['plan:incomplete'] : []),
    ...(does('delete', 'replace') || inner ? ['plan:destroy'] : []),
    ...(approvals.length > 0 || verdict === 'approval' ? ['plan:needs-approval'] : []),
    ...(opened || security.some(({ direction }) => direction === 'broadened') ? ['plan:security-broadening'] : []),
    ...(policy.some(({ result }) => result === 'failed') ? ['plan:policy-failed'] : []),
    ...(drift.length > 0 ? ['plan:drift'] : []),
  ];
}
