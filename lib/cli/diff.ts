import type { Command } from 'commander';
import { fail } from '../errors/datahall-error';
import { stageNotInAssembly } from '../errors/review';
import { historyOf } from '../plan/assembly';
import { buildReport, buildReview, type ReportContext, type Review } from '../plan/build-report';
import type { PlannedStack } from '../plan/changes';
import { planOfAssemblies } from '../plan/offline/plan-of-assemblies';
import type { Report } from '../plan/report';
import { addChartOptions, renderReleases, type ChartOptions } from './charts/render-releases';
import { contextOf, readAssembly } from './assembly-files';
import { readConfigurations } from './configuration-files';
import {
  addReportOptions,
  checkOutputs,
  statedIn,
  emitReport,
  REPORT_EXIT_HELP,
  type ReportOutput,
} from './report-output';

/** Options of `datahall diff`. */
export interface DiffOptions extends ReportOutput, ChartOptions {
  /** Only the stacks of these stages. @default - all stacks */
  readonly stage?: readonly string[];
}

const HELP = `${REPORT_EXIT_HELP}

It needs no Terraform, cluster or network. What only a plan tells is not shown: drift, and values that a provider
computes.`;

/**
 * Adds `datahall diff`.
 *
 * @param program the command line
 */
export function addDiff(program: Command): void {
  const command = program
    .command('diff')
    .description('say what changes between two synthesized folders, as a report of plans does')
    .argument('<old>', 'folder of the synthesis that was deployed')
    .argument('<new>', 'folder of the synthesis that is to be deployed')
    .option('--stage <name...>', 'only the stacks of these stages')
    .addHelpText('after', HELP);
  addReportOptions(addChartOptions(command)).action(async (old: string, current: string, options: DiffOptions) => {
    checkOutputs(options);
    emitReport(await reviewOfFolders(old, current, options), options);
  });
}

/**
 * Makes the report of two synthesized folders.
 *
 * @param old folder of the synthesis that was deployed
 * @param current folder of the synthesis that is to be deployed
 * @param options which stages
 * @throws DH5006, DH5007, DH6004, DH6009, DH6030, DH6039
 */
export function diffOf(old: string, current: string, options: DiffOptions = {}): Report {
  const { planned, context } = readFolders(old, current, options);
  return buildReport(planned, context);
}

/**
 * Makes the report of two synthesized folders with its pictures, and with what charts render.
 *
 * @param old folder of the synthesis that was deployed
 * @param current folder of the synthesis that is to be deployed
 * @param options which stages
 * @throws DH2006, DH5006, DH5007, DH6004, DH6009, DH6030, DH6039
 */
export async function reviewOfFolders(old: string, current: string, options: DiffOptions = {}): Promise<Review> {
  const { planned, context } = readFolders(old, current, options);
  return buildReview(await renderReleases(planned, options, context), context);
}

function readFolders(
  old: string,
  current: string,
  options: DiffOptions,
): { readonly planned: readonly PlannedStack[]; readonly context: ReportContext } {
  const { stage: stages } = options;
  const [before, now] = [readAssembly(old), readAssembly(current)];
  const [configured, configures] = [readConfigurations(old, before), readConfigurations(current, now)];
  // Those of the new program come first.
  const histories = [...new Set([...now.keys(), ...before.keys()])].map((id) => historyOf(id, now, before));
  for (const stage of stages ?? []) {
    const known = [...new Set(histories.flatMap((each) => each.stage ?? []))];
    if (!known.includes(stage)) fail(stageNotInAssembly(stage, known));
  }
  const wanted = histories.filter(({ stage }) => stages === undefined || stages.includes(stage ?? ''));
  const planned = wanted.map((stack): PlannedStack => {
    const { id } = stack;
    const source = `stacks/${id}/cdk.tf.json`;
    return { plan: planOfAssemblies(source, configured.get(id), configures.get(id)), stack };
  });
  return { planned, context: { now, before, model: { ...contextOf(old, current), ...statedIn(options) } } };
}
