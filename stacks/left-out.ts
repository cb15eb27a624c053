import { TerraformResource, type TerraformStack } from '../constructs/core/cdktf';
import { movesOf } from '../constructs/core/moves';
import type { Problem } from '../lib/errors/problem';
import { dataLeftOut } from '../lib/errors/release';
import type { StageRun } from './stage-run';

/**
 * The first resource that held data when the stage was locked and is no longer in the program, nor moved within it.
 * `prevent_destroy` of Terraform goes with the block that says it: only the lock remembers.
 *
 * @param run what the stage runs, with its lock
 * @param stacks stacks of the stage
 * @param destroyable whether the stage gives its data up
 */
export function leftOut(
  { lock, givesUpData }: StageRun,
  stacks: readonly TerraformStack[],
  destroyable: boolean,
): Problem | undefined {
  if (lock === undefined || destroyable || givesUpData) return undefined;
  for (const [id, { stateful, resources }] of Object.entries(lock.content.stacks)) {
    const stack = stacks.find(({ node }) => node.id === id);
    const present = stack === undefined ? new Set<string>() : addressesOf(stack);
    const gone = stateful.find((address) => !present.has(address));
    if (gone !== undefined) return dataLeftOut(gone, resources[gone] ?? gone, id);
  }
  return undefined;
}

/** Where the stack has resources, now and before they moved. */
function addressesOf(stack: TerraformStack): ReadonlySet<string> {
  const resources = stack.node
    .findAll()
    .filter((each): each is TerraformResource => TerraformResource.isTerraformResource(each));
  return new Set(
    resources.flatMap((each) => [
      `${each.terraformResourceType}.${each.friendlyUniqueId}`,
      ...movesOf(each).map(({ from }) => from),
    ]),
  );
}
