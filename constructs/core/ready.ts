import type { IConstruct } from 'constructs';
import { READY_WHEN, type ReadyWhenFact } from '../../lib/kubernetes/ready-when';
import { journalOf } from './journal';

/**
 * Declares when an operator does its work, all of what is given together; `datahall.json` lists it.
 *
 * @param operator construct that brings the operator
 * @param facts what must be so
 */
export function readyWhen(operator: IConstruct, ...facts: readonly ReadyWhenFact[]): void {
  for (const fact of facts) journalOf(operator).facts.push({ kind: READY_WHEN, produce: () => fact });
}
