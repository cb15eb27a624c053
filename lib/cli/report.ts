import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { fail } from '../errors/datahall-error';
import { reviewDiffers, reviewedNotReadable } from '../errors/review';
import { planNotReadable, stacksUneven, stackUnknown } from '../errors/plan';
import { historyOf, matchStack, type Assembly } from '../plan/assembly';
import { isList, member, type Json } from '../plan/json';
import { differencesTo } from '../plan/same-meaning';
import { REPORT_EXIT } from '../plan/verdict';
import { buildReport } from '../plan/build-report';
import type { PlannedStack } from '../plan/changes';
import { readPlan, type Plan } from '../plan/read-plan';
import { REPORT_FORMAT_VERSION, type Report } from '../plan/report';
import { contextOf, readAssembly } from './assembly-files';
import { addReportOptions, statedIn, emitReport, REPORT_EXIT_HELP, type ReportOutput } from './report-output';

/** Options of `datahall report`. */
export interface ReportOptions extends ReportOutput {
  /** Files of plans. */
  readonly plan: readonly string[];
  /** Folder that was synthesized. @default - constructs are not shown */
  readonly assembly?: string;
  /** Folder of the synthesis that was deployed before. @default - what is removed is known by its address only */
  readonly previous?: string;
  /** JSON of the report that was reviewed: the plans must mean the same. @default - nothing is compared */
  readonly sameAs?: string;
  /** Stacks of the plans, in their order. @default - found by name and addresses */
  readonly stack?: readonly string[];
}

const HELP = `${REPORT_EXIT_HELP}

A plan file holds secrets in clear text. The report holds none.`;

/**
 * Adds `datahall report`.
 *
 * @param program the command line
 */
export function addReport(program: Command): void {
  const command = program
    .command('report')
    .description('say what Terraform plans change in the datacenter, how dangerous it is, and what must be approved')
    .requiredOption('--plan <file...>', "plans, as 'terraform show -json' writes them")
    .option('--assembly <folder>', 'folder that was synthesized: shows the constructs')
    .option('--previous <folder>', 'folder of the synthesis that was deployed before: shows those that are removed')
    .option('--stack <id...>', 'stacks of the plans, in their order, where the plans do not tell')
    .option(
      '--same-as <file>',
      'JSON of the report that was reviewed: fails unless the plans mean the same, else status 0',
    )
    .addHelpText('after', HELP);
  addReportOptions(command).action((options: ReportOptions) => {
    const report = reportOf(options);
    if (options.sameAs === undefined) {
      emitReport(report, options);
      return;
    }
    const differences = differencesTo(report, readReviewed(options.sameAs));
    if (differences.length > 0) fail(reviewDiffers(differences));
    console.log('the plans mean what was reviewed');
    process.exitCode = REPORT_EXIT.none;
  });
}

/**
 * Makes the report of plan files.
 *
 * @param options files and folders
 * @throws DH5006, DH5007, DH6001 to DH6009
 */
export function reportOf(options: ReportOptions): Report {
  const { plan: files, stack: stacks = [] } = options;
  if (stacks.length > 0 && stacks.length !== files.length) fail(stacksUneven(files.length, stacks.length));
  const folders = [options.assembly, options.previous];
  const [now, before] = folders.map((folder) => (folder === undefined ? NO_STACKS : readAssembly(folder)));
  const planned = files.map((file, index) => {
    const plan = readPlan(file, read(file));
    return joined(plan, stacks[index], now ?? NO_STACKS, before ?? NO_STACKS);
  });
  return buildReport(planned, { ...contextOf(options.previous, options.assembly), ...statedIn(options) });
}

/** What was reviewed must be a report of this form: another file would never be the same, or always. */
function readReviewed(path: string): Json {
  const text = ((): string => {
    try {
      return readFileSync(path, 'utf8');
    } catch (error) {
      return fail(reviewedNotReadable(path, (error as NodeJS.ErrnoException).code ?? 'not readable'));
    }
  })();
  const reviewed = ((): Json => {
    try {
      return JSON.parse(text) as Json;
    } catch {
      return fail(reviewedNotReadable(path, 'no JSON'));
    }
  })();
  const isReport = member(reviewed, 'formatVersion') === REPORT_FORMAT_VERSION && isList(member(reviewed, 'changes'));
  return isReport ? reviewed : fail(reviewedNotReadable(path, 'JSON of another form'));
}

const NO_STACKS: Assembly = new Map();

function joined(plan: Plan, named: string | undefined, now: Assembly, before: Assembly): PlannedStack {
  const known = [...new Set([...now.keys(), ...before.keys()])];
  if (named !== undefined && !known.includes(named)) fail(stackUnknown(named, known));
  const addresses = plan.changes.flatMap(({ address, previousAddress }) => [address, previousAddress ?? address]);
  const id = named ?? matchStack(plan.source, addresses, [now, before]);
  return id === undefined ? { plan } : { plan, stack: historyOf(id, now, before) };
}

function read(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (error) {
    return fail(planNotReadable(path, (error as NodeJS.ErrnoException).code ?? 'not readable', 0));
  }
}
