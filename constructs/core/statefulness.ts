import type { TerraformResource } from './cdktf';
import { stackOf } from './place';
import { contextOf } from './stack-context';

const STATEFUL = Symbol.for('datahall/Stateful');

/**
 * Marks a resource that holds data: it is listed in the stack's index and protected from destruction, unless its
 * stage is destroyable.
 *
 * @param resource the resource
 */
export function markStateful(resource: TerraformResource): void {
  Object.defineProperty(resource, STATEFUL, { value: true });
  const stack = stackOf(resource);
  if (stack !== undefined && contextOf(stack)?.destroyable === true) return;
  resource.lifecycle = { ...resource.lifecycle, preventDestroy: true };
}

/**
 * Whether a resource holds data.
 *
 * @param resource any resource
 */
export function isStateful(resource: TerraformResource): boolean {
  return STATEFUL in resource;
}
