import type { Counts } from '../plan/report';

/** What became of a stack. */
export type StackState = 'done' | 'unchanged' | 'failed' | 'skipped' | 'planned';

/** A step that failed. */
export interface StepFailure {
  /** Which one. */
  readonly step:
    | 'terraform init'
    | 'terraform plan'
    | 'terraform apply'
    | 'terraform state'
    | 'check of the devices'
    | 'record in the lock';
  /** What the program said, or why it was not started. */
  readonly message: string;
  /** File with all that it said. @default - it said nothing */
  readonly log?: string;
}

/** What became of a stack, and why. */
export interface StackOutcome {
  /** Id of the stack. */
  readonly stack: string;
  /** Stage that it belongs to. */
  readonly stage: string;
  /** What became of it. */
  readonly state: StackState;
  /** Resources that change, by what is done to them. */
  readonly changes: Counts<string>;
  /** How long Terraform took. */
  readonly seconds: number;
  /** What went wrong. @default - nothing */
  readonly failure?: StepFailure;
}

/**
 * Rows of the table that a deployment ends with, the heading first.
 *
 * @param outcomes what became of each stack
 */
export function outcomeRows(outcomes: readonly StackOutcome[]): readonly (readonly string[])[] {
  const rows = outcomes.map(({ stack, state, changes, seconds, failure }) => [
    stack,
    state,
    seconds === 0 ? '' : `${seconds.toFixed(1)} s`,
    failure === undefined ? countsText(changes) : `${failure.step} failed`,
  ]);
  return [['STACK', 'STATE', 'TIME', 'CHANGES'], ...rows];
}

/**
 * Counts as people write them: `create 3, update 1`.
 *
 * @param counts how often each thing is done
 */
export function countsText(counts: Counts<string>): string {
  return Object.entries(counts)
    .map(([action, count]) => `${action} ${count ?? 0}`)
    .join(', ');
}

/**
 * The part of Terraform's output that says what is wrong: from the first error on, without the rest of a plan.
 *
 * @param log all that Terraform wrote
 * @param lines most lines
 */
export function errorIn(log: string, lines = 40): string {
  const all = log.trimEnd().split('\n');
  const first = all.findIndex((line) => /^[│╷\s]*Error: /.test(line));
  const from = first < 0 ? Math.max(0, all.length - lines) : first;
  const shown = all.slice(from, from + lines).map((line) => line.replace(/^[│╷╵]\s?/, ''));
  return shown.join('\n').trim();
}
