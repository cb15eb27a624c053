import { fabricOversubscribed } from '../../errors/fabric-proofs';
import { rule } from '../../rules/rule';
import { failingProofs, printNumber } from './failing-proofs';

/** A fabric is oversubscribed no more than its requirements allow. */
export const oversubscriptionBounded = rule(fabricOversubscribed, 'error', (model) =>
  failingProofs(model, fabricOversubscribed.code, (fabric, { value, limit, witness }) =>
    fabricOversubscribed(fabric, `${printNumber(value)} : 1`, `${printNumber(limit)} : 1`, witness),
  ),
);
