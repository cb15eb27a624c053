import type { AlertRouting } from 'datahall';
import { onCall } from '../../examples/reference/on-call';

/** A routing that no rule has anything against: that of the reference. */
export function goodRouting(): AlertRouting {
  return onCall;
}
