import type { NeededApproval } from './approvals';
import type { Report, ReportedApproval, ReportedSecurity } from './report';
import { isGrave } from './verdict';

/** Why something must be approved. */
export type ApprovalRisk = NeededApproval['risk'] | 'security';

/** Reasons by risk, the most dangerous first: what is lost, then who gets in, then what is not known. */
export const APPROVAL_RISKS: readonly ApprovalRisk[] = [
  'outage',
  'state',
  'data',
  'security',
  'access',
  'device',
  'action',
  'crd',
  'object',
  'check',
  'unknown-objects',
  'unprotected',
  'unknown-data',
  'stated',
];

/** What must be approved and is alike: one decision. */
export type MustApprove =
  | { readonly risk: NeededApproval['risk']; readonly approvals: readonly [ReportedApproval, ...ReportedApproval[]] }
  | { readonly risk: 'security'; readonly security: readonly [ReportedSecurity, ...ReportedSecurity[]] };

/**
 * All that a person must agree to, the most dangerous first; what differs only by its name is together.
 *
 * @param report the report
 */
export function mustApprove({ approvals, security }: Pick<Report, 'approvals' | 'security'>): readonly MustApprove[] {
  const groups = [
    ...grouped(approvals, approvalLikeness).map((alike): MustApprove => ({ risk: alike[0].risk, approvals: alike })),
    ...grouped(security.filter(isGrave), securityLikeness).map((alike): MustApprove => {
      return { risk: 'security', security: alike };
    }),
  ];
  const rank = ({ risk }: MustApprove): number => APPROVAL_RISKS.indexOf(risk);
  return groups.sort((a, b) => rank(a) - rank(b));
}

function grouped<Item>(
  items: readonly Item[],
  likeness: (item: Item) => string,
): readonly (readonly [Item, ...Item[]])[] {
  const groups = new Map<string, [Item, ...Item[]]>();
  for (const item of items) {
    const key = likeness(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return [...groups.values()];
}

function approvalLikeness(approval: ReportedApproval): string {
  const { plan, risk, action, address, object, consequence, names, because, reason } = approval;
  const lists = names === undefined && because === undefined ? '' : JSON.stringify([names, because]);
  const kind = object?.kind ?? '';
  return `${plan}\0${risk}\0${action}\0${typeIn(address)}\0${kind}\0${consequence}\0${reason ?? ''}\0${lists}`;
}

function securityLikeness({ plan, stage, direction, what, detail }: ReportedSecurity): string {
  return JSON.stringify([stage ?? plan, direction, what, detail]);
}

/**
 * The type in an address.
 *
 * @param address address of a resource
 */
export function typeIn(address: string): string {
  const own = address.startsWith('module.') ? address.replace(/^(module\.[^.]+\.)+/, '') : address;
  const end = own.indexOf('.');
  return end === -1 ? own : own.slice(0, end);
}
