import { join } from 'node:path';
import { fail } from '../errors/datahall-error';
import { fileNotReadable } from '../errors/cli';
import { planTooDeep } from '../errors/plan';
import type { Assembly } from '../plan/assembly';
import { isDeeper, type Json } from '../plan/json';
import { DEPTH_LIMIT } from '../plan/read-plan';
import { readJson } from './assembly-files';

/**
 * Reads what Terraform is told of each stack.
 *
 * @param folder output folder of a synthesis
 * @param assembly its stacks
 * @returns `cdk.tf.json` by the id of the stack
 * @throws DH5006, DH6004
 */
export function readConfigurations(folder: string, assembly: Assembly): ReadonlyMap<string, Json> {
  return new Map([...assembly.keys()].map((id) => [id, readConfiguration(join(folder, 'stacks', id, 'cdk.tf.json'))]));
}

function readConfiguration(path: string): Json {
  const document = readJson(path);
  if (document === undefined) return fail(fileNotReadable(path, 'no such file, or no JSON object', 'cdktf synth'));
  return isDeeper(document, DEPTH_LIMIT) ? fail(planTooDeep(path, DEPTH_LIMIT)) : document;
}
