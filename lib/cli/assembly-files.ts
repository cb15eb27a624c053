import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileNotReadable } from '../errors/cli';
import { fail } from '../errors/datahall-error';
import { notAnAssembly } from '../errors/plan';
import type { Consequence } from '../model/consequence';
import type { Assembly, AssemblyStack } from '../plan/assembly';
import { at, isObject, listAt, member, membersOf, textAt, type Json } from '../plan/json';
import type { ModelContext } from '../plan/model-context';
import { devicesIn } from './device-results';
import { stackObjects } from '../plan/stack-objects';
import { readVersioned } from '../json-file';
import { FORMAT_VERSION } from '../model/format-version';

const WRITTEN_BY = 'cdktf synth';

/**
 * Reads what a report needs of a synthesized folder: the index of each stack, its stage, and what Terraform protects.
 *
 * @param folder output folder of a synthesis
 * @param results folders with results of rollouts, beside those of the assembly. @default - none
 * @throws DH5006, DH5007, DH6009, DH6014
 */
export function readAssembly(folder: string, results: readonly string[] = []): Assembly {
  const stacks = join(folder, 'stacks');
  const ids = existsSync(stacks) ? readdirSync(stacks).sort() : [];
  const stages = stagesOf(folder);
  const model = versioned(join(folder, 'datahall.json'));
  const read = ids.flatMap((id) => {
    const stage = stages.get(id);
    const devices = devicesIn(folder, model, stage?.stage ?? '', results);
    return readStack(join(stacks, id), id, { ...stage, ...(devices.length === 0 ? {} : { devices }) });
  });
  if (read.length === 0) fail(notAnAssembly(folder));
  return new Map(read.map((stack) => [stack.id, stack]));
}

type StageOf = Pick<AssemblyStack, 'stage' | 'clusterUid' | 'devices'>;

/** In somebody else's app there is no `datahall.json`. */
function stagesOf(folder: string): ReadonlyMap<string, StageOf> {
  const model = readModel(folder);
  const uids = new Map(
    listAt(model, 'stages').map((stage) => {
      const contexts = listAt(stage, 'contexts');
      const own = contexts.find((context) => textAt(context, 'role') === 'workload') ?? contexts[0];
      return [textAt(stage, 'name'), textAt(own, 'uid')];
    }),
  );
  return new Map(
    listAt(model, 'stacks').map((stack) => {
      const stage = textAt(stack, 'stage') ?? '';
      const clusterUid = uids.get(stage);
      return [
        textAt(stack, 'id') ?? '',
        { ...(stage === '' ? {} : { stage }), ...(clusterUid === undefined ? {} : { clusterUid }) },
      ];
    }),
  );
}

/**
 * Reads the model of a synthesized folder.
 *
 * @param folder output folder of a synthesis
 * @returns nothing in somebody else's app, which has no model
 * @throws DH5006, DH5007
 */
export function readModel(folder: string): Json | undefined {
  return versioned(join(folder, 'datahall.json'));
}

/**
 * What a report knows beside the plans.
 *
 * @param previous folder of what is deployed
 * @param assembly folder of what is planned
 * @throws DH5006, DH5007
 */
export function contextOf(previous: string | undefined, assembly: string | undefined): ModelContext {
  const [before, after] = [previous, assembly].map((folder) => (folder === undefined ? undefined : readModel(folder)));
  return { ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) };
}

function readStack(folder: string, id: string, stage: StageOf): readonly AssemblyStack[] {
  const index = versioned(join(folder, 'index.json'));
  if (index === undefined) return [];
  const configuration = readJson(join(folder, 'cdk.tf.json'));
  const resources = listAt(index, 'resources').map((entry) => {
    const address = textAt(entry, 'address') ?? '';
    const [type = '', name = ''] = address.split('.');
    const protects = at(configuration, 'resource', type, name, 'lifecycle', 'prevent_destroy') === true;
    const path = textAt(entry, 'path') ?? address;
    const said = consequenceOf(member(entry, 'consequence'));
    const origin = { path, stateful: member(entry, 'stateful') === true, protected: protects };
    return [address, { ...origin, ...(said === undefined ? {} : { consequence: said }) }] as const;
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
      ...(configuration === undefined ? {} : { objects: () => stackObjects(configuration) }),
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
  for (const file of ['datahall.json', ...files].filter((each) => existsSync(join(folder, each))))
    hash
      .update(`${file.replaceAll('\\', '/')}\0`)
      .update(readFileSync(join(folder, file)))
      .update('\0');
  return hash.digest('hex');
}

function consequenceOf(value: Json | undefined): Consequence | undefined {
  const said = (['delete', 'replace', 'update'] as const).flatMap((action) => {
    const words = textAt(value, action);
    return words === undefined ? [] : [[action, words] as const];
  });
  return said.length === 0 ? undefined : Object.fromEntries(said);
}

function versioned(path: string): Json | undefined {
  return readVersioned({ path, formatVersion: FORMAT_VERSION, writtenBy: WRITTEN_BY }) as Json | undefined;
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
