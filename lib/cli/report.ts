import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { fail } from '../errors/datahall-error';
import { commentName, planNotReadable, planTwice, stackFitsNot, stacksUneven, stackUnknown } from '../errors/plan';
import { reviewDiffers, reviewedNotReadable } from '../errors/review';
import { historyOf, knownIn, matchStack, type Assembly, type StackHistory } from '../plan/assembly';
import { isList, member, type Json } from '../plan/json';
import { differencesTo } from '../plan/same-meaning';
import { REPORT_EXIT } from '../plan/verdict';
import { buildReport, buildReview, type ReportContext, type Review } from '../plan/build-report';
import type { PlannedStack } from '../plan/changes';
import { clusterMoves } from '../plan/offline/cluster-place';
import { stateMoves } from '../plan/offline/state-place';
import { readPlan, type Plan } from '../plan/read-plan';
import { REPORT_FORMAT_VERSION, type Report } from '../plan/report';
import { addChartOptions, renderReleases, type ChartOptions } from './charts/render-releases';
import { assemblyDigest, contextOf, readAssembly } from './assembly-files';
import { readPrevious } from './previous';
import {
  addReportOptions,
  checkOutputs,
  statedIn,
  emitReport,
  REPORT_EXIT_HELP,
  type ReportOutput,
} from './report-output';

/** What `datahall report` reads. */
export interface ReportInput {
  /** Files of plans. */
  readonly plan: readonly string[];
  /** Folder that was synthesized. @default - constructs are not shown */
  readonly assembly?: string;
  /**
   * Folder of the synthesis that was deployed before, a lock, or a folder of locks.
   * @default - what is removed is known by its address only
   */
  readonly previous?: string;
  /** Stacks of the plans, in their order. @default - found by name and addresses */
  readonly stack?: readonly string[];
  /** Name by which the comment is found again. @default - the stages of the plans */
  readonly name?: string;
  /** Commit of the program. @default - as the CI says */
  readonly commit?: string;
  /** Folders with results of rollouts. @default - those of the assembly */
  readonly results?: readonly string[];
  /** JSON of the report that was reviewed: the plans must mean the same. @default - nothing is compared */
  readonly sameAs?: string;
}

/** Options of `datahall report`. */
export type ReportOptions = ReportInput & ReportOutput & ChartOptions;

/** Where CI tools say the commit. */
const COMMITS = ['GITHUB_SHA', 'CI_COMMIT_SHA'] as const;

/** Stands for standard input. */
const STDIN = '-';

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
    .requiredOption('--plan <file...>', "plans, as 'terraform show -json' writes them; - is standard input")
    .option('--assembly <folder>', 'folder that was synthesized: shows the constructs')
    .option(
      '--previous <path>',
      'folder of the synthesis that was deployed before, or its locks: shows those that are removed',
    )
    .option('--stack <id...>', 'stacks of the plans, in their order, where the plans do not tell')
    .option('--name <name>', 'name by which the comment is found again, where no stage tells them apart')
    .option('--commit <sha>', 'commit of the program, where GITHUB_SHA or CI_COMMIT_SHA does not say it')
    .option('--results <folder...>', 'folders in which rollouts of the network left their results')
    .option(
      '--same-as <file>',
      'JSON of the report that was reviewed: fails unless the plans mean the same, else status 0',
    )
    .addHelpText('after', HELP);
  addReportOptions(addChartOptions(command)).action(async (options: ReportOptions) => {
    const { plan, sameAs } = options;
    checkOutputs(options, [...plan, ...(sameAs === undefined ? [] : [sameAs])]);
    const review = await reviewOfPlans(options);
    if (options.sameAs === undefined) {
      emitReport(review, options);
      return;
    }
    const differences = differencesTo(review.report, readReviewed(options.sameAs));
    if (differences.length > 0) fail(reviewDiffers(differences));
    console.log('the plans mean what was reviewed');
    process.exitCode = REPORT_EXIT.none;
  });
}

/**
 * Makes the report of plan files, with no chart rendered.
 *
 * @param options files and folders
 * @throws DH4101, DH5006, DH5007, DH6001 to DH6014, DH6039, DH6042
 */
