import { join } from 'node:path';
import { Option, type Command } from 'commander';
import { fail } from '../errors/datahall-error';
import { anotherCluster, constructNotInStage, repairDeploys, stageNotInAssembly } from '../errors/review';
import { counted } from '../errors/print';
import { listAt, member, textAt, type Json } from '../plan/json';
import { driftDocument, driftOfObjects, type DriftedObject, type LivePair } from '../plan/live/drift';
import { objectsOfAssembly, type SynthesizedObject } from '../plan/live/objects-of-assembly';
import { REPORT_EXIT } from '../plan/verdict';
import { readLock } from '../release/lock-files';
import type { StageLock } from '../release/stage-lock';
import type { StageView } from '../release/train-view';
import { readAssembly } from './assembly-files';
import { ModelFile } from './model-file';
import { readConfigurations } from './configuration-files';
import { expanded } from './deploy/checks';
import { Kubectl } from './kubectl';
import { appliedPairs, triedPairs } from './live-pairs';

/** Options of `datahall drift` and `datahall repair`. */
export interface DriftOptions {
  /** Folder that was synthesized. @default 'cdktf.out' */
  readonly out?: string;
  /** A list for people, or JSON. @default 'list' */
  readonly format?: 'list' | 'json';
}

const HELP = '\nExit status: 0 all is as the program has it, 2 something is not, 1 the command failed.';

/**
 * Adds `datahall drift` and `datahall repair`.
 *
 * @param program the command line
 */
export function addDrift(program: Command): void {
  const options = (command: Command): Command =>
    command
      .option('--out <folder>', 'folder that was synthesized and deployed', 'cdktf.out')
      .addOption(new Option('--format <form>', 'a list, or JSON').choices(['list', 'json']).default('list'));
  options(
    program
      .command('drift')
      .description('say which Kubernetes objects of a stage are not as the program has them, by construct')
      .argument('<stage>', 'name of the stage'),
  )
    .addHelpText('after', HELP)
    .action(async (stage: string, { out = 'cdktf.out', format }: DriftOptions) => {
      const drifted = await driftOfStage(out, stage);
      process.stdout.write(format === 'json' ? jsonOf(stage, drifted) : printDrift(drifted));
      const note = driftNote(out, stage);
      if (note !== undefined) process.stderr.write(`${note}\n`);
      process.exitCode = drifted.length === 0 ? REPORT_EXIT.none : REPORT_EXIT.change;
    });
  options(
    program
      .command('repair')
      .description('put the Kubernetes objects of one construct back as the program has them')
      .argument('<stage>', 'name of the stage')
      .argument('<path>', 'path of the construct, with all that is below it'),
  )
    .addHelpText('after', '\nExit status: 0 done, 1 the command failed.')
    .action(async (stage: string, path: string, { out = 'cdktf.out', format }: DriftOptions) => {
      const repaired = await repairOfStage(out, stage, path);
      const text = repaired.length === 0 ? 'nothing to repair\n' : `repaired:\n${printDrift(repaired)}`;
      process.stdout.write(format === 'json' ? jsonOf(stage, repaired) : text);
    });
}

function jsonOf(stage: string, objects: readonly DriftedObject[]): string {
  return `${JSON.stringify(driftDocument(stage, objects), null, 2)}\n`;
}

/**
 * What is not as the program has it.
 *
 * @param folder output folder of a synthesis
 * @param stage name of the stage
 * @throws DH5006, DH5007, DH6009, DH6030, DH6036, DH6039, DH6040, DH4157, DH4160
 */
export async function driftOfStage(folder: string, stage: string): Promise<readonly DriftedObject[]> {
  return (await eachStack(folder, stage, () => true, triedPairs)).flatMap((pairs) => driftOfObjects(pairs));
}

/**
 * What people should know of a drift: that some of it may be a change that is not deployed yet.
 *
 * @param folder output folder of a synthesis
 * @param stage name of the stage
 * @throws DH4101, DH5006, DH5007, DH6030
 */
export function driftNote(folder: string, stage: string): string | undefined {
  const { settings, lock } = stageIn(folder, stage);
  if (!isUndeployed(settings, lock)) return undefined;
  return `what is synthesized is not what was deployed in '${stage}' last: some of this may be a change that is still to come`;
}

/**
 * Puts the objects of a construct back.
 *
 * @param folder output folder of a synthesis
 * @param stage name of the stage
 * @param path path of the construct
 * @returns what was not as the program has it
 * @throws DH5006, DH5007, DH6009, DH6030, DH6034 to DH6041, DH4157, DH4160
 */
