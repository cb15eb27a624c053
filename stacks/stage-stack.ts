import { relative, sep } from 'node:path';
import type { IConstruct } from 'constructs';
import type { TerraformStack } from '../constructs/core/cdktf';
import { ClusterLink, type ClusterLinkProps } from '../constructs/core/cluster-link';
import { DatahallStack } from '../constructs/core/datahall-stack';
import { libraryScope } from '../constructs/core/library-scope';
import { setContext, type StackContext } from '../constructs/core/stack-context';
import { TypedBackend } from '../constructs/core/typed-backend';
import { workingDirectory } from '../constructs/core/working-directory';
import type { Backend } from './backend';
import { fromProject, type Kubeconfig } from './kubeconfig';

/** Settings of a stack of a stage. */
export interface StageStackProps {
  /** Id of the stack, `<site>-<stage>-<layer>`. */
  readonly stackId: string;
  /** Key of the state, `<site>/<stage>/<layer>`. */
  readonly stateKey: string;
  /** Where the state is kept. */
  readonly backend: Backend;
  /** Cluster that the stack is deployed to. */
  readonly cluster: Kubeconfig;
  /** Cluster that builds the stage's cluster, for the stack that does so. @default - none */
  readonly management?: Kubeconfig | undefined;
  /** Stage, rank and protection; providers are added here. */
  readonly context: Omit<StackContext, 'providers'>;
}

/**
 * A stack of a stage, with its state, its providers and the guard of its cluster's identity.
 *
 * @param app the app: stacks are its direct children
 * @param props settings
 */
export function stageStack(app: IConstruct, props: StageStackProps): TerraformStack {
  const stack = new DatahallStack(app, props.stackId);
  const { backend, stateKey, cluster, management, context } = props;
  // Wherever the output is: state that moved with it would be lost.
  const project = relative(workingDirectory(stack), '.').split(sep).join('/');
  new TypedBackend(stack, backend.kind, backend.attributes(stateKey, project));
  const link = new ClusterLink(libraryScope(stack), 'Cluster', linkOf(cluster, project));
  if (management !== undefined)
    new ClusterLink(libraryScope(stack), 'Management', { ...linkOf(management, project), alias: 'management' });
  setContext(stack, { ...context, providers: link.providers });
  return stack;
}

function linkOf(kubeconfig: Kubeconfig, project: string): ClusterLinkProps {
  const { context, path, uid } = kubeconfig;
  return { context, path: fromProject(path, project), ...(uid === undefined ? {} : { uid }) };
}
