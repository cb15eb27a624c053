import { fabricParted } from '../../errors/fabric-proofs';
import { rule } from '../../rules/rule';
import { failingProofs } from './failing-proofs';

/** All servers of a fabric reach each other. */
export const fabricJoined = rule(fabricParted, 'error', (model) =>
  failingProofs(model, fabricParted.code, (fabric, { value, witness }) => fabricParted(fabric, value, witness)),
);
