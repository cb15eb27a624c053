import type { Command } from 'commander';
import { isBlocking, type Finding } from '../model/finding';
import { EXIT } from './exit-code';
import { ModelFile } from './model-file';
import { table } from './table';

/** What a check says. */
export interface CheckResult {
  /** Findings as a table, and how many there are. */
  readonly text: string;
  /** Whether a finding stops the deployment today. */
  readonly blocked: boolean;
}

/**
 * Adds `datahall check`.
 *
 * @param program the command line
 */
export function addCheck(program: Command): void {
  program
    .command('check')
    .description('print the findings of a synthesized program, and fail when one of them stops its deployment')
    .option('--out <folder>', 'folder that was synthesized', 'cdktf.out')
    .action(({ out }: { readonly out: string }) => {
      const { text, blocked } = checkFindings(readFindings(out), new Date().toISOString().slice(0, 10));
      console.log(text);
      if (blocked) process.exitCode = EXIT.blocked;
    });
}

/**
 * The findings of a synthesized program.
 *
 * @param out output folder
 * @throws DH5006, DH5007
 */
export function readFindings(out: string): readonly Finding[] {
  return ModelFile.read(out).findings;
}

/**
 * Judges findings on a day: an acknowledgement that was good when the program was synthesized may have ended since.
 *
 * @param findings what was found
 * @param today the day, `YYYY-MM-DD`
 */
export function checkFindings(findings: readonly Finding[], today: string): CheckResult {
  const judged = findings.map((finding) => expire(finding, today));
  if (judged.length === 0) return { text: 'no findings', blocked: false };
  const rows = judged.map((it) => [stateOf(it), it.code, it.stages.join(', '), it.path, it.what]);
  const count = (state: string): number => judged.filter((it) => stateOf(it) === state).length;
  const summary = `errors: ${count('error')}, warnings: ${count('warning')}, acknowledged: ${count('acknowledged')}`;
  return {
    text: `${table([['SEVERITY', 'CODE', 'STAGES', 'PATH', 'FINDING'], ...rows])}\n\n${summary}`,
    blocked: judged.some(isBlocking),
  };
}

function expire(finding: Finding, today: string): Finding {
  const { acknowledged, ...rest } = finding;
  return acknowledged !== undefined && acknowledged.until < today ? rest : finding;
}

function stateOf(finding: Finding): string {
  return finding.acknowledged === undefined ? finding.severity : 'acknowledged';
}
