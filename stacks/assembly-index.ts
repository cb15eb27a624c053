import { TerraformResource, type TerraformStack } from '../constructs/core/cdktf';
import { placeOf } from '../constructs/core/place';
import { isStateful } from '../constructs/core/statefulness';

/** One line of a stack's index. */
export interface IndexEntry {
  /** Terraform address. */
  readonly address: string;
  /** Construct path below the stack. */
  readonly path: string;
  /** Whether it holds data. */
  readonly stateful: boolean;
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
    }))
    .sort((a, b) => (a.address < b.address ? -1 : 1));
}
