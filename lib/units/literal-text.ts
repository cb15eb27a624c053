import { fail } from '../errors/datahall-error';
import { notLiteral, unresolvedToken } from '../errors/names';
import type { Problem } from '../errors/problem';
import { isTokenLike } from './tokens';

/**
 * Checks a text that Terraform gets as it is: a bucket, a context, a path. Terraform would read `${` and `%{` as
 * templates.
 *
 * @param field what is checked, for the message
 * @param given the text
 * @returns DH1104, DH1109, or nothing
 */
export function checkLiteral(field: string, given: string): Problem | undefined {
  if (isTokenLike(given)) return unresolvedToken(field);
  const good = typeof given === 'string' && given.trim() !== '' && !/[$%]\{|[\r\n]/.test(given);
  return good ? undefined : notLiteral(field, given);
}

/**
 * Checks all texts of a factory's options; those that are left out are not checked.
 *
 * @param factory name of the factory, for the message
 * @param options texts by name
 * @throws DH1104, DH1109
 */
export function checkLiterals(factory: string, options: object): void {
  for (const [name, given] of Object.entries(options) as [string, string | undefined][]) {
    const problem = given === undefined ? undefined : checkLiteral(`${factory}.${name}`, given);
    if (problem !== undefined) fail(problem);
  }
}
