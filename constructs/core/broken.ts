import type { IConstruct } from 'constructs';

const BROKEN = Symbol.for('datahall/Broken');

/**
 * Marks a stage whose program ended at an error: what it lacks follows from that, and is no mistake of its own.
 *
 * @param stage the stage
 */
export function markBroken(stage: IConstruct): void {
  Object.defineProperty(stage, BROKEN, { value: true, configurable: true });
}

/**
 * Whether the program of a stage ended at an error.
 *
 * @param stage any construct
 */
export function isBroken(stage: IConstruct): boolean {
  return BROKEN in stage;
}
