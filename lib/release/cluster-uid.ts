import { unresolvedToken } from '../errors/names';
import type { Problem } from '../errors/problem';
import { invalidClusterUid } from '../errors/stacks';
import { isTokenLike } from '../units/tokens';

/** Kubernetes makes UUIDs and promises no form; these characters mean nothing in a condition of Terraform's. */
const UID = /^[A-Za-z0-9-]{1,128}$/;

/**
 * Checks the UID that a cluster must have. It becomes a part of a condition.
 *
 * @param given UID of the namespace kube-system
 * @returns DH1104, DH4018, or nothing
 */
export function checkClusterUid(given: string): Problem | undefined {
  if (isTokenLike(given)) return unresolvedToken('uid');
  return typeof given === 'string' && UID.test(given) ? undefined : invalidClusterUid(given);
}
