import { isAbsolute, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { IConstruct } from 'constructs';
import { packageFolder } from '../../lib/package-root';
import type { TerraformApp } from './cdktf';
import { isComplete } from './completeness';

const NOTED = Symbol.for('datahall/SourceLines');
const LINE = Symbol.for('datahall/SourceLine');

/** Frames of a stack that are looked through: few lie between a construct of ours and the program. */
const FRAMES = 60;

/** Folders of this library: a call from there is none of the program. */
const OWN = ['lib', 'constructs', 'stacks', 'testing', 'dist'] as const;

/**
 * Lets the constructs of an app note where the program makes them.
 *
 * @param app the app
 */
export function noteSourceLines(app: TerraformApp): void {
  Object.defineProperty(app, NOTED, { value: true });
}

/**
 * Notes where the program makes a construct, if its app wants to know. What is made while it synthesizes is not made by
 * a line of the program.
 *
 * @param construct a new construct
 */
export function noteSourceLine(construct: IConstruct): void {
  if (!(NOTED in construct.node.root) || isComplete(construct)) return;
  const line = callingLine(process.cwd());
  if (line !== undefined) Object.defineProperty(construct, LINE, { value: line });
}

/**
 * Where the program makes a construct, or the innermost one around it of which that is known.
 *
 * @param construct any construct
 * @returns file and line, such as `src/main.ts:42`, relative to the folder in which the program ran
 */
export function sourceLineOf(construct: IConstruct): string | undefined {
  for (let at: IConstruct | undefined = construct; at !== undefined; at = at.node.scope) {
    const { [LINE]: line } = at as IConstruct & { readonly [LINE]?: string };
    if (line !== undefined) return line;
  }
  return undefined;
}

/**
 * The line of the program that leads here: the innermost one that is in a folder, and not of a package.
 *
 * @param folder folder of the program
 */
export function callingLine(folder: string): string | undefined {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = FRAMES;
  const { stack = '' } = new Error();
  Error.stackTraceLimit = stackTraceLimit;
  for (const frame of stack.split('\n').slice(1)) {
    const [, place = '', line = ''] = FRAME.exec(frame) ?? [];
    const file = place.startsWith('file:') ? fileURLToPath(place) : place;
    if (!isAbsolute(file) || isOwn(file)) continue;
    const path = relative(folder, file).split(sep);
    if (!isAbsolute(path.join(sep)) && path[0] !== '..' && !path.includes('node_modules'))
      return `${path.join('/')}:${line}`;
  }
  return undefined;
}

/** A frame as V8 writes it: `at name (file:line:column)`, or without a name. */
const FRAME = /^\s*at (?:[^(]*\()?(.*?):(\d+):\d+\)?$/;

function isOwn(file: string): boolean {
  return OWN.some((name) => file.startsWith(`${packageFolder()}${sep}${name}${sep}`));
}
