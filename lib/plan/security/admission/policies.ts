import type { KubernetesObject } from '../../../kubernetes/object';
import { Fields } from '../kernel/fields';
import { grantChanges, type Grant, type Sides } from '../kernel/grants';
import type { SecurityChange, SecurityDirection, SecuritySeverity } from '../security-change';

/**
 * Compares what a policy refuses. Expressions are programs, whose meaning is not compared: another one is both less and
 * more.
 *
 * @param sides a ValidatingAdmissionPolicy
 */
export function admissionPolicyChanges(sides: Sides<KubernetesObject>): readonly SecurityChange[] {
  const { before, after } = sides;
  const both = before !== undefined && after !== undefined;
  return [
    ...missing(sides, validationsOf, () => ({ what: 'requests that the policy does not check', severity: 'high' })),
    ...(both ? grantChanges(sides, weaknesses) : []),
    ...otherChanges(sides, POLICY),
  ];
}

const POLICY: ReadonlySet<string> = new Set(['failurePolicy', 'validations']);

function specOf(object: KubernetesObject): Fields {
  return Fields.of(object).child('spec');
}

function validationsOf(policy: KubernetesObject): readonly string[] {
  return specOf(policy)
    .items('validations')
    .map((validation) => validation.name('expression'));
}

function weaknesses(policy: KubernetesObject): readonly Grant[] {
  const what = 'lets requests pass when the policy cannot be evaluated';
  return specOf(policy).text('failurePolicy') === 'Ignore'
    ? [{ what, detail: 'failurePolicy Ignore', severity: 'high' }]
    : [];
}

/**
 * Compares what happens to requests that a policy does not like.
 *
 * @param sides a ValidatingAdmissionPolicyBinding
 */
export function policyBindingChanges(sides: Sides<KubernetesObject>): readonly SecurityChange[] {
  return [...missing(sides, actionsOf, (action) => ACTIONS[action] ?? UNKNOWN), ...otherChanges(sides, BINDING)];
}

const BINDING: ReadonlySet<string> = new Set(['validationActions']);
const ACTIONS: Readonly<Record<string, Missing>> = {
  Deny: { what: 'requests that fail the policy are not refused', severity: 'high' },
  Warn: { what: 'nobody is warned of requests that fail the policy', severity: 'low' },
  Audit: { what: 'requests that fail the policy are not written to the audit log', severity: 'low' },
};
const UNKNOWN: Missing = { what: 'nothing is done about requests that fail the policy', severity: 'high' };

function actionsOf(binding: KubernetesObject): readonly string[] {
  return specOf(binding).texts('validationActions');
}

interface Missing {
  readonly what: string;
  readonly severity: SecuritySeverity;
}

/** Less of what checks is broader. */
function missing(
  { subject, before, after }: Sides<KubernetesObject>,
  checksOf: (object: KubernetesObject) => readonly string[],
  meaningOf: (check: string) => Missing,
): readonly SecurityChange[] {
  const read = (object: KubernetesObject | undefined): readonly string[] =>
    object === undefined ? [] : [...new Set(checksOf(object))];
  const [was, will] = [read(before), read(after)];
  const only = (direction: SecurityDirection, these: readonly string[], those: readonly string[]): SecurityChange[] =>
    these
      .filter((check) => !those.includes(check))
      .map((detail) => ({ direction, subject, ...meaningOf(detail), detail }));
  return [...only('broadened', was, will), ...only('narrowed', will, was)];
}

/** What it is about decides as much as what it says. */
function otherChanges(
  { subject, before, after }: Sides<KubernetesObject>,
  compared: ReadonlySet<string>,
): readonly SecurityChange[] {
  if (before === undefined || after === undefined || specOf(before).isSame(specOf(after), compared)) return [];
  const what = 'requests, conditions or parameters of admission';
  return [{ direction: 'changed', subject, what, detail: 'other settings: read it yourself', severity: 'high' }];
}
