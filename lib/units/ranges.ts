import { fail } from '../errors/datahall-error';
import { unresolvedToken } from '../errors/names';
import { invalidCount, numberOutOfRange } from '../errors/units';
import { checkCount } from './names';
import { isTokenLike } from './tokens';

/**
 * Checks a number that must be above zero.
 *
 * @param field what is checked, for the message
 * @param given the number
 * @throws DH1005, DH1104
 */
export function positive(field: string, given: number): number {
  return Number.isFinite(given) && given > 0 ? given : refuse(field, given, 'above 0');
}

/**
 * Checks a number that must not be too small, such as a peak factor.
 *
 * @param field what is checked, for the message
 * @param given the number
 * @param min smallest that is allowed
 * @throws DH1005, DH1104
 */
export function atLeastNumber(field: string, given: number, min: number): number {
  return Number.isFinite(given) && given >= min ? given : refuse(field, given, `of at least ${min}`);
}

/**
 * Checks a share of a whole.
 *
 * @param field what is checked, for the message
 * @param given the share
 * @throws DH1005, DH1104
 */
export function share(field: string, given: number): number {
  return typeof given === 'number' && given >= 0 && given <= 1 ? given : refuse(field, given, 'from 0 to 1');
}

/**
 * Checks a count of things.
 *
 * @param field what is checked, for the message
 * @param given the count
 * @param min smallest that is allowed
 * @param max largest that is allowed
 * @throws DH1004, DH1104
 */
export function wholeNumber(field: string, given: number, min = 0, max: number = Number.MAX_SAFE_INTEGER): number {
  return checkCount(field, given, min, max) === undefined ? given : fail(invalidCount(field, given, min, max));
}

function refuse(field: string, given: number, range: string): never {
  return fail(isTokenLike(given) ? unresolvedToken(field) : numberOutOfRange(field, given, range));
}
