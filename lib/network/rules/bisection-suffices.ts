import { bisectionTooSmall } from '../../errors/fabric-proofs';
import { rule } from '../../rules/rule';
import { failingProofs, printGbps } from './failing-proofs';

/** Two halves of the servers have the bandwidth between them that is required. */
export const bisectionSuffices = rule(bisectionTooSmall, 'error', (model) =>
  failingProofs(model, bisectionTooSmall.code, (fabric, { value, limit, witness }) =>
    bisectionTooSmall(fabric, printGbps(value), printGbps(limit), witness),
  ),
);
