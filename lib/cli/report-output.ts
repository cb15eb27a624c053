import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { InvalidArgumentError, Option, type Command } from 'commander';
import { fail } from '../errors/datahall-error';
import { outputsCollide, reportNotWritten } from '../errors/plan';
import { policyNotReadable } from '../errors/review';
import { toHtml } from '../plan/html/page';
import { toMarkdown } from '../plan/markdown/markdown';
import { libraryVersion } from '../package-root';
import type { Review } from '../plan/build-report';
import { labelsOf } from '../plan/labels';
import { readPolicy } from '../plan/policy/read-policy';
import { toSarif } from '../plan/sarif';
import type { ModelContext } from '../plan/model-context';
import { REPORT_EXIT } from '../plan/verdict';

/** Forms of a report. */
export const REPORT_FORMATS = ['markdown', 'json', 'html', 'sarif'] as const;

/** A form of a report. */
export type ReportFormat = (typeof REPORT_FORMATS)[number];

/** How a report is written. */
export interface ReportOutput {
  /** Form of the report. @default 'markdown' */
  readonly format?: ReportFormat;
  /** File that is written. @default - standard output */
  readonly out?: string;
  /** File that labels are written to, one a line. @default - none is written */
  readonly labels?: string;
  /** Results of policies. @default - none */
  readonly policy?: readonly string[];
  /** Minutes that one server takes to get another driver. @default - no time is told */
  readonly minutesPerNode?: number;
}

/** What the exit status of a command that writes a report means. */
export const REPORT_EXIT_HELP = `
Exit status, other than that of the other commands: 0 nothing changes, 2 something changes, 3 somebody must approve,
4 a plan is partial or a policy failed: it must not be applied, 1 the command failed.`;

/**
 * Adds the options of a command that writes a report.
 *
 * @param command the command
 */
export function addReportOptions(command: Command): Command {
  return command
    .addOption(new Option('--format <form>', 'form of the report').choices(REPORT_FORMATS).default('markdown'))
    .option('--out <file>', 'file that is written instead of standard output')
    .option('--policy <file...>', 'results of conftest or checkov, as JSON: what fails must not be applied')
    .option('--labels <file>', 'file to write the labels of the pull request to, one a line')
    .option(
      '--minutes-per-node <minutes>',
      'time that one server takes to get another driver, as you know it',
      minutes,
    );
}

function minutes(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value) || value < 0)
    throw new InvalidArgumentError('minutes are a number');
  return value;
}

/**
 * What the user states beside the plans.
 *
 * @param output options of the command
 * @throws DH6031
 */
export function statedIn({
  minutesPerNode,
  policy = [],
}: ReportOutput): Pick<ModelContext, 'minutesPerNode' | 'policy'> {
  const results = policy.flatMap((path) => readPolicy(path, read(path)));
  return { ...(minutesPerNode === undefined ? {} : { minutesPerNode }), policy: results };
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    return fail(policyNotReadable(path, (error as NodeJS.ErrnoException).code ?? 'not readable'));
  }
}

/**
 * Sees that no file of a report is written over another one, or over what the command reads.
 *
 * @param output form and files
 * @param inputs files that are read. @default - none
 * @throws DH6043
 */
export function checkOutputs({ out, labels, policy = [] }: ReportOutput, inputs: readonly string[] = []): void {
  const written = [out, labels].filter((path) => path !== undefined);
  const seen = new Set([...inputs, ...policy].map((path) => resolve(path)));
  for (const path of written) {
    if (seen.has(resolve(path))) fail(outputsCollide(path));
    seen.add(resolve(path));
  }
}

/**
 * Writes a report, and sets the exit status that its verdict has.
 *
 * @param review the report with its pictures
 * @param output form and file
 * @throws DH6010
 */
export function emitReport(review: Review, output: ReportOutput): void {
  const { report } = review;
  const text = WRITERS[output.format ?? 'markdown'](review);
  if (output.out === undefined) process.stdout.write(text);
  else writeReportFile(output.out, text);
  if (output.labels !== undefined)
    writeReportFile(
      output.labels,
      labelsOf(report)
        .map((label) => `${label}\n`)
        .join(''),
    );
  process.exitCode = REPORT_EXIT[report.verdict];
}

const WRITERS: Readonly<Record<ReportFormat, (review: Review) => string>> = {
  markdown: ({ report }) => toMarkdown(report),
  sarif: ({ report }) => `${JSON.stringify(toSarif(report, libraryVersion()), null, 2)}\n`,
  html: ({ report, pictures }) => toHtml(report, pictures()),
  json: ({ report }) => `${JSON.stringify(report, null, 2)}\n`,
};

/**
 * Writes a file that the user named.
 *
 * @param path path of the file
 * @param text its content
 * @throws DH6010
 */
export function writeReportFile(path: string, text: string): void {
  try {
    writeFileSync(path, text);
  } catch (error) {
    fail(reportNotWritten(path, (error as NodeJS.ErrnoException).code ?? 'not writable'));
  }
}
