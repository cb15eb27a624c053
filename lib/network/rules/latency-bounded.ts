import { latencyExceeded } from '../../errors/fabric-proofs';
import { rule } from '../../rules/rule';
import { failingProofs, printNumber } from './failing-proofs';

/** A packet passes a fabric in the time that is required. */
export const latencyBounded = rule(latencyExceeded, 'error', (model) =>
  failingProofs(model, latencyExceeded.code, (fabric, { value, limit, witness }) =>
    latencyExceeded(fabric, `${printNumber(value)} ns`, `${printNumber(limit)} ns`, witness),
  ),
);
