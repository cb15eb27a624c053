import { approvalsOf, type NeededApproval } from './approvals';
import { changesOf, driftOf, type Change, type PlannedStack } from './changes';
import { diff, isTold, type Field } from './diff';
import type { ObjectChange } from './helm';
import type { Json } from './json';
import type { ObjectIdentity } from './objects';
import { printField, type PrintedField } from './print-values';
import {
  REPORT_FORMAT_VERSION,
  type Counts,
  type PlanSummary,
  type Report,
  type ReportedApproval,
  type ReportedChange,
  type ReportedObject,
  type ReportedOutput,
  type ReportedSecurity,
} from './report';
import type { ReportContext } from './report-context';
import { Scrubber } from './scrubber';
import { sectionsOf } from './sections';
import { secretsOf } from './secrets';
import { securityTable } from './security';
import { objectsOf } from './objects-of-plan';
import { verdictOf } from './verdict';

/** Most characters of one value, and most values of one resource or object; the rest is counted. */
const [VALUE_LIMIT, FIELD_LIMIT] = [1000, 200];

const RISKS: readonly NeededApproval['risk'][] = [
  'outage',
  'data',
  'crd',
  'object',
  'unknown-objects',
  'unknown-data',
  'unprotected',
  'stated',
];

const ORDER = ['delete', 'replace', 'forget', 'update', 'create', 'import', 'move', 'read', 'none'];

/**
 * Makes the report of plans. Every text of a plan that it holds has passed the scrubber.
 *
 * @param planned plans with their stacks
 * @param context what is known beside the plans
 */
export function buildReport(planned: readonly PlannedStack[], context: ReportContext = {}): Report {
  const scrubber = new Scrubber(planned.flatMap(({ plan }) => secretsOf(plan)));
  const plans = planned.map((each, index) => new PlanReport(each, index, scrubber));
  const approvals = plans.flatMap((each) => each.approvals());
  const needing = new Set(approvals.map(({ plan, address }) => `${plan} ${address}`));
  const rank = (it: ReportedChange): number =>
    ORDER.indexOf(it.action) - (needing.has(`${it.plan} ${it.address}`) ? ORDER.length : 0);
  const byRisk = (a: ReportedChange, b: ReportedChange): number => firstOf(rank(a) - rank(b), byPath(a, b));
  const report = {
    formatVersion: REPORT_FORMAT_VERSION,
    plans: plans.map((each) => each.summary()),
    approvals: approvals.sort((a, b) => firstOf(RISKS.indexOf(a.risk) - RISKS.indexOf(b.risk), byPath(a, b))),
    security: plans.flatMap((each) => each.security()),
    ...sectionsOf(plans, context, (text) => scrubber.scrub(text, VALUE_LIMIT)),
    changes: plans.flatMap((each) => each.changes.map((change) => each.report(change))).sort(byRisk),
    drift: plans.flatMap((each) => each.drift.map((change) => each.report(change))).sort(byPath),
    outputs: plans.flatMap((each) => each.outputs()),
  };
  const { formatVersion, ...rest } = report;
  return { formatVersion, verdict: verdictOf(report), ...rest };
}

interface Placed {
  readonly plan: number;
  readonly path: string;
  readonly address: string;
}

function byPath(a: Placed, b: Placed): number {
  return firstOf(a.plan - b.plan, compare(a.path, b.path), compare(a.address, b.address));
}

/** The first comparison that tells two apart. */
function firstOf(...orders: readonly number[]): number {
  return orders.find((order) => order !== 0) ?? 0;
}

