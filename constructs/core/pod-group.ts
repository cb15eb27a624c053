import { Construct } from 'constructs';
import type { Endpoint, IEndpoint } from './endpoint';

/**
 * Some of the pods of a construct as one side of flows, where the construct has several kinds of pods.
 *
 * @example
 * const namespace = Foundation.of(stack).namespace('apps');
 * new PodGroup(stack, 'workers', { namespace, pods: { app: 'worker' } });
 */
export class PodGroup extends Construct implements IEndpoint {
  /**
   * @param scope construct that the pods belong to
   * @param id construct id
   * @param endpoint the pods
   */
  public constructor(
    scope: Construct,
    id: string,
    /** The pods. */
    public readonly endpoint: Endpoint,
  ) {
    super(scope, id);
  }
}
