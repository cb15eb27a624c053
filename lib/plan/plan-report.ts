import { approvalsOf, approvalsOfPlan, type NeededApproval } from './approvals';
import { changesOf, driftOf, type Change, type PlannedStack } from './changes';
import { diff, isTold, type Field } from './diff';
import { withWholeSecrets } from './documents';
import type { ObjectChange } from './helm';
import type { Json } from './json';
import type { ObjectIdentity } from './objects';
import { printField, type PrintedField } from './print-values';
import type { Counts, PlanSummary, ReportedApproval, ReportedChange, ReportedObject, ReportedOutput } from './report';
import type { Scrubber } from './scrubber';

/** Most characters of one value, and most values of one resource or object; the rest is counted. */
const [VALUE_LIMIT, FIELD_LIMIT] = [1000, 200];

/** Most characters of a note: it may be what Helm says. */
const NOTE_LIMIT = 400;

/** Most characters of a value that stands beside an approval. */
const NAME_LIMIT = 100;

/** A value that changes, in one line. */
function fieldWords({ path, change, before = '', after = '', unknown }: PrintedField): string {
  const to = unknown === true ? '(known after apply)' : after;
  if (change === 'changed') return `${path} ${before} → ${to}`;
  return change === 'added' ? `${path} ${to}` : `${path} ${before} →`;
}

interface Placed {
  readonly plan: number;
  readonly path: string;
  readonly address: string;
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
  public approvals(): ReportedApproval[] {
    const beside = approvalsOfPlan(this.planned.plan).map(({ address, shows, ...approval }): ReportedApproval => ({
      ...this.place({ path: address, address }),
      ...approval,
      ...this.names(approval, shows),
    }));
    const ofChanges = this.changes.flatMap((change) => {
      const because = change.replacePaths.map((path) => this.clean(path.map(String).join('.')));
      return approvalsOf(change).map(({ shows, ...approval }) => ({
        ...this.place(change),
        action: change.action,
        ...(change.reason === undefined ? {} : { reason: this.clean(change.reason) }),
        ...(because.length === 0 ? {} : { because }),
        ...approval,
        ...this.names(approval, shows),
        ...(approval.object === undefined ? {} : { object: this.identity(approval.object) }),
      }));
    });
    return [...beside, ...ofChanges];
  }

  /**
   * A change as it is shown.
   *
   * @param change one of this plan
   */
  public report(change: Change): ReportedChange {
    const { previousAddress, type, action, order, reason, imported, importId, stateful, opened, rendered } = change;
    const notes = rendered?.notes ?? [];
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
      ...(importId === undefined ? {} : { importId: this.clean(importId) }),
      ...(stateful === undefined ? {} : { stateful }),
      ...(own === undefined ? {} : { object: this.identity(own.object) }),
      ...this.fields(action === 'delete' || action === 'forget' ? [] : opened.fields, change.replacePaths),
      objects: isRelease ? opened.objects.map((it) => this.object(it)) : [],
      ...(rendered?.rendering === undefined ? {} : { rendered: true as const }),
      ...(notes.length === 0 ? {} : { notes: notes.map((note) => this.scrubber.scrub(note, NOTE_LIMIT)) }),
    };
  }

  /** Outputs that change. */
  public outputs(): readonly ReportedOutput[] {
    const changed = this.planned.plan.outputs.filter(({ action }) => action !== 'none');
    return changed.flatMap((output) => {
      const fields = withWholeSecrets(diff(output, [output.name]), this.scrubber);
      return fields.map((field) => ({ plan: this.index, ...this.print(field, []) }));
    });
  }

  private names({ names }: NeededApproval, shows: readonly Field[] = []): Pick<NeededApproval, 'names'> {
    const all = [
      ...withWholeSecrets(shows, this.scrubber).map((field) =>
        fieldWords(printField(field, this.scrubber, NAME_LIMIT, [])),
      ),
      ...(names ?? []).map((name) => this.clean(name)),
    ];
    return all.length === 0 ? {} : { names: all };
  }

  private object(change: ObjectChange): ReportedObject {
    return { ...this.identity(change.object), action: change.action, ...this.fields(change.fields, []) };
  }

  private fields(
    fields: readonly Field[],
    replacePaths: readonly (readonly Json[])[],
  ): Pick<ReportedChange, 'fields' | 'omitted'> {
    const told = withWholeSecrets(fields.filter(isTold), this.scrubber);
    const shown = told.slice(0, FIELD_LIMIT).map((field) => this.print(field, replacePaths));
    return { fields: shown, ...(told.length > FIELD_LIMIT ? { omitted: told.length - FIELD_LIMIT } : {}) };
  }

  private print(field: Field, replacePaths: readonly (readonly Json[])[]): PrintedField {
    return printField(field, this.scrubber, VALUE_LIMIT, replacePaths);
  }

  private place(change: Pick<Change, 'path' | 'address'>): Placed {
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
