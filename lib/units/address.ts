import { isIP } from 'node:net';
import { unresolvedToken } from '../errors/names';
import type { Problem } from '../errors/problem';
import { invalidIpAddress } from '../errors/units';
import { isTokenLike } from './tokens';

/**
 * Checks an IP address. A zone, as of `fe80::1%eth0`, is of one host only, so it is refused.
 *
 * @param field what is checked, for the message
 * @param given the address
 * @returns DH1007, DH1104, or nothing
 */
export function checkAddress(field: string, given: string): Problem | undefined {
  if (isTokenLike(given)) return unresolvedToken(field);
  const good = typeof given === 'string' && isIP(given) !== 0 && !given.includes('%');
  return good ? undefined : invalidIpAddress(field, given);
}
