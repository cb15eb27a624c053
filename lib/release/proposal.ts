import type { Running } from './running';

/** Environment variable in which a command tells a program what stages would run. */
export const PROPOSAL = 'DATAHALL_PROPOSAL';

/**
 * Environment variable in which a command tells a program where its output would be: paths to charts and state count
 * from there, and are part of what a stage consists of, wherever a proposal is written.
 */
export const PROPOSAL_OUTPUT = 'DATAHALL_PROPOSAL_OUTPUT';

/** A day that never comes: a stage may overtake others as long as a command looks at what that comes to. */
export const FOREVER = '9999-12-31';

/** What a stage would run. */
export interface ProposedRun extends Running {
  /** Last day on which it may overtake the stages before, `YYYY-MM-DD`. @default - it may not */
  readonly hotfixUntil?: string;
  /**
   * Whether it may leave out what holds data today: a command looks at what that comes to, and says what goes.
   * @default false
   */
  readonly givesUpData?: boolean;
}

/** What stages would run, by name. */
export type Proposal = Readonly<Record<string, ProposedRun>>;

/**
 * What a command proposes that a stage runs, in place of what its lock says. Only commands of `datahall` propose: they
 * synthesize a program to see what a change of its locks comes to before they write any.
 *
 * @param stage name of the stage
 */
export function proposedRun(stage: string): ProposedRun | undefined {
  const text = process.env[PROPOSAL];
  return text === undefined ? undefined : (JSON.parse(text) as Proposal)[stage];
}

/** Whether a command runs the program only to see what it comes to. */
export function isProposing(): boolean {
  return process.env[PROPOSAL] !== undefined;
}

/** Where the output would be that a command only proposes; undefined where there is no command, or it does not say. */
export function proposedOutput(): string | undefined {
  return isProposing() ? process.env[PROPOSAL_OUTPUT] : undefined;
}
