import { riskNotSurvived } from '../../errors/fabric-proofs';
import { rule } from '../../rules/rule';
import { failingProofs } from './failing-proofs';

/** The loss of a whole rack parts no other servers, where this is required. */
export const sharedRisksSurvived = rule(riskNotSurvived, 'error', (model) =>
  failingProofs(model, riskNotSurvived.code, (fabric, { value, witness }) => riskNotSurvived(fabric, value, witness)),
);