export function reportOf(options: ReportOptions): Report {
  const { planned, context } = readInput(options);
  return buildReport(planned, context);
}

/**
 * Makes the report of plan files with its pictures, and with what charts render.
 *
 * @param options files and folders
 * @throws DH2006, DH4101, DH5006, DH5007, DH6001 to DH6014, DH6030, DH6039, DH6042
 */
export async function reviewOfPlans(options: ReportOptions): Promise<Review> {
  const { planned, context } = readInput(options);
  return buildReview(await renderReleases(planned, options, context), context);
}

interface ReadInput {
  readonly planned: readonly PlannedStack[];
  readonly context: ReportContext;
}

function readInput(options: ReportOptions): ReadInput {
  const { plan: files, stack: stacks = [], name } = options;
  if (stacks.length > 0 && stacks.length !== files.length) fail(stacksUneven(files.length, stacks.length));
  if (name !== undefined && !/^[\w.-]{1,80}$/.test(name)) fail(commentName(name));
  const { assembly, previous, results = [] } = options;
  const now = assembly === undefined ? undefined : readAssembly(assembly, results);
  const { stacks: before, folder } = previous === undefined ? {} : readPrevious(previous, results);
  const planned = files.map((file, index) => {
    const plan = readPlan(file === STDIN ? 'standard input' : file, read(file));
    return joined(plan, stacks[index], now ?? NO_STACKS, before ?? NO_STACKS);
  });
  checkOnce(planned);
  const commit = options.commit ?? COMMITS.map((key) => process.env[key]).find((value) => (value ?? '') !== '');
  const stated = { ...contextOf(folder, assembly), ...statedIn(options) };
  const context = {
    model: stated,
    ...(now === undefined ? {} : { now }),
    ...(before === undefined ? {} : { before }),
    ...(assembly === undefined ? {} : { digest: assemblyDigest(assembly) }),
    ...(commit === undefined ? {} : { commit }),
    ...(name === undefined ? {} : { name }),
  };
  return { planned, context };
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

/** A plan that counts twice would hide what the others mean. */
function checkOnce(planned: readonly PlannedStack[]): void {
  const seen = new Map<string, string>();
  for (const { plan, stack } of planned) {
    for (const key of [plan.digest, ...(stack === undefined ? [] : [`stack ${stack.id}`])]) {
      const other = seen.get(key);
      if (other !== undefined) fail(planTwice(plan.source, other));
      seen.set(key, plan.source);
    }
  }
}

function joined(plan: Plan, named: string | undefined, now: Assembly, before: Assembly): PlannedStack {
  const known = [...new Set([...now.keys(), ...before.keys()])];
  if (named !== undefined && !known.includes(named)) fail(stackUnknown(named, known));
  const addresses = plan.changes.flatMap(({ address, previousAddress }) => [address, previousAddress ?? address]);
  if (named !== undefined && addresses.length > 0 && knownIn(named, addresses, [now, before]) === 0) {
    const fits = known.filter((id) => knownIn(id, addresses, [now, before]) > 0);
    fail(stackFitsNot(plan.source, named, plan.changes.length, fits));
  }
  const id = named ?? matchStack(plan.source, addresses, [now, before]);
  if (id === undefined) return { plan };
  const stack = historyOf(id, now, before);
  return { plan: { ...plan, ...movesOf(stack) }, stack };
}

/** Where a stack is applied to, and where its state lies, stands in no plan: both of its assemblies tell it. */
function movesOf({ now, before }: StackHistory): Pick<Plan, 'stateMoves' | 'clusterMoves'> {
  const [old, current] = [before?.configuration, now?.configuration];
  return { stateMoves: stateMoves(old, current), clusterMoves: clusterMoves(old, current) };
}

function read(path: string): Uint8Array {
  try {
    return readFileSync(path === STDIN ? 0 : path);
  } catch (error) {
    return fail(planNotReadable(path, (error as NodeJS.ErrnoException).code ?? 'not readable'));
  }
}
