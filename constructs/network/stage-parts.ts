import type { IConstruct } from 'constructs';
import { Foundation } from '../core/foundation';

const PARTS = Symbol.for('datahall/StageParts');

/**
 * The part of a kind that a stage has once.
 *
 * @param scope any construct of the stage
 * @param kind name of the kind
 */
export function stagePart(scope: IConstruct, kind: string): IConstruct | undefined {
  return partsOf(scope).get(kind);
}

/**
 * Notes a part that a stage has once.
 *
 * @param part the part
 * @param kind name of the kind
 * @returns the first one of the kind: the part itself, or the one that was there before
 */
export function claimStagePart(part: IConstruct, kind: string): IConstruct {
  const parts = partsOf(part);
  const first = parts.get(kind) ?? part;
  parts.set(kind, first);
  return first;
}

function partsOf(scope: IConstruct): Map<string, IConstruct> {
  const holder = Foundation.of(scope) as Foundation & { [PARTS]?: Map<string, IConstruct> };
  const existing = holder[PARTS];
  if (existing !== undefined) return existing;
  const parts = new Map<string, IConstruct>();
  Object.defineProperty(holder, PARTS, { value: parts });
  return parts;
}
