import { factKind } from '../model/fact';

/** An object of a cluster, by name. */
export interface ObjectName {
  /** Group and version. */
  readonly apiVersion: string;
  /** Kind. */
  readonly kind: string;
  /** Namespace; null when the kind has none. */
  readonly namespace: string | null;
  /** Name. */
  readonly name: string;
}

/**
 * When an operator does its work. That its release was installed says less: Helm waits for pods, and not for what they
 * then do. `kubectl wait --for=jsonpath='{<field>}'=<value>` waits for it.
 */
export interface ReadyWhenFact {
  /** The object that says so. */
  readonly object: ObjectName;
  /** Where it says so, a JSONPath below the object. */
  readonly field: string;
  /** What stands there. */
  readonly value: string;
}

/** Kind of {@link ReadyWhenFact}. */
export const READY_WHEN = factKind<ReadyWhenFact>('ready-when');

/**
 * Ready when an object has a condition.
 *
 * @param object the object
 * @param type type of the condition, whose status is `True` then
 */
export function onCondition(object: ObjectName, type: string): ReadyWhenFact {
  return { object, field: `.status.conditions[?(@.type=="${type}")].status`, value: 'True' };
}

/**
 * Ready when enough pods of a Deployment are, for operators that say nothing of themselves.
 *
 * @param namespace namespace of the Deployment
 * @param name name of the Deployment, as the chart makes it
 */
export function onDeployment(namespace: string, name: string): ReadyWhenFact {
  return onCondition({ apiVersion: 'apps/v1', kind: 'Deployment', namespace, name }, 'Available');
}
