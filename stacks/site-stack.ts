import { relative, sep } from 'node:path';
import type { IConstruct } from 'constructs';
import type { TerraformStack } from '../constructs/core/cdktf';
import { DatahallStack } from '../constructs/core/datahall-stack';
import { setContext } from '../constructs/core/stack-context';
import { TypedBackend } from '../constructs/core/typed-backend';
import { workingDirectory } from '../constructs/core/working-directory';
import type { Backend } from './backend';

/**
 * A stack of what a site has once for all its stages. It reaches no cluster.
 *
 * @param app the app
 * @param id id of the stack, and the key of its state
 * @param backend where the state is kept
 */
export function siteStack(app: IConstruct, id: string, backend: Backend): TerraformStack {
  const stack = new DatahallStack(app, id);
  const project = relative(workingDirectory(stack), '.').split(sep).join('/');
  new TypedBackend(stack, backend.kind, backend.attributes(id, project));
  setContext(stack, { stage: id });
  return stack;
}
