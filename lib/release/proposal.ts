import type { Running } from './running';

/** Environment variable in which a command tells a program what stages would run. */
export const PROPOSAL = 'DATAHALL_PROPOSAL';

/** What stages would run, by name. */
export type Proposal = Readonly<Record<string, Running>>;

/**
 * What a command proposes that a stage runs, in place of what its lock says. Only commands of `datahall` propose: they
 * synthesize a program to see what a change of its locks comes to before they write any.
 *
 * @param stage name of the stage
 */
export function proposedRunning(stage: string): Running | undefined {
  const text = process.env[PROPOSAL];
  return text === undefined ? undefined : (JSON.parse(text) as Proposal)[stage];
}
