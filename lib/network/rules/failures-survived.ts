import { failuresNotSurvived } from '../../errors/fabric-proofs';
import { rule } from '../../rules/rule';
import { failingProofs } from './failing-proofs';

/** A fabric survives any two failures, where this is required. */
export const failuresSurvived = rule(failuresNotSurvived, 'error', (model) =>
  failingProofs(model, failuresNotSurvived.code, (fabric, { value, limit, exact, witness }) =>
    failuresNotSurvived(fabric, value, limit ?? 0, exact, witness),
  ),
);
