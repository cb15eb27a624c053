import type { IConstruct } from 'constructs';
import { TerraformStack } from './cdktf';
import { contextOf } from './stack-context';

/** Where a construct stands: its stack, its stage and its path below the stack. */
export interface Place {
  /** Stage, or the stack's id in somebody else's app; empty above the stacks. */
  readonly stage: string;
  /** Path below the stack: the same in each stage. Above the stacks, the whole path. */
  readonly path: string;
}

const PLACE = Symbol.for('datahall/Place');

/**
 * Says where a construct above the stacks belongs, so that its findings join those of other stages.
 *
 * @param construct the construct
 * @param place its stage and path
 */
export function setPlace(construct: IConstruct, place: Place): void {
  Object.defineProperty(construct, PLACE, { value: place });
}

/**
 * Finds the stack of a construct without failing where there is none.
 *
 * @param construct any construct
 */
export function stackOf(construct: IConstruct): TerraformStack | undefined {
  let scope: IConstruct | undefined = construct;
  while (scope !== undefined && !TerraformStack.isStack(scope)) scope = scope.node.scope;
  return scope;
}

/**
 * Name of Kubernetes objects that belong to a construct: its path, and the release where several of them are live.
 *
 * @param construct any construct
 */
export function objectName(construct: IConstruct): string {
  const stack = stackOf(construct);
  const release = stack === undefined ? undefined : contextOf(stack)?.release;
  const path = placeOf(construct).path.replaceAll('/', '-').toLowerCase();
  return release === undefined ? path : `${path}-${release}`;
}

/**
 * Tells where a construct stands.
 *
 * @param construct any construct
 */
export function placeOf(construct: IConstruct): Place {
  const given = (construct as IConstruct & { [PLACE]?: Place })[PLACE];
  if (given !== undefined) return given;
  const stack = stackOf(construct);
  if (stack === undefined) return { stage: '', path: construct.node.path };
  const below = construct.node.path.slice(stack.node.path.length + 1);
  return { stage: contextOf(stack)?.stage ?? stack.node.id, path: below === '' ? stack.node.id : below };
}
