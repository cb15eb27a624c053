import type { KubernetesObject } from '../../kubernetes/object';

/**
 * Which way a change goes: `broadened` allows more or checks less, `narrowed` the opposite, `changed` is neither, or
 * cannot be said.
 */
export type SecurityDirection = 'broadened' | 'narrowed' | 'changed';

/** How much what was gained or lost matters, whichever way it goes. */
export type SecuritySeverity = 'high' | 'medium' | 'low';

/** One change of what somebody or something may do. JSON only, and never with a value of a Secret. */
export interface SecurityChange {
  /** Which way it goes. */
  readonly direction: SecurityDirection;
  /** Object or account that it is about, e.g. `ServiceAccount team-a/runner`. */
  readonly subject: string;
  /** What changes, in plain words; the same words whichever way it goes. */
  readonly what: string;
  /** The particulars: rules, ports, from and to. */
  readonly detail: string;
  /** How much it matters. */
  readonly severity: SecuritySeverity;
}

/** An object before and after; one of the two is missing where it is created or deleted. */
export interface ObjectChange {
  /** The object as it is. @default - it is created */
  readonly before?: KubernetesObject;
  /** The object as it will be. @default - it is deleted */
  readonly after?: KubernetesObject;
}

/** What is known beside the object that changes. */
export interface SecurityContext {
  /**
   * Objects that stay as they are, e.g. the other policies of a namespace, or roles that a binding names.
   * @default - none
   */
  readonly others?: readonly KubernetesObject[];
}

const DIRECTIONS: readonly SecurityDirection[] = ['broadened', 'changed', 'narrowed'];
const SEVERITIES: readonly SecuritySeverity[] = ['high', 'medium', 'low'];

/**
 * Puts changes in their order, broadened and severe ones first, and drops repetitions.
 *
 * @param changes in any order
 */
export function sorted(changes: readonly SecurityChange[]): readonly SecurityChange[] {
  if (changes.length < 2) return changes;
  const keyed = changes.map((change): readonly [string, SecurityChange] => [keyOf(change), change]);
  return [...new Map(keyed)].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, change]) => change);
}

function keyOf({ direction, severity, subject, what, detail }: SecurityChange): string {
  return JSON.stringify([DIRECTIONS.indexOf(direction), SEVERITIES.indexOf(severity), subject, what, detail]);
}
