import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileNotReadable } from '../errors/cli';
import { fail } from '../errors/datahall-error';
import { assemblyNotWhole, notAnAssembly } from '../errors/plan';
import type { Problem } from '../errors/problem';
import type { Consequence } from '../model/consequence';
import type { Assembly, AssemblyStack } from '../plan/assembly';
import { at, isList, isObject, membersOf, textAt, type Json } from '../plan/json';
import type { ModelContext } from '../plan/model-context';
import { devicesIn } from './device-results';
import { stackObjects } from '../plan/stack-objects';
import { readVersioned } from '../json-file';
import { MODEL_FILE, ModelFile, WRITTEN_BY } from './model-file';
import { FORMAT_VERSION } from '../model/format-version';

/**
 * Reads what a report needs of a synthesized folder: the index of each stack, its stage, and what Terraform protects.
 *
 * @param folder output folder of a synthesis
 * @param results folders with results of rollouts, beside those of the assembly. @default - none
 * @param isNone what is wrong with a folder without stacks. @default notAnAssembly
 * @throws DH5006, DH5007, DH6009, DH6014, DH6039
 */
export function readAssembly(
  folder: string,
  results: readonly string[] = [],
  isNone: (folder: string) => Problem = notAnAssembly,
): Assembly {
  const stacks = join(folder, 'stacks');
  const model = ModelFile.find(folder);
  const ids = inOrder(existsSync(stacks) ? readdirSync(stacks).sort() : [], model);
  const stages = stagesOf(model);
  const read = ids.flatMap((id) => {
    const stage = stages.get(id);
    const devices = devicesIn(folder, model, stage?.stage ?? '', results);
    return readStack(join(stacks, id), id, { ...stage, ...(devices.length === 0 ? {} : { devices }) });
  });
  if (read.length === 0) fail(isNone(folder));
  const assembly = new Map(read.map((stack) => [stack.id, stack]));
  // A synthesis writes indexes and the model together.
  const { stacks: listed } = model ?? ModelFile.read(folder);
  const missing = listed.filter(({ id }) => !assembly.has(id)).map(({ id }) => id);
  return missing.length === 0 ? assembly : fail(assemblyNotWhole(folder, missing));
}

/** In the order of deployment; what the model does not know comes last. */
function inOrder(ids: readonly string[], model: ModelFile | undefined): readonly string[] {
  const places = new Map((model?.stacks ?? []).map(({ id }, place) => [id, place]));
  const placeOf = (id: string): number => places.get(id) ?? places.size;
  return [...ids].sort((a, b) => placeOf(a) - placeOf(b));
}

/** A resource of a stack as its index has it. */
export interface IndexEntry {
  /** Terraform address. */
  readonly address: string;
  /** Path of its construct. */
  readonly path: string;
  /** Whether it holds data. */
  readonly stateful: boolean;
  /** What follows when it goes or changes. @default - nothing is said */
  readonly consequence?: Consequence;
  /** File and line of the program that make it. @default - not said */
  readonly declaredAt?: string;
}

type StageOf = Pick<AssemblyStack, 'stage' | 'clusterUid' | 'devices'>;

function stagesOf(model: ModelFile | undefined): ReadonlyMap<string, StageOf> {
  const uids = new Map(
    (model?.stages ?? []).map(({ name, contexts }) => {
      const own = contexts.find(({ role }) => role === 'workload') ?? contexts[0];
      return [name, own?.uid ?? undefined];
    }),
  );
  return new Map(
    (model?.stacks ?? []).map(({ id, stage }) => {
      const clusterUid = uids.get(stage);
      return [id, { ...(stage === '' ? {} : { stage }), ...(clusterUid === undefined ? {} : { clusterUid }) }];
    }),
  );
}

/**
 * What a report knows beside the plans.
 *
 * @param previous folder of what is deployed
 * @param assembly folder of what is planned
 * @throws DH5006, DH5007
 */
export function contextOf(previous: string | undefined, assembly: string | undefined): ModelContext {
  const [before, after] = [previous, assembly].map((folder) =>
    folder === undefined ? undefined : ModelFile.find(folder)?.json,
  );
  return { ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) };
}

function readStack(folder: string, id: string, stage: StageOf): readonly AssemblyStack[] {
  const index = readIndex(folder);
  if (index === undefined) return [];
  const configuration = readJson(join(folder, 'cdk.tf.json'));
  const resources = index.map(({ address, path, stateful, consequence, declaredAt }) => {
    const [type = '', name = ''] = address.split('.');
    const protects = at(configuration, 'resource', type, name, 'lifecycle', 'prevent_destroy') === true;
    const origin = { path, stateful, protected: protects };
    const said = consequence === undefined ? {} : { consequence };
    return [address, { ...origin, ...said, ...(declaredAt === undefined ? {} : { declaredAt }) }] as const;
  });
  const providers = membersOf(at(configuration, 'terraform', 'required_providers')).flatMap(([name, provider]) => {
    const version = textAt(provider, 'version');
    return version === undefined ? [] : [[name, version] as const];
  });
  return [
    {
      id,
      ...stage,
      resources: new Map(resources),
      providers: new Map(providers),
      ...(configuration === undefined ? {} : { configuration, objects: () => stackObjects(configuration) }),
    },
  ];
}

/**
 * A digest of what was planned: configurations, indexes and the model of an assembly (sha256, hexadecimal).
 *
 * @param folder output folder of a synthesis
 */
export function assemblyDigest(folder: string): string {
  const stacks = join(folder, 'stacks');
  const ids = existsSync(stacks) ? readdirSync(stacks).sort() : [];
  const files = ids.flatMap((id) => ['cdk.tf.json', 'index.json'].map((file) => join('stacks', id, file)));
  const hash = createHash('sha256');
  for (const file of [MODEL_FILE, ...files].filter((each) => existsSync(join(folder, each))))
    hash
      .update(`${file.replaceAll('\\', '/')}\0`)
      .update(readFileSync(join(folder, file)))
      .update('\0');
  return hash.digest('hex');
}

/**
 * The resources of a stack, by its `index.json`.
 *
 * @param folder folder of the stack
 * @returns nothing when there is no index
 * @throws DH5006, DH5007
 */
export function readIndex(folder: string): readonly IndexEntry[] | undefined {
  const path = join(folder, 'index.json');
  const index = readVersioned({ path, formatVersion: FORMAT_VERSION, writtenBy: WRITTEN_BY });
  if (index === undefined) return undefined;
  const { resources } = index as { readonly resources?: Json };
  const isWhole = (each: Json): boolean => textAt(each, 'address') !== undefined && textAt(each, 'path') !== undefined;
  if (!isList(resources)) return fail(fileNotReadable(path, 'it has no list of resources', WRITTEN_BY));
  const at = resources.findIndex((each) => !isWhole(each));
  if (at >= 0) fail(fileNotReadable(path, `'resources[${at}]' lacks address or path`, WRITTEN_BY));
  return resources as unknown as readonly IndexEntry[];
}

/**
 * Reads a JSON object.
 *
 * @param path path of the file
 * @returns nothing when it is not there, or no object
 * @throws DH5006
 */
export function readJson(path: string): Json | undefined {
  if (!existsSync(path)) return undefined;
  try {
    const content = JSON.parse(readFileSync(path, 'utf8')) as Json;
    return isObject(content) ? content : undefined;
  } catch {
    return fail(fileNotReadable(path, 'no JSON', WRITTEN_BY));
  }
}
