import { failuresNotSurvived } from '../../errors/fabric-proofs';
import type { Proof } from '../../site/proof';
import type { Cuts } from '../graph/cuts';
import { edgePairs, nodePairs, type PairFailures } from '../graph/pairs';
import { atLeast } from './judge';
import { linkName } from './names';
import { isManagementOnly, type Subject } from './subject';

/** Steps of a search for pairs, about ten million a second; more where two failures must be survived. */
const STEPS = { usual: 2e6, required: 5e7 } as const;

/** Two failures are the most that is looked at. */
type Search = () => PairFailures;

/**
 * How many failures, whichever they are, separate no servers: 0, 1, or 2 for two and more; of switches, and of cables.
 *
 * A switch and a cable together separate nothing where no two switches do: each cable ends at a switch, and what
 * survives without both switches survives without a cable of one of them. So the proof for switches covers mixed pairs,
 * and two cables.
 *
 * @param subject the fabric; all of its servers reach each other
 * @param cuts cuts of its graph
 */
export function anyFailures(subject: Subject, cuts: Cuts): readonly Proof[] {
  const { fabric, graph, terminals } = subject;
  const steps = subject.requirements?.survives === 2 ? STEPS.required : STEPS.usual;
  const options = { steps, listed: 1 };
  const node = (at: number): string => fabric.nodes[at]!.name;
  const link = (at: number): string => linkName(fabric, at);
  const switches = survived(subject, 'switches', node, cuts.separatedByNode, () =>
    nodePairs(graph, terminals, options),
  );
  const cables = survived(subject, 'cables', link, cuts.separatedByEdge, () =>
    switches.value === 2 ? BOTH : edgePairs(graph, terminals, options),
  );
  return [switches, cables];
}

/** What the proof for switches says of cables. */
const BOTH: PairFailures = { atLeast: 2, atMost: 2, exact: true, singles: [], pairs: [], count: 0 };

function survived(
  subject: Subject,
  what: string,
  nameOf: (at: number) => string,
  separated: Int32Array,
  search: Search,
): Proof {
  const limit = subject.requirements?.survives === 2 ? 2 : null;
  const claim = `failures of ${what}, whichever they are, that part no servers of the fabric '${subject.name}', 2 standing for 2 or more`;
  const single = separated.findIndex((each) => each > 0);
  const state = (value: number, exact: boolean, witness: readonly string[]): Proof =>
    atLeast(failuresNotSurvived.code, claim, { value, limit, unit: 'failures' }, { exact, witness });
  if (single !== -1) return state(0, true, [nameOf(single)]);
  // Without two uplinks of each server there is nothing to search in a network of management controllers.
  if (isManagementOnly(subject) && limit === null) return state(1, false, []);
  const { atLeast: least, atMost: most, pairs } = search();
  return state(least, least === most, (pairs[0] ?? []).map(nameOf));
}
