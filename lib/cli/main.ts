import { Command, CommanderError } from 'commander';
import { systemRefuses } from '../errors/cli';
import { DatahallError } from '../errors/datahall-error';
import { libraryVersion } from '../package-root';
import { REPORT_EXIT } from '../plan/verdict';
import { addAdopt } from './adopt';
import { addCharts } from './charts-pull';
import { addCheck } from './check';
import { addDeploy } from './deploy/command';
import { addDoctor } from './doctor/command';
import { EXIT } from './exit-code';
import { failureDocument } from './failure';
import { addCompare } from './compare';
import { addDiff } from './diff';
import { addDrift } from './drift';
import { addReport } from './report';
import { addLock } from './train/lock';
import { addPromote } from './train/promote';
import { addRollback } from './train/rollback';
import { addStatus } from './train/status';
import { addVerify } from './verify/verify';

const EXIT_HELP =
  '\nExit status: 0 done, 1 something stops it, 2 the command failed, 3 somebody must approve first. Those of report, diff, compare, drift and repair differ: see their help.';

/** Commands whose exit status says what a report comes to; the launcher has the same list. */
export const REPORTS: readonly string[] = ['report', 'diff', 'compare', 'drift', 'repair'];

/**
 * The command line. Its exit status is one of {@link EXIT}, that of a report one of {@link REPORT_EXIT}.
 *
 * @param argv as `process.argv`: program and script come first
 */
export async function main(argv: readonly string[]): Promise<void> {
  for (const stream of [process.stdout, process.stderr])
    if (!stream.listeners('error').includes(endOfReader)) stream.on('error', endOfReader);
  const program = new Command('datahall')
    .description(
      'Findings, plans, releases and deployments of a datahall program. The program itself is synthesized by cdktf or node.',
    )
    .version(libraryVersion())
    .addHelpText('after', EXIT_HELP)
    .showHelpAfterError()
    .exitOverride();
  addCharts(program);
  addCheck(program);
  addDeploy(program);
  addDoctor(program);
  addAdopt(program);
  addReport(program);
  addLock(program);
  addStatus(program);
  addPromote(program);
  addRollback(program);
  addVerify(program);
  addDiff(program);
  addCompare(program);
  addDrift(program);
  // A report says by 2 that something changes: no failure of it may look like that.
  const command = argv.slice(2).find((word) => !word.startsWith('-')) ?? '';
  const failed = REPORTS.includes(command) ? REPORT_EXIT.failed : EXIT.failed;
  try {
    await program.parseAsync(argv);
  } catch (error) {
    if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? EXIT.done : failed;
    else {
      const known = knownError(error);
      const document = failureDocument(argv.slice(2), known.problem);
      if (document === undefined) console.error(known.message);
      else console.log(JSON.stringify(document, null, 2));
      process.exitCode = failed;
    }
  }
}

/** What the operating system refuses is no mistake of ours; anything else that nobody expected is. */
function knownError(error: unknown): DatahallError {
  if (DatahallError.is(error)) return error;
  const { syscall, code, path = '', message } = (error ?? {}) as Partial<NodeJS.ErrnoException>;
  if (syscall === undefined || code === undefined) throw error;
  return new DatahallError(systemRefuses(syscall, path, (message ?? code).replace(/, \w+( '.*)?$/, '')));
}

/** Whoever reads the output may have enough of it, such as `head`; a disk may be full. */
function endOfReader(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE') process.exit();
  console.error(knownError(error).message);
  process.exit(1);
}
