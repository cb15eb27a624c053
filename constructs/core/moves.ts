import type { IConstruct } from 'constructs';
import { TerraformElement, TerraformResource, type TerraformStack } from './cdktf';
import { libraryScope } from './library-scope';
import { logicalId } from './logical-id';
import { stackOf } from './place';

const FORMER = Symbol.for('datahall/FormerPaths');
const ID = 'Moves';

/** One `moved` block of Terraform. */
export interface Move {
  /** Address before. */
  readonly from: string;
  /** Address after. */
  readonly to: string;
}

/**
 * Notes where a construct was before, so that what it consists of moves along instead of being destroyed and made anew.
 *
 * @param construct where it is now, below a stack
 * @param paths where it was, below the same stack; the oldest place first
 */
export function noteFormerPaths(construct: IConstruct, paths: readonly string[]): void {
  const stack = stackOf(construct);
  if (stack === undefined) return;
  Object.defineProperty(construct, FORMER, { value: [...formerPathsOf(construct), ...paths], configurable: true });
  const scope = libraryScope(stack);
  if (scope.node.tryFindChild(ID) === undefined) new MovedBlocks(scope, ID, stack);
}

/**
 * The moves that bring a resource to its address, in their order.
 *
 * @param resource a resource below a stack
 */
export function movesOf(resource: TerraformResource): readonly Move[] {
  const stack = stackOf(resource);
  if (stack === undefined) return [];
  const above = stack.node.path.length + 1;
  const path = resource.node.path.slice(above);
  const places = resource.node.scopes.flatMap((scope) => {
    const here = scope.node.path.slice(above);
    return formerPathsOf(scope).map((former) => `${former}${path.slice(here.length)}`);
  });
  const addresses = [...places, path].map((place) => `${resource.terraformResourceType}.${logicalId(place)}`);
  return addresses.slice(1).flatMap((to, index): Move[] => {
    const from = addresses[index] ?? to;
    return from === to ? [] : [{ from, to }];
  });
}

function formerPathsOf(construct: IConstruct): readonly string[] {
  return (construct as IConstruct & { [FORMER]?: readonly string[] })[FORMER] ?? [];
}

/** The moves of a stack; resources that constructs get later move too. */
class MovedBlocks extends TerraformElement {
  public constructor(
    scope: IConstruct & ConstructorParameters<typeof TerraformElement>[0],
    id: string,
    private readonly stack: TerraformStack,
  ) {
    super(scope, id);
  }

  public override toTerraform(): { readonly moved?: readonly Move[] } {
    const resources = this.stack.node
      .findAll()
      .filter((each): each is TerraformResource => TerraformResource.isTerraformResource(each));
    const moved = resources.flatMap(movesOf).sort((a, b) => (a.to < b.to ? -1 : 1));
    return moved.length === 0 ? {} : { moved };
  }
}
