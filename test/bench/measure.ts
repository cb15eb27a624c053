import { spawnSync, type SpawnSyncReturns } from 'node:child_process';

/** What one run of a program took, from the start of its process to its end. */
export interface Run {
  readonly milliseconds: number;
  readonly megabytes: number;
}

/** Prints what the process used at most, in the unit of `getrusage`: kilobytes. */
const REPORT = "process.on('exit', () => console.log(process.resourceUsage().maxRSS));";

/**
 * Runs Node once.
 *
 * @param script JavaScript file
 * @param folder working directory
 */
export function run(script: string, folder: string): Run {
  const start = process.hrtime.bigint();
  const { status, stdout, stderr } = node(`${REPORT} require('./${script}');`, folder);
  const milliseconds = Number(process.hrtime.bigint() - start) / 1e6;
  if (status !== 0) throw new Error(`${script} failed:\n${stderr}`);
  return { milliseconds, megabytes: Number(stdout.trim().split('\n').at(-1)) / 1024 };
}

/**
 * Runs a script given as text; gives what it prints as a number.
 *
 * @param script JavaScript
 * @param folder working directory
 */
export function evaluate(script: string, folder: string): number {
  const { status, stdout, stderr } = node(script, folder);
  if (status !== 0) throw new Error(stderr);
  return Number(stdout);
}

/**
 * The middle one of an odd number of values.
 *
 * @param values any numbers
 */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

function node(script: string, cwd: string): SpawnSyncReturns<string> {
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('CDKTF_')));
  return spawnSync(process.execPath, ['-e', script], { cwd, encoding: 'utf8', env });
}
