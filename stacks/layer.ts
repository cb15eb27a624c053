import { Construct } from 'constructs';
import type { TerraformStack } from '../constructs/core/cdktf';

/**
 * The scope of one concern of a stage. It lies directly below its stack, so addresses do not depend on how a stage
 * spreads its layers over stacks. Made by {@link Stage.layer}.
 *
 * @example
 * declare const dev: Stage;
 * new CustomResources(dev.layer('edge', 'network'), 'routes', {
 *   release: 'routes',
 *   namespace: dev.foundation.namespace('edge'),
 * });
 */
export class Layer extends Construct {
  /**
   * @param stack the stack that the layer lies in
   * @param id name of the layer
   */
  public constructor(
    /** The stack that the layer lies in. */
    public readonly stack: TerraformStack,
    id: string,
  ) {
    super(stack, id);
  }
}
