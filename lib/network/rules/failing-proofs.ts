import type { Code, Problem } from '../../errors/problem';
import type { Model } from '../../model/model';
import type { Violation } from '../../rules/rule';
import { fabricsOf, type SiteFabric } from '../../site/fabrics';
import { SITE } from '../../site/facts';
import type { Proof } from '../../site/proof';
import { Bandwidth } from '../../units/bandwidth';
import { judgeFabric } from '../proofs/prove-fabric';

/**
 * Turns the proofs of a code that do not hold into findings, one for each fabric: of several, the first says the most.
 * A site whose fabrics cannot be built has its problems already; one mistake gives one error.
 *
 * @param model the facts of the program
 * @param code code of the rule
 * @param toProblem writes the message
 */
export function failingProofs(
  model: Model,
  code: Code,
  toProblem: (fabric: string, proof: Proof, built: SiteFabric) => Problem,
): readonly Violation[] {
  return model.all(SITE).flatMap((site) => {
    const { fabrics, problems } = fabricsOf(site);
    if (problems.length > 0) return [];
    return fabrics.flatMap((built): Violation[] => {
      const proof = judgeFabric(site, built).find(({ rule, ok }) => rule === code && !ok);
      return proof === undefined ? [] : [{ problem: toProblem(built.input.name, proof, built), at: site }];
    });
  });
}

/**
 * Prints a bandwidth of a proof.
 *
 * @param gbps value in Gbit/s
 */
export function printGbps(gbps: number | null): string {
  return Bandwidth.gbps(Number((gbps ?? 0).toPrecision(6))).toString();
}

/**
 * Prints a number of a proof.
 *
 * @param value any number
 */
export function printNumber(value: number | null): string {
  return String(Number((value ?? 0).toPrecision(4)));
}
