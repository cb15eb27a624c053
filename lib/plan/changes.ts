import type { Consequence } from '../model/consequence';
import { originIn, type ResourceOrigin, type StackHistory } from './assembly';
import type { Opened } from './helm';
import { isTold } from './diff';
import { holdsDataByType } from './kinds/data-kinds';
import { open } from './open';
import type { Plan, PlannedChange } from './read-plan';
import type { Whole } from './whole';

/** A plan, and the stack that it is of. */
export interface PlannedStack {
  /** The plan. */
  readonly plan: Plan;
  /** Its stack in the assemblies. @default - a program without constructs */
  readonly stack?: StackHistory;
}

/** A resource that changes, with what the assemblies say of it. */
export interface Change extends PlannedChange {
  /** Path of its construct; the address in a program without constructs. */
  readonly path: string;
  /** Whether it holds data. @default - not known */
  readonly stateful?: boolean;
  /** What follows, in words of its author. @default - nothing is said */
  readonly consequence?: Consequence;
  /** File and line of the program that make it, or made it. @default - not said */
  readonly declaredAt?: string;
  /** Whether Terraform refused to destroy it, and no longer does. */
  readonly unprotected: boolean;
  /** What is inside. */
  readonly opened: Opened;
}

const UNOPENED: Opened = { fields: [], objects: [], objectsUnknown: false };

/**
 * The resources of a plan that change, and those that lose their protection.
 *
 * @param planned plan and stack
 */
export function changesOf({ plan, stack }: PlannedStack): readonly Change[] {
  return plan.changes.flatMap((change) => {
    // Most of a large plan.
    if (change.action === 'none' && stack?.before === undefined) return [];
    const joined = join(change, stack);
    return change.action === 'none' && !joined.unprotected ? [] : [joined];
  });
}

/**
 * What changed outside of Terraform.
 *
 * @param planned plan and stack
 */
export function driftOf({ plan, stack }: PlannedStack): readonly Change[] {
  return plan.drift
    .map((change) => join(change, stack))
    .filter(
      ({ action, opened: { fields, objects }, type }) =>
        action === 'delete' ||
        (action === 'update' && (fields.some(isTold) || (type === 'helm_release' && objects.length > 0))),
    );
}

function join(change: PlannedChange, stack: StackHistory | undefined): Change {
  const { address, previousAddress = address } = change;
  const now = originIn(stack?.now, address);
  // What is gone from the program, and what was declared as worthless only now, is known from before.
  const before = originIn(stack?.before, previousAddress);
  const known = now !== undefined || before !== undefined;
  const stateful = known ? holdsData(now) || holdsData(before) : holdsDataByType(change.type);
  const joined: Whole<Change> = {
    address,
    previousAddress: change.previousAddress,
    module: change.module,
    type: change.type,
    action: change.action,
    order: change.order,
    imported: change.imported,
    importId: change.importId,
    reason: change.reason,
    replacePaths: change.replacePaths,
    before: change.before,
    after: change.after,
    unknown: change.unknown,
    beforeSensitive: change.beforeSensitive,
    afterSensitive: change.afterSensitive,
    rendered: change.rendered,
    path: shortened((now ?? before)?.path ?? address),
    stateful,
    consequence: before?.consequence ?? now?.consequence,
    declaredAt: (now ?? before)?.declaredAt,
    unprotected: before?.protected === true && now?.protected === false,
    opened: change.action === 'none' ? UNOPENED : open(change),
  };
  return joined;
}

function holdsData(origin: ResourceOrigin | undefined): boolean {
  return origin?.stateful === true;
}

/** The construct, and not the Terraform resource inside of it. */
function shortened(path: string): string {
  return path.endsWith('/Resource') ? path.slice(0, -'/Resource'.length) : path;
}
