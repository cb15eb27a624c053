import { DatahallError } from '../../errors/datahall-error';
import { printProblem } from '../../errors/print';
import type { Problem } from '../../errors/problem';
import { EXIT } from '../exit-code';

/**
 * Prints all problems of a command and fails it; the first one is not the only one that a person wants to know.
 *
 * @param problems what is wrong
 * @param at stage of each, where they are known
 * @returns whether there were any
 */
export function refuse(problems: readonly (Problem & { readonly at?: string })[]): boolean {
  const texts = problems.map((problem) =>
    printProblem(problem, problem.at === undefined ? undefined : `stage ${problem.at}`),
  );
  for (const text of new Set(texts)) console.error(`${text}\n`);
  if (problems.length > 0) process.exitCode = EXIT.blocked;
  return problems.length > 0;
}

/**
 * The problem of an error of ours; any other error goes on.
 *
 * @param error what was thrown
 */
export function problemOf(error: unknown): Problem {
  if (DatahallError.is(error)) return error.problem;
  throw error;
}