function compare(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

/** The part of a report that one plan gives. */
class PlanReport {
  public readonly changes: readonly Change[];
  public readonly drift: readonly Change[];

  public constructor(
    public readonly planned: PlannedStack,
    private readonly index: number,
    private readonly scrubber: Scrubber,
  ) {
    this.changes = changesOf(planned);
    this.drift = driftOf(planned);
  }

  public summary(): PlanSummary {
    const { plan, stack } = this.planned;
    const inner = this.changes.filter(({ type }) => type === 'helm_release').flatMap(({ opened }) => opened.objects);
    return {
      source: this.clean(plan.source),
      digest: plan.digest,
      ...(plan.terraformVersion === undefined ? {} : { terraformVersion: this.clean(plan.terraformVersion) }),
      ...(stack === undefined ? {} : { stack: stack.id }),
      ...(stack?.stage === undefined ? {} : { stage: stack.stage }),
      gaps: plan.gaps,
      resources: countOf(this.changes.map(({ action }) => action).filter((action) => action !== 'none')),
      objects: countOf(inner.map(({ action }) => action)),
      drift: this.drift.length,
    };
  }

  public approvals(): ReportedApproval[] {
    return this.changes.flatMap((change) => {
      const because = change.replacePaths.map((path) => this.clean(path.map(String).join('.')));
      return approvalsOf(change).map((approval) => ({
        ...this.place(change),
        action: change.action,
        ...(change.reason === undefined ? {} : { reason: this.clean(change.reason) }),
        ...(because.length === 0 ? {} : { because }),
        ...approval,
        consequence: this.clean(approval.consequence),
        ...(approval.object === undefined ? {} : { object: this.identity(approval.object) }),
      }));
    });
  }

  public report(change: Change): ReportedChange {
    const { previousAddress, type, action, order, reason, imported, stateful, opened } = change;
    const isRelease = type === 'helm_release';
    const [own] = isRelease ? [] : opened.objects;
    return {
      ...this.place(change),
      ...(previousAddress === undefined ? {} : { previousAddress: this.clean(previousAddress) }),
      type: this.clean(type),
      action,
      ...(order === undefined ? {} : { order }),
      ...(reason === undefined ? {} : { reason: this.clean(reason) }),
      ...(imported ? { imported } : {}),
      ...(stateful === undefined ? {} : { stateful }),
      ...(own === undefined ? {} : { object: this.identity(own.object) }),
      ...this.fields(action === 'delete' || action === 'forget' ? [] : opened.fields, change.replacePaths),
      objects: isRelease ? opened.objects.map((it) => this.object(it)) : [],
    };
  }

  public security(): readonly ReportedSecurity[] {
    return securityTable(objectsOf(this.planned.plan)).map(({ direction, subject, what, detail, severity }) => ({
      plan: this.index,
      direction,
      severity,
      subject: this.clean(subject),
      what: this.clean(what),
      detail: this.clean(detail),
    }));
  }

  public outputs(): readonly ReportedOutput[] {
    const changed = this.planned.plan.outputs.filter(({ action }) => action !== 'none');
    return changed.flatMap((output) => {
      const fields = diff(output, [output.name]);
      return fields.map((field) => ({ plan: this.index, ...this.print(field, []) }));
    });
  }

  private object(change: ObjectChange): ReportedObject {
    return { ...this.identity(change.object), action: change.action, ...this.fields(change.fields, []) };
  }

  private fields(
    fields: readonly Field[],
    replacePaths: readonly (readonly Json[])[],
  ): Pick<ReportedChange, 'fields' | 'omitted'> {
    const told = fields.filter(isTold);
    const shown = told.slice(0, FIELD_LIMIT).map((field) => this.print(field, replacePaths));
    return { fields: shown, ...(told.length > FIELD_LIMIT ? { omitted: told.length - FIELD_LIMIT } : {}) };
  }

  private print(field: Field, replacePaths: readonly (readonly Json[])[]): PrintedField {
    return printField(field, this.scrubber, VALUE_LIMIT, replacePaths);
  }

  private place(change: Change): Placed {
    return { plan: this.index, path: this.clean(change.path), address: this.clean(change.address) };
  }

  private identity({ apiVersion, kind, namespace, name }: ObjectIdentity): ObjectIdentity {
    return {
      apiVersion: this.clean(apiVersion),
      kind: this.clean(kind),
      ...(namespace === undefined ? {} : { namespace: this.clean(namespace) }),
      name: this.clean(name),
    };
  }

  private clean(text: string): string {
    return this.scrubber.scrub(text, VALUE_LIMIT);
  }
}

function countOf<Key extends string>(all: readonly Key[]): Counts<Key> {
  const counts: Partial<Record<Key, number>> = {};
  for (const key of all) counts[key] = (counts[key] ?? 0) + 1;
  return counts;
}
