import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import type { Problem } from '../lib/errors/problem';
import { keptInOutput, outputForeign } from '../lib/errors/stacks';

/** What a synthesis writes on the first level of the output folder. */
const WRITTEN = new Set(['manifest.json', 'datahall.json', 'stacks', 'artifacts']);

/** Where an output folder is built, and where the one before it waits until its files of Terraform are moved. */
export interface Neighbours {
  /** The new output, before it is in its place. */
  readonly next: string;
  /** The output before it. */
  readonly old: string;
}

/**
 * The two folders beside an output folder that a synthesis makes and deletes.
 *
 * @param output output folder
 */
export function neighboursOf(output: string): Neighbours {
  return { next: `${resolve(output)}.next`, old: `${resolve(output)}.old` };
}

/**
 * Checks that nothing is in the way of an output folder: a synthesis replaces it, so it must be one of ours.
 *
 * @param output output folder
 * @returns DH4016, or nothing
 */
export function checkOutput(output: string): Problem | undefined {
  const { next, old } = neighboursOf(output);
  const foreign = [
    ...(isEmpty(output) || isAssembly(output) ? [] : [output]),
    ...[next, old].filter((path) => !isEmpty(path) && !readdirSync(path).every((name) => WRITTEN.has(name))),
  ];
  return foreign.length === 0 ? undefined : outputForeign(foreign.map(fromHere));
}

/**
 * Checks that a folder outlives a synthesis, which deletes the output folder and the two beside it.
 *
 * @param what what is kept there, for the message
 * @param folder relative to the project
 * @param output output folder
 * @returns DH4017, or nothing
 */
export function checkKept(what: string, folder: string, output: string): Problem | undefined {
  const { next, old } = neighboursOf(output);
  const lost = [resolve(output), next, old].some((path) => holds(path, folder));
  return lost ? keptInOutput(what, folder, output) : undefined;
}

/** Whether a folder is another one, or lies in it. */
function holds(outer: string, inner: string): boolean {
  const path = relative(real(outer), real(inner));
  return path !== '..' && !path.startsWith(`..${sep}`) && !isAbsolute(path);
}

/** Where a path leads, which need not be there yet: folders above it may be links. */
function real(path: string): string {
  const full = resolve(path);
  if (existsSync(full)) return realpathSync(full);
  return full === dirname(full) ? full : join(real(dirname(full)), basename(full));
}

function fromHere(path: string): string {
  const shown = relative('', path);
  return shown === '' ? '.' : shown;
}

function isEmpty(path: string): boolean {
  return !existsSync(path) || (statSync(path).isDirectory() && readdirSync(path).length === 0);
}

/** Web sites have a manifest.json as well: that of cdktf lists stacks. */
function isAssembly(path: string): boolean {
  const manifest = join(path, 'manifest.json');
  if (!existsSync(manifest)) return false;
  try {
    const { stacks } = JSON.parse(readFileSync(manifest, 'utf8')) as { readonly stacks?: unknown };
    return typeof stacks === 'object' && stacks !== null;
  } catch {
    return false;
  }
}
