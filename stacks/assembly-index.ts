import { TerraformResource, type TerraformStack } from '../constructs/core/cdktf';
import { existingJournal } from '../constructs/core/journal';
import { placeOf } from '../constructs/core/place';
import { isStateful } from '../constructs/core/statefulness';
import type { Consequence } from '../lib/model/consequence';

/** One line of a stack's index. */
export interface IndexEntry {
  /** Terraform address. */
  readonly address: string;
  /** Construct path below the stack. */
  readonly path: string;
  /** Whether it holds data. */
  readonly stateful: boolean;
  /** What follows when it goes or changes, in words. @default - its constructs say nothing */
  readonly consequence?: Consequence;
}

/**
 * Lists the resources of a stack by address.
 *
 * @param stack the stack
 */
export function indexOf(stack: TerraformStack): readonly IndexEntry[] {
  return stack.node
    .findAll()
    .filter((each): each is TerraformResource => TerraformResource.isTerraformResource(each))
    .map((resource) => ({
      address: `${resource.terraformResourceType}.${resource.friendlyUniqueId}`,
      path: placeOf(resource).path,
      stateful: isStateful(resource),
      ...consequenceOf(resource),
    }))
    .sort((a, b) => (a.address < b.address ? -1 : 1));
}

/** The innermost construct that says something of an action is the one that counts. */
function consequenceOf(resource: TerraformResource): Pick<IndexEntry, 'consequence'> {
  const said = resource.node.scopes.flatMap((scope) => existingJournal(scope)?.consequences ?? []);
  const merged = said.reduce<Consequence>((sum, each) => ({ ...sum, ...each }), {});
  return Object.keys(merged).length === 0 ? {} : { consequence: merged };
}
