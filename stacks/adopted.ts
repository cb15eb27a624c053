import { TerraformResource, type TerraformStack } from '../constructs/core/cdktf';
import { noteImports } from '../constructs/core/imports';
import { DatahallError } from '../lib/errors/datahall-error';
import { adoptionUnknown } from '../lib/errors/deploy';
import type { Problem } from '../lib/errors/problem';
import { adoptionPath, readAdoption, type AdoptedResource } from '../lib/release/adoption';
import { isProposing } from '../lib/release/proposal';

/** What a stage takes over. */
export interface Adopted {
  /** What is wrong with the list; undefined when nothing is. */
  readonly problem: Problem | undefined;
  /** Names something of the list that the program does not have, once it is complete. */
  readonly unknown: () => Problem | undefined;
}

/**
 * Imports what the list of a stage says into its stacks.
 *
 * @param folder folder of the locks
 * @param stage name of the stage
 * @param stacks stacks of the stage
 */
export function adopt(folder: string, stage: string, stacks: readonly TerraformStack[]): Adopted {
  try {
    const imports = readAdoption(folder, stage)?.imports ?? [];
    for (const stack of stacks) {
      const own = imports.filter((each) => each.stack === stack.node.id);
      noteImports(
        stack,
        own.map(({ to, id }) => ({ to, id })),
      );
    }
    const path = adoptionPath(folder, stage);
    // A command looks at other releases too, which need not have all that the one of the list has.
    return { problem: undefined, unknown: () => (isProposing() ? undefined : unknownImport(path, stacks, imports)) };
  } catch (error) {
    if (!DatahallError.is(error)) throw error;
    return { problem: error.problem, unknown: () => undefined };
  }
}

function unknownImport(
  path: string,
  stacks: readonly TerraformStack[],
  imports: readonly AdoptedResource[],
): Problem | undefined {
  const present = new Set(
    stacks.flatMap((stack) =>
      stack.node
        .findAll()
        .filter((each): each is TerraformResource => TerraformResource.isTerraformResource(each))
        .map((each) => `${stack.node.id} ${each.terraformResourceType}.${each.friendlyUniqueId}`),
    ),
  );
  const unknown = imports.find(({ stack, to }) => !present.has(`${stack} ${to}`));
  return unknown === undefined ? undefined : adoptionUnknown(path, unknown.stack, unknown.to);
}
