import { TerraformResource, type TerraformStack } from '../constructs/core/cdktf';
import { movesOf } from '../constructs/core/moves';
import type { Problem } from '../lib/errors/problem';
import { dataElsewhere, dataLeftOut } from '../lib/errors/release';
import { isServing } from '../lib/release/content';
import { isProposing } from '../lib/release/proposal';
import type { StageRun } from './stage-run';

/**
 * What held data when the stage was locked and is no longer in its stack, nor moved within it. `prevent_destroy` of
 * Terraform goes with the block that says it: only the lock remembers. What is in another stack by now stops no
 * command: `datahall lock` is what accepts it.
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
  const present = new Map(stacks.map((stack) => [stack.node.id, addressesOf(stack)] as const));
  const isVersioned = (id: string): boolean => isServing(id, lock.site, lock.stage);
  const others = (id: string): readonly (readonly [string, ReadonlySet<string>])[] =>
    isVersioned(id) ? [] : [...present].filter(([each]) => !isVersioned(each));
  const gone: { readonly path: string; readonly address: string; readonly stack: string }[] = [];
  for (const [id, { stateful, resources }] of Object.entries(lock.content.stacks)) {
    for (const address of stateful) {
      if (present.get(id)?.has(address) === true) continue;
      const path = resources[address] ?? address;
      const [elsewhere] = others(id).find(([, addresses]) => addresses.has(address)) ?? [];
      if (elsewhere === undefined) gone.push({ path, address, stack: id });
      else if (!isProposing()) return dataElsewhere(lock.stage, path, id, elsewhere);
    }
  }
  // Namespaces say least of what is lost.
  const isNamespace = ({ address }: (typeof gone)[number]): boolean => address.startsWith('kubernetes_namespace_v1.');
  const sorted = [...gone.filter((each) => !isNamespace(each)), ...gone.filter(isNamespace)];
  return sorted.length === 0 ? undefined : dataLeftOut(sorted);
}

/**
 * Where a stack has resources, now and before they moved.
 *
 * @param stack the stack
 */
export function addressesOf(stack: TerraformStack): ReadonlySet<string> {
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
