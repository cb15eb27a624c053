import { approvalsOf, approvalsOfPlan, type NeededApproval } from './approvals';
import { changesOf, driftOf, type Change, type PlannedStack } from './changes';
import { diff, isTold, type Field } from './diff';
import { withWholeSecrets } from './documents';
import type { ObjectChange } from './helm';
import type { Json } from './json';
import { allOf, LazyList, type Listing } from './lazy-list';
import type { ListedChange } from './listed';
import { NONE } from './none';
import type { ObjectIdentity } from './objects';
import { printField, type PrintedField } from './print-values';
import type { Counts, PlanSummary, ReportedApproval, ReportedObject, ReportedOutput } from './report';
import type { Scrubber } from './scrubber';
import type { Whole } from './whole';

/** Most characters of one value, and most values of one resource or object; the rest is counted. */
const [VALUE_LIMIT, FIELD_LIMIT] = [1000, 200];

/** Most characters of a note: it may be what Helm says. */
const NOTE_LIMIT = 400;

/** Most characters of a value that stands beside an approval. */
const NAME_LIMIT = 100;

/** What most approvals have beside what they say. */
const NOTHING_BESIDE: Pick<Whole<ReportedApproval>, 'names' | 'object'> = { names: undefined, object: undefined };

/** A value that changes, in one line. */
function fieldWords({ path, change, before = '', after = '', unknown }: PrintedField): string {
  const to = unknown === true ? '(known after apply)' : after;
  if (change === 'changed') return `${path} ${before} → ${to}`;
  return change === 'added' ? `${path} ${to}` : `${path} ${before} →`;
}

/** The part of a report that one plan gives; every text in it has passed the scrubber. */
export class PlanReport {
  /** Resources that change. */
  public readonly changes: readonly Change[];
  /** What changed outside of Terraform. */
  public readonly drift: readonly Change[];

  /**
   * @param planned plan and stack
   * @param index index of the plan
   * @param scrubber replaces secrets
   */
  public constructor(
    /** The plan with its stack. */
    public readonly planned: PlannedStack,
    private readonly index: number,
    private readonly scrubber: Scrubber,
  ) {
    this.changes = changesOf(planned);
    this.drift = driftOf(planned);
  }

  /** The plan in short. */
  public summary(): PlanSummary {
    const { plan, stack } = this.planned;
    const providers = Object.entries(plan.providers).map(([name, version]) => [this.clean(name), this.clean(version)]);
    const inner = this.changes.filter(({ type }) => type === 'helm_release').flatMap(({ opened }) => opened.objects);
    return {
      source: this.clean(plan.source),
      digest: plan.digest,
      ...(plan.terraformVersion === undefined ? {} : { terraformVersion: this.clean(plan.terraformVersion) }),
      ...(providers.length === 0
        ? {}
        : { providers: Object.fromEntries(providers) as Readonly<Record<string, string>> }),
      ...(stack === undefined ? {} : { stack: stack.id }),
      ...(stack?.stage === undefined ? {} : { stage: stack.stage }),
      gaps: plan.gaps,
      resources: countOf(this.changes.map(({ action }) => action).filter((action) => action !== 'none')),
      objects: countOf(inner.map(({ action }) => action)),
      drift: this.drift.length,
    };
  }

  /** What must be agreed to. */
  public approvals(): readonly ReportedApproval[] {
    const all = approvalsOfPlan(this.planned.plan).map(({ address, shows, ...approval }): ReportedApproval => {
      const path = this.clean(address);
      const reported = { plan: this.index, path, address: path, action: approval.action };
      return Object.assign(reported, approval, this.cleaned(approval, shows));
    });
    for (const change of this.changes)
      for (const needed of approvalsOf(change)) all.push(this.approval(change, needed));
    return all;
  }

