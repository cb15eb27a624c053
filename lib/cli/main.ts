import { readFileSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import { DatahallError } from '../errors/datahall-error';
import { assetPath } from '../package-root';
import { addCharts } from './charts-pull';
import { addCheck } from './check';
import { EXIT } from './exit-code';

/**
 * The command line. Its exit status is one of {@link EXIT}.
 *
 * @param argv as `process.argv`: program and script come first
 */
export async function main(argv: readonly string[]): Promise<void> {
  const program = new Command('datahall')
    .description('Charts and findings of a datahall program. The program itself is synthesized by cdktf or node.')
    .version(version())
    .addHelpText('after', '\nExit status: 0 done, 1 findings stop the deployment, 2 the command failed.')
    .showHelpAfterError()
    .exitOverride();
  addCharts(program);
  addCheck(program);
  try {
    await program.parseAsync(argv);
  } catch (error) {
    if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? EXIT.done : EXIT.failed;
    else if (DatahallError.is(error)) {
      console.error(error.message);
      process.exitCode = EXIT.failed;
    } else throw error;
  }
}

function version(): string {
  const text = readFileSync(assetPath('..', 'package.json'), 'utf8');
  return (JSON.parse(text) as { readonly version: string }).version;
}
