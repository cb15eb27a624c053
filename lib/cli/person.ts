import { userInfo } from 'node:os';

/** Where somebody, or a pipeline, says who runs a command: a name for datahall comes first, that of a shell last. */
const VARIABLES = [
  'DATAHALL_USER',
  'GITHUB_ACTOR',
  'GITLAB_USER_LOGIN',
  'BUILD_REQUESTEDFOREMAIL',
  'USER',
  'LOGNAME',
] as const;

/**
 * Who runs a command, for records: who was named, else whom the environment names, else the user of the machine. What
 * is empty names nobody.
 *
 * @param environment environment of the command
 * @param named who was named with the command. @default - nobody was
 */
export function personOf(environment: Readonly<Record<string, string | undefined>>, named?: string): string {
  const all = [named, ...VARIABLES.map((name) => environment[name])];
  return all.find((name) => name !== undefined && name.trim() !== '') ?? userOfMachine();
}

/** A container may run as a number to which the machine knows no name: `userInfo` throws there. */
function userOfMachine(): string {
  try {
    return userInfo().username;
  } catch {
    return `uid ${process.getuid?.() ?? 'unknown'}`;
  }
}
