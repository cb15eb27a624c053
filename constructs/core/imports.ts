import type { IConstruct } from 'constructs';
import { TerraformElement, type TerraformStack } from './cdktf';
import { libraryScope } from './library-scope';

const ID = 'Imports';

/** One `import` block of Terraform. */
export interface Import {
  /** Address that it becomes. */
  readonly to: string;
  /** Id by which the provider finds it. */
  readonly id: string;
}

/**
 * Takes over what is there already: the plan shows imports where it would create.
 *
 * @param stack the stack
 * @param imports what is imported
 */
export function noteImports(stack: TerraformStack, imports: readonly Import[]): void {
  if (imports.length > 0) new ImportBlocks(libraryScope(stack), ID, imports);
}

/** The imports of a stack. */
class ImportBlocks extends TerraformElement {
  public constructor(
    scope: IConstruct & ConstructorParameters<typeof TerraformElement>[0],
    id: string,
    private readonly imports: readonly Import[],
  ) {
    super(scope, id);
  }

  public override toTerraform(): { readonly import: readonly Import[] } {
    return { import: this.imports };
  }
}
