import { Construct, type IConstruct } from 'constructs';
import { AssetType, TerraformAsset, TerraformStack } from './cdktf';
import { assetPath } from '../../lib/package-root';

const ID = 'Datahall';

/**
 * The scope below a stack that holds what the library needs there for itself: users' ids stay free.
 *
 * @param stack any stack
 */
export function libraryScope(stack: TerraformStack): Construct {
  return stack.node.tryFindChild(ID) ?? new Construct(stack, ID);
}

/**
 * The vendored chart that carries Kubernetes objects, as an asset of the stack.
 *
 * @param construct any construct of the stack
 * @returns path relative to the stack's folder
 */
export function objectsChart(construct: IConstruct): string {
  const scope = libraryScope(TerraformStack.of(construct));
  const existing = scope.node.tryFindChild('ObjectsChart') as TerraformAsset | undefined;
  const asset =
    existing ??
    new TerraformAsset(scope, 'ObjectsChart', { path: assetPath('charts', 'objects'), type: AssetType.DIRECTORY });
  return `./${asset.path}`;
}

/** Name of the vendored chart. */
export const OBJECTS_CHART = 'datahall-objects';

/** Version of the vendored chart; Helm wants it to equal the release's. */
export const OBJECTS_CHART_VERSION = '1.0.0';
