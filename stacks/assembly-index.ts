import { TerraformResource, type TerraformStack } from '../constructs/core/cdktf';
import { existingJournal } from '../constructs/core/journal';
import { placeOf } from '../constructs/core/place';
import { sourceLineOf } from '../constructs/core/source-line';
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
  /** File and line of the program that make it. @default - the app does not note them */
  readonly declaredAt?: string;
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
      ...lineOf(resource),
    }))
    .sort((a, b) => (a.address < b.address ? -1 : 1));
}

function lineOf(resource: TerraformResource): Pick<IndexEntry, 'declaredAt'> {
  const declaredAt = sourceLineOf(resource);
  return declaredAt === undefined ? {} : { declaredAt };
}

/** The innermost construct that says something of an action is the one that counts. */
function consequenceOf(resource: TerraformResource): Pick<IndexEntry, 'consequence'> {
  const said = resource.node.scopes.flatMap((scope) => existingJournal(scope)?.consequences ?? []);
  const merged = said.reduce<Consequence>((sum, each) => ({ ...sum, ...each }), {});
  return Object.keys(merged).length === 0 ? {} : { consequence: merged };
}