  /**
   * A change as it is shown.
   *
   * @param change one of this plan
   */
  public list(change: Change): ListedChange {
    const { previousAddress, type, action, order, reason, imported, importId } = change;
    const { stateful, declaredAt, opened, rendered } = change;
    const notes = rendered?.notes ?? NONE;
    const isRelease = type === 'helm_release';
    const own = isRelease ? undefined : opened.objects[0];
    const told = action === 'delete' || action === 'forget' ? NONE : this.told(opened.fields);
    const listed: Whole<ListedChange> = {
      plan: this.index,
      path: this.clean(change.path),
      address: this.clean(change.address),
      previousAddress: previousAddress === undefined ? undefined : this.clean(previousAddress),
      type: this.clean(type),
      action,
      order,
      reason: reason === undefined ? undefined : this.clean(reason),
      imported: imported ? imported : undefined,
      importId: importId === undefined ? undefined : this.clean(importId),
      stateful,
      declaredAt: declaredAt === undefined ? undefined : this.clean(declaredAt),
      object: own === undefined ? undefined : this.identity(own.object),
      fields: this.listed(told, change.replacePaths),
      omitted: omittedOf(told),
      objects: isRelease ? new LazyList(opened.objects, (it) => this.object(it)) : NONE,
      rendered: rendered?.rendering === undefined ? undefined : true,
      notes: notes.length === 0 ? undefined : notes.map((note) => this.scrubber.scrub(note, NOTE_LIMIT)),
    };
    return listed;
  }

  /** Outputs that change. */
  public outputs(): readonly ReportedOutput[] {
    const changed = this.planned.plan.outputs.filter(({ action }) => action !== 'none');
    return changed.flatMap((output) => {
      const fields = withWholeSecrets(diff(output, [output.name]), this.scrubber);
      return fields.map((field) => ({ plan: this.index, ...this.print(field, []) }));
    });
  }

  private approval(change: Change, needed: NeededApproval): ReportedApproval {
    const { replacePaths, reason, declaredAt } = change;
    const { risk, consequence } = needed;
    const { names, object } = this.cleaned(needed, needed.shows);
    const whole: Whole<ReportedApproval> = {
      plan: this.index,
      path: this.clean(change.path),
      address: this.clean(change.address),
      action: change.action,
      reason: reason === undefined ? undefined : this.clean(reason),
      because:
        replacePaths.length === 0 ? undefined : replacePaths.map((path) => this.clean(path.map(String).join('.'))),
      risk,
      consequence,
      names,
      object,
      declaredAt: declaredAt === undefined ? undefined : this.clean(declaredAt),
    };
    return whole;
  }

  /** What a plan says beside an approval, as it may be shown. */
  private cleaned(
    { names, object }: NeededApproval,
    shows: readonly Field[] = NONE,
  ): Pick<NeededApproval, 'names' | 'object'> {
    if (names === undefined && object === undefined && shows.length === 0) return NOTHING_BESIDE;
    const all = [
      ...withWholeSecrets(shows, this.scrubber).map((field) =>
        fieldWords(printField(field, this.scrubber, NAME_LIMIT, [])),
      ),
      ...(names ?? []).map((name) => this.clean(name)),
    ];
    return {
      names: all.length === 0 ? undefined : all,
      object: object === undefined ? undefined : this.identity(object),
    };
  }

  private object(change: ObjectChange): ReportedObject {
    const told = this.told(change.fields);
    const fields = allOf(this.listed(told, []));
    return { ...this.identity(change.object), action: change.action, fields, omitted: omittedOf(told) };
  }

  private told(fields: readonly Field[]): readonly Field[] {
    return withWholeSecrets(fields.every(isTold) ? fields : fields.filter(isTold), this.scrubber);
  }

  private listed(told: readonly Field[], replacePaths: readonly (readonly Json[])[]): Listing<PrintedField> {
    if (told.length === 0) return NONE;
    const shown = told.length > FIELD_LIMIT ? told.slice(0, FIELD_LIMIT) : told;
    return new LazyList(shown, (field) => this.print(field, replacePaths));
  }

  private print(field: Field, replacePaths: readonly (readonly Json[])[]): PrintedField {
    return printField(field, this.scrubber, VALUE_LIMIT, replacePaths);
  }

  private identity({ apiVersion, kind, namespace, name }: ObjectIdentity): ObjectIdentity {
    return {
      apiVersion: this.clean(apiVersion),
      kind: this.clean(kind),
      namespace: namespace === undefined ? undefined : this.clean(namespace),
      name: this.clean(name),
    };
  }

  private clean(text: string): string {
    return this.scrubber.scrub(text, VALUE_LIMIT);
  }
}

function omittedOf(told: readonly Field[]): number | undefined {
  return told.length > FIELD_LIMIT ? told.length - FIELD_LIMIT : undefined;
}

function countOf<Key extends string>(all: readonly Key[]): Counts<Key> {
  const counts: Partial<Record<Key, number>> = {};
  for (const key of all) counts[key] = (counts[key] ?? 0) + 1;
  return counts;
}
