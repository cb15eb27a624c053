import { relative, sep } from 'node:path';
import { Construct } from 'constructs';
import { TerraformStack } from '../constructs/core/cdktf';
import { ClusterLink, type ClusterLinkProps } from '../constructs/core/cluster-link';
import { libraryScope } from '../constructs/core/library-scope';
import { setContext, type StackContext } from '../constructs/core/stack-context';
import { TypedBackend } from '../constructs/core/typed-backend';
import { workingDirectory } from '../constructs/core/working-directory';
import type { Backend } from './backend';
import { fromProject, type Kubeconfig } from './kubeconfig';

/** Settings of a layer. */
export interface LayerProps {
  /** Id of the stack, `<site>-<stage>-<layer>`. */
  readonly stackId: string;
  /** Key of the state, `<site>/<stage>/<layer>`. */
  readonly stateKey: string;
  /** Where the state is kept. */
  readonly backend: Backend;
  /** Cluster that the layer is deployed to. */
  readonly cluster: Kubeconfig;
  /** Cluster that builds the stage's cluster, for the layer that does so. @default - none */
  readonly management?: Kubeconfig;
  /** Stage, rank and protection; providers and foundation are added here. */
  readonly context: Omit<StackContext, 'providers'>;
}

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
  /** The stack that the layer lies in. */
  public readonly stack: TerraformStack;

  /**
   * @param app the app: stacks are its direct children
   * @param id name of the layer
   * @param props settings
   */
  public constructor(app: Construct, id: string, props: LayerProps) {
    const stack = new TerraformStack(app, props.stackId);
    super(stack, id);
    this.stack = stack;
    const { backend, stateKey, cluster, management, context } = props;
    // Wherever the output is: state that moved with it would be lost.
    const project = relative(workingDirectory(stack), '.').split(sep).join('/');
    new TypedBackend(stack, backend.kind, backend.attributes(stateKey, project));
    const link = new ClusterLink(libraryScope(stack), 'Cluster', linkOf(cluster, project));
    if (management !== undefined)
      new ClusterLink(libraryScope(stack), 'Management', { ...linkOf(management, project), alias: 'management' });
    setContext(stack, { ...context, providers: link.providers });
  }
}

function linkOf(kubeconfig: Kubeconfig, project: string): ClusterLinkProps {
  const { context, path, uid } = kubeconfig;
  return { context, path: fromProject(path, project), ...(uid === undefined ? {} : { uid }) };
}
