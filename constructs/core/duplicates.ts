import type { IConstruct } from 'constructs';

const SECOND = Symbol.for('datahall/Second');

/**
 * Marks a construct whose id another one has already. What is below it repeats names all the way down.
 *
 * @param construct the second one
 */
export function markSecond(construct: IConstruct): void {
  Object.defineProperty(construct, SECOND, { value: true });
}

/**
 * Whether another construct had the id of this one already.
 *
 * @param construct any construct
 */
export function isSecond(construct: IConstruct): boolean {
  return SECOND in construct;
}