export async function repairOfStage(folder: string, stage: string, path: string): Promise<readonly DriftedObject[]> {
  const { settings, lock } = stageIn(folder, stage);
  if (isUndeployed(settings, lock)) fail(repairDeploys(stage, lock?.deployed?.digest ?? '', settings.digest));
  const isMeant = (each: SynthesizedObject): boolean => `${each.path}/`.startsWith(`${path}/`);
  const pairs = (await eachStack(folder, stage, isMeant, appliedPairs)).flat();
  if (pairs.length === 0) fail(constructNotInStage(path, stage));
  return driftOfObjects(pairs);
}

async function eachStack(
  folder: string,
  stage: string,
  isMeant: (object: SynthesizedObject) => boolean,
  pairsOf: typeof triedPairs,
): Promise<readonly (readonly LivePair[])[]> {
  const assembly = readAssembly(folder);
  const configurations = readConfigurations(folder, assembly);
  const known = stageIn(folder, stage);
  const done: (readonly LivePair[])[] = [];
  for (const stack of assembly.values()) {
    if (stack.stage !== stage) continue;
    const document = configurations.get(stack.id) ?? null;
    const objects = objectsOfAssembly(stack, document).filter(isMeant);
    for (const alias of new Set(objects.map((each) => each.alias))) {
      const kubectl = await connect(join(folder, 'stacks', stack.id), providerOf(document, alias), known);
      const own = objects.filter((each) => each.alias === alias);
      done.push(await pairsOf(kubectl, own));
    }
  }
  return done;
}

/** A stage as it was synthesized, and its lock. */
interface KnownStage {
  readonly settings: StageView;
  readonly lock: StageLock | undefined;
}

function stageIn(folder: string, stage: string): KnownStage {
  const model = ModelFile.find(folder);
  const stages = model?.stages ?? [];
  const known = stages.map(({ name }) => name);
  const settings = stages.find(({ name }) => name === stage) ?? fail(stageNotInAssembly(stage, known));
  const locks = model?.trains.find(({ name }) => name === settings.train)?.locks;
  return { settings, lock: locks === undefined ? undefined : readLock(locks, stage) };
}

/** Who deploys by other means has no record of it. */
function isUndeployed({ digest }: StageView, lock: StageLock | undefined): boolean {
  const deployed = lock?.deployed ?? null;
  return deployed !== null && deployed.digest !== digest;
}

/** The provider that has an alias: there is one for the cluster that builds others. */
function providerOf(document: Json, alias: string | undefined): Json | undefined {
  const isMeant = (provider: Json): boolean => textAt(provider, 'alias') === alias;
  const helm = listAt(document, 'provider', 'helm').find(isMeant);
  return listAt(document, 'provider', 'kubernetes').find(isMeant) ?? member(helm, 'kubernetes');
}

/** The cluster that Terraform would change; where the program or the lock has its UID, no other one. */
async function connect(base: string, provider: Json | undefined, { settings, lock }: KnownStage): Promise<Kubectl> {
  const name = textAt(provider, 'config_context') ?? '';
  const path = expanded(textAt(provider, 'config_path') ?? '', base);
  const kubectl = new Kubectl({ context: name, path });
  const named = settings.contexts.filter((each) => each.name === name);
  // Two files may have a context of one name.
  const context = named.find((each) => expanded(each.path) === path) ?? named[0];
  const uid = context?.uid ?? (context?.role === 'workload' ? lock?.cluster.uid : undefined) ?? undefined;
  const actual = uid === undefined ? undefined : await kubectl.uid();
  if (uid !== undefined && uid !== actual) fail(anotherCluster(name, actual ?? '', uid));
  return kubectl;
}

/**
 * Prints drift for people.
 *
 * @param drifted what is not as the program has it
 */
export function printDrift(drifted: readonly DriftedObject[]): string {
  if (drifted.length === 0) return 'no drift\n';
  const paths = [...new Set(drifted.map(({ path }) => path))].sort();
  const blocks = paths.map((path) => {
    const objects = drifted.filter((each) => each.path === path);
    const lines = objects.flatMap(({ kind, namespace, name, is, fields, refused }) => [
      `  ${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}: ${is}`,
      ...(refused === undefined ? [] : [`    cannot be put back in place: ${refused}`]),
      ...fields.map(
        (field) => `    ${field.path}: ${field.before ?? '-'} in the cluster, ${field.after ?? '-'} in the program`,
      ),
    ]);
    return [path, ...lines].map((line) => line.replace(/\p{C}/gu, '?')).join('\n');
  });
  const constructs = counted(paths.length, 'construct');
  return `${blocks.join('\n')}\n\n${counted(drifted.length, 'object')} of ${constructs}\n`;
}
