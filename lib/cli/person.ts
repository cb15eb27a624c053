import { userInfo } from 'node:os';

/** Where pipelines say who started them. */
const VARIABLES = ['DATAHALL_USER', 'GITHUB_ACTOR', 'GITLAB_USER_LOGIN', 'BUILD_REQUESTEDFOREMAIL', 'USER'] as const;

/**
 * Who runs a command, for records: what the pipeline says, else the user of the machine.
 *
 * @param environment environment of the command
 */
export function personOf(environment: Readonly<Record<string, string | undefined>>): string {
  const named = VARIABLES.map((name) => environment[name]).find((value) => value !== undefined && value !== '');
  return named ?? userInfo().username;
}
