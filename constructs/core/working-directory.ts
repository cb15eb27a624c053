import { join } from 'node:path';
import type { IConstruct } from 'constructs';
import { TerraformApp } from './cdktf';
import { placeOf, stackOf } from './place';

const OUTPUT = Symbol.for('datahall/OutputFolder');

/**
 * Tells where an app's output ends up, when it first writes to another folder.
 *
 * @param app the app
 * @param folder final output folder
 */
export function setOutputFolder(app: TerraformApp, folder: string): void {
  Object.defineProperty(app, OUTPUT, { value: folder });
}

/**
 * The folder that an app's output ends up in.
 *
 * @param construct any construct
 */
export function outputFolder(construct: IConstruct): string {
  const app = TerraformApp.of(construct) as TerraformApp & { [OUTPUT]?: string };
  return app[OUTPUT] ?? app.outdir;
}

/**
 * The folder in which Terraform will run for a construct's stack.
 *
 * @param construct a construct below a stack
 */
export function workingDirectory(construct: IConstruct): string {
  return join(outputFolder(construct), 'stacks', stackOf(construct)?.node.id ?? '');
}

/**
 * The folder of a construct's files for people and for other tools, below the output folder.
 *
 * @param construct a construct below a stack
 */
export function artifactFolder(construct: IConstruct): string {
  const { stage, path } = placeOf(construct);
  return join('artifacts', stage, path);
}
