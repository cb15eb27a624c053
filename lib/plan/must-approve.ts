import type { NeededApproval } from './approvals';
import { grouped } from './grouped';
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
  'refused',
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
    ...grouped(approvals, approvalLikeness, isAlike).map((alike): MustApprove => ({
      risk: alike[0].risk,
      approvals: alike,
    })),
    ...grouped(security.filter(isGrave), securityLikeness).map((alike): MustApprove => {
      return { risk: 'security', security: alike };
    }),
  ];
  const rank = ({ risk }: MustApprove): number => APPROVAL_RISKS.indexOf(risk);
  return groups.sort((a, b) => rank(a) - rank(b));
}

function approvalLikeness(approval: ReportedApproval): string {
  const { plan, risk, action, address, object, consequence, names, because, reason } = approval;
  const lists = names === undefined && because === undefined ? '' : JSON.stringify([names, because]);
  const kind = object?.kind ?? '';
  return `${plan}\0${risk}\0${action}\0${typeIn(address)}\0${kind}\0${consequence}\0${reason ?? ''}\0${lists}`;
}

function isAlike(a: ReportedApproval, b: ReportedApproval): boolean {
  const isPlain = ({ names, because, object }: ReportedApproval): boolean =>
    names === undefined && because === undefined && object === undefined;
  return (
    isPlain(a) &&
    isPlain(b) &&
    a.plan === b.plan &&
    a.risk === b.risk &&
    a.action === b.action &&
    a.consequence === b.consequence &&
    a.reason === b.reason &&
    typeIn(a.address) === typeIn(b.address)
  );
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
