import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { adoptableIn, type Adoptable, type AdoptingStack } from '../deploy/adoptable';
import { newestOf, REVISION_QUERY, revisionsIn } from '../deploy/doctor/helm-releases';
import type { DeployStack } from '../deploy/stack-order';
import { fail } from '../errors/datahall-error';
import { contextMissing, stateNotRead } from '../errors/deploy';
import { textAt, type Json } from '../plan/json';
import { adoptionPath, writeAdoption } from '../release/adoption';
import { readLock } from '../release/lock-files';
import { movedContext, placeOf } from './deploy/checks';
import { SynthesizedProgram } from './deploy/program';
import type { Terraform } from './deploy/terraform';
import { withTerraform } from './doctor/command';
import { Kubectl } from './kubectl';
import { table } from './table';

/** Options of `datahall adopt`. */
interface AdoptOptions {
  readonly out: string;
  readonly terraform: string;
  readonly kubectl: string;
}

const WORDS: Readonly<Record<Adoptable['state'], string>> = {
  import: 'is imported',
  known: 'is in the state',
  create: 'is not there: it is created',
  broken: 'is there, and broken: see datahall doctor',
};

/**
 * Adds `datahall adopt`.
 *
 * @param program the command line
 */
export function addAdopt(program: Command): void {
  program
    .command('adopt')
    .description('list namespaces and Helm releases of a stage that are in its cluster already, for import')
    .argument('<stage>', 'name of the stage')
    .option('--out <folder>', 'folder that was synthesized', 'cdktf.out')
    .option('--terraform <program>', 'name or path of terraform or tofu', 'terraform')
    .option('--kubectl <program>', 'name or path of kubectl', 'kubectl')
    .action(async (stage: string, options: AdoptOptions) => {
      await withTerraform(options.terraform, async (terraform) => {
        for (const line of await adopt(stage, options, terraform)) console.log(line);
      });
    });
}

/**
 * Writes what a stage takes over of its cluster; what its states have by now is no longer in it.
 *
 * @param name name of the stage
 * @param options where the program is
 * @param terraform reads the states
 * @returns what people should know
 * @throws DH4150, DH4155, DH4156, DH4157, DH4160, DH4164, DH5006, DH5007
 */
export async function adopt(name: string, options: AdoptOptions, terraform: Terraform): Promise<readonly string[]> {
  const program = SynthesizedProgram.read(options.out);
  const stage = program.stage(name);
  const place = placeOf(stage) ?? fail(contextMissing('', name, 'a stage without a cluster'));
  const expected = readLock(program.locksOf(stage), name)?.cluster.uid ?? stage.contexts.find(isWorkload)?.uid;
  const moved = await movedContext(place, expected, options.kubectl);
  if (moved !== undefined) fail(moved);
  const kubectl = new Kubectl(place, options.kubectl);
  const namespaces = (await kubectl.list('namespaces')).map((each) => textAt(each, 'metadata', 'name') ?? '');
  const releases = newestOf(revisionsIn(await kubectl.text('get', ...REVISION_QUERY)));
  const found: Adoptable[] = [];
  for (const stack of program.deployed([name]))
    found.push(...adoptableIn(await adopting(stack, terraform), { namespaces: new Set(namespaces), releases }));
  const imports = found.filter(({ state }) => state === 'import').map(({ stack, to, id }) => ({ stack, to, id }));
  const folder = program.locksOf(stage);
  writeAdoption(folder, name, imports);
  const rows = found.map(({ stack, to, id, state }) => [stack, to, id, WORDS[state]]);
  const path = adoptionPath(folder, name);
  return [
    table([['STACK', 'ADDRESS', 'ID', 'STATE'], ...rows]),
    imports.length === 0
      ? `nothing to import: there is no '${path}' any more`
      : `'${path}' imports ${imports.length}: synthesize, review the plan, deploy, and run datahall adopt again`,
  ];
}

function isWorkload({ role }: { readonly role: string }): boolean {
  return role === 'workload';
}

async function adopting(stack: DeployStack, terraform: Terraform): Promise<AdoptingStack> {
  const failure = await terraform.init(stack);
  if (failure !== undefined) return fail(stateNotRead(stack.id, failure.message));
  const addresses = await terraform.addresses(stack);
  if ('step' in addresses) return fail(stateNotRead(stack.id, addresses.message));
  const configuration = JSON.parse(readFileSync(join(stack.folder, 'cdk.tf.json'), 'utf8')) as Json;
  return { id: stack.id, configuration, state: new Set(addresses) };
}
