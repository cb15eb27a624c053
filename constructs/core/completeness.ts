import type { IConstruct } from 'constructs';
import type { TerraformApp } from './cdktf';

const COMPLETE = Symbol.for('datahall/Complete');

/**
 * Says that an app's program has ended: what its constructs produce from now on does not change any more.
 *
 * @param app the app, when it synthesizes
 */
export function markComplete(app: TerraformApp): void {
  Object.defineProperty(app, COMPLETE, { value: true });
}

/**
 * Whether the program of a construct's app has ended.
 *
 * @param construct any construct
 */
export function isComplete(construct: IConstruct): boolean {
  return COMPLETE in construct.node.root;
}

/**
 * Produces a value each time as long as the program may change it, and once after that: rules, Terraform's document
 * (which cdktf resolves twice) and the model then share it.
 *
 * @param construct construct that the value belongs to
 * @param produce makes the value; must be pure
 */
export function producedOnce<T>(construct: IConstruct, produce: () => T): () => T {
  let kept: { readonly value: T } | undefined;
  return () => {
    if (kept !== undefined) return kept.value;
    const value = produce();
    if (isComplete(construct)) kept = { value };
    return value;
  };
}
