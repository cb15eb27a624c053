import { hopsExceeded } from '../../errors/fabric-proofs';
import { measured } from '../../errors/print';
import { rule } from '../../rules/rule';
import { failingProofs } from './failing-proofs';

/** Two servers have no more switches between them than required. */
export const hopsBounded = rule(hopsExceeded, 'error', (model) =>
  failingProofs(model, hopsExceeded.code, (fabric, { value, unit, limit, exact, witness }) => {
    const got = `${exact ? '' : 'at most '}${measured(value, unit)}`;
    return hopsExceeded(fabric, got, `${limit ?? 0}`, witness);
  }),
);
