import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Option, type Command } from 'commander';
import { terraformEnvironment } from '../../deploy/environment';
import { Processes } from '../deploy/processes';
import { SynthesizedProgram } from '../deploy/program';
import { Terraform } from '../deploy/terraform';
import { EXIT } from '../exit-code';
import { table } from '../table';
import { examine, type Examination } from './examine';

/** Version of the form of the JSON; a change that breaks readers raises it. */
const FORMAT_VERSION = 1;

/** Options of `datahall doctor`. */
interface DoctorOptions {
  readonly out: string;
  readonly terraform: string;
  readonly kubectl: string;
  readonly format: 'table' | 'json';
}

/**
 * Adds `datahall doctor`.
 *
 * @param program the command line
 */
export function addDoctor(program: Command): void {
  program
    .command('doctor')
    .description('say what keeps a stage from being deployed, with the command that repairs it; changes nothing')
    .argument('<stage>', 'name of the stage')
    .option('--out <folder>', 'folder that was synthesized', 'cdktf.out')
    .option('--terraform <program>', 'name or path of terraform or tofu', 'terraform')
    .option('--kubectl <program>', 'name or path of kubectl', 'kubectl')
    .addOption(new Option('--format <form>', 'form of the output').choices(['table', 'json']).default('table'))
    .addHelpText(
      'after',
      '\nExit status: 0 healthy, 1 something to repair or not to be examined, 2 the command failed.',
    )
    .action(async (stage: string, options: DoctorOptions) => {
      const found = await withTerraform(options.terraform, (terraform) => {
        const synthesized = SynthesizedProgram.read(options.out);
        const { kubectl, terraform: called } = options;
        return examine(synthesized, synthesized.stage(stage), { terraform, program: called, kubectl });
      });
      print(found, options.format);
      // What could not be examined is not known to be healthy.
      if (found.ailments.length + found.unseen.length > 0) process.exitCode = EXIT.blocked;
    });
}

/**
 * Gives work a Terraform that minds Ctrl-C.
 *
 * @param program name or path of terraform or tofu
 * @param work the work
 */
export async function withTerraform<T>(program: string, work: (terraform: Terraform) => Promise<T>): Promise<T> {
  const processes = new Processes((line) => process.stderr.write(`${line}\n`));
  const plans = mkdtempSync(join(tmpdir(), 'datahall-plans-'));
  const env = terraformEnvironment(process.env);
  try {
    return await processes.guard(() => work(new Terraform(processes, { program, env, plans })));
  } finally {
    rmSync(plans, { recursive: true, force: true });
  }
}

function print({ ailments, unseen }: Examination, format: DoctorOptions['format']): void {
  if (format === 'json') {
    console.log(JSON.stringify({ formatVersion: FORMAT_VERSION, ailments, unseen }, null, 2));
    return;
  }
  const rows = ailments.map(({ kind, subject, what }) => [kind, subject, what]);
  const none = unseen.length === 0 ? 'nothing to repair' : 'nothing to repair in what could be examined';
  console.log(ailments.length === 0 ? none : table([['KIND', 'SUBJECT', 'WHAT IS WRONG'], ...rows]));
  if (ailments.length > 0) console.log(`\nrepair:\n${ailments.map(({ repair }) => `  ${repair}`).join('\n')}`);
  for (const each of unseen) console.log(`not examined: ${each}`);
}
