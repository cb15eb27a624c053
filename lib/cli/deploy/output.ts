import { writeFileSync } from 'node:fs';
import { outcomeRows } from '../../deploy/outcome';
import { fail } from '../../errors/datahall-error';
import { reportNotWritten } from '../../errors/plan';
import { printProblem } from '../../errors/print';
import { toMarkdown } from '../../plan/markdown/markdown';
import { EXIT } from '../exit-code';
import { table } from '../table';
import type { DeployResult } from './deploy';
import type { Planned } from './deployment';

/** Version of the form of the JSON; a change that breaks readers raises it. */
const FORMAT_VERSION = 1;

/** Where output goes. */
export interface OutputOptions {
  /** Form of the output. */
  readonly format: 'table' | 'json';
  /** File for the report. @default - standard output; in JSON, a part of it */
  readonly report?: string;
}

const STATUS: Readonly<Record<DeployResult['status'], number>> = {
  done: EXIT.done,
  planned: EXIT.done,
  approval: EXIT.approval,
  refused: EXIT.blocked,
  failed: EXIT.blocked,
};

/** What people and programs see of a deployment. */
export const printDeployment = { planned: printPlanned, ended: printEnded };

/** Before anything is applied, people see what will be. */
function printPlanned({ report }: Planned, { format, report: file }: OutputOptions): void {
  if (file !== undefined) write(file, toMarkdown(report));
  else if (format === 'table' && report.verdict !== 'none') process.stdout.write(`${toMarkdown(report)}\n`);
}

/** Prints how it ended, and gives the exit status. */
function printEnded(result: DeployResult, { format }: OutputOptions): number {
  const { status, stacks, planned, problems, notes } = result;
  if (format === 'json') {
    const { report, digest, decision } = planned ?? {};
    const document = { formatVersion: FORMAT_VERSION, status, digest, decision, stacks, notes, problems, report };
    process.stdout.write(`${JSON.stringify(document, null, 2)}\n`);
    return STATUS[status];
  }
  for (const { stack, failure } of stacks)
    if (failure !== undefined) {
      const log = failure.log === undefined ? '' : `  log: ${failure.log}\n`;
      process.stderr.write(`\n${failure.step} failed in ${stack}\n${indented(failure.message)}\n${log}`);
    }
  for (const problem of problems) process.stderr.write(`${printProblem(problem)}\n`);
  if (stacks.length > 0) process.stdout.write(`${table(outcomeRows(stacks))}\n`);
  for (const note of notes) process.stdout.write(`${note}\n`);
  if (planned !== undefined && planned.decision.kind !== 'idle' && status !== 'done')
    process.stdout.write(`plans ${planned.digest}\n`);
  if (planned?.decision.kind === 'needed' && status === 'approval') {
    const { because } = planned.decision;
    process.stderr.write(`nothing is applied: ${because}; to apply it, pass --approve ${planned.digest}\n`);
  }
  return STATUS[status];
}

function indented(text: string): string {
  return text.replace(/^/gm, '  ');
}

function write(path: string, text: string): void {
  try {
    writeFileSync(path, text);
  } catch (error) {
    fail(reportNotWritten(path, (error as NodeJS.ErrnoException).code ?? 'not writable'));
  }
}
