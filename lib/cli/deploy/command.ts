import { Option, type Command } from 'commander';
import { fail } from '../../errors/datahall-error';
import { optionInvalid } from '../../errors/deploy';
import { personOf } from '../person';
import { deploy, type DeployOptions } from './deploy';
import { printDeployment } from './output';

const HELP = `
Exit status: 0 done, or planned with --plan-only; 1 a check, a stack or Ctrl-C stopped it; 2 the command failed;
3 somebody must approve first: pass --approve with the digest that was printed.`;

/** Options as the command line gives them. */
interface CommandOptions extends Omit<DeployOptions, 'stages' | 'by' | 'parallel'> {
  readonly parallel: string;
  readonly format: 'table' | 'json';
  readonly report?: string;
}

/**
 * Adds `datahall deploy`.
 *
 * @param program the command line
 */
export function addDeploy(program: Command): void {
  program
    .command('deploy')
    .description('plan the stacks of stages, show what changes, and apply it in order by Terraform or OpenTofu')
    .argument('[stage...]', 'names of stages, or of waves')
    .option('--site <name>', 'the network of a site, which all its stages share')
    .option('--out <folder>', 'folder that was synthesized', 'cdktf.out')
    .option('--plan-only', 'apply nothing')
    .option('--approve <digest>', 'apply if this is what is planned: the digest of a report that was reviewed')
    .option('--auto-approve', 'apply whatever is planned')
    .option('--override <reason>', 'deploy outside of a window or in a freeze; the lock records why')
    .option('--terraform <program>', 'name or path of terraform or tofu', 'terraform')
    .option('--kubectl <program>', 'name or path of kubectl', 'kubectl')
    .option('--parallel <number>', 'stacks that run at once where their order allows it', '1')
    .option('--report <file>', 'file for the report instead of standard output')
    .addOption(new Option('--format <form>', 'form of the output').choices(['table', 'json']).default('table'))
    .addHelpText('after', HELP)
    .action(async (stages: readonly string[], { format, report, parallel, ...rest }: CommandOptions) => {
      const options = { ...rest, stages, by: personOf(process.env), parallel: numberOf(parallel) };
      if (options.override?.trim() === '') fail(optionInvalid('--override', options.override));
      const output = { format, ...(report === undefined ? {} : { report }) };
      const said = await deploy(options, {
        say: (line) => process.stderr.write(`${line}\n`),
        show: (planned) => printDeployment.planned(planned, output),
      });
      process.exitCode = printDeployment.ended(said, output);
    });
}

function numberOf(text: string): number {
  return /^[1-9]\d*$/.test(text) ? Number(text) : fail(optionInvalid('--parallel', text));
}
