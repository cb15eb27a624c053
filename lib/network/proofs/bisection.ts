import { bisectionTooSmall } from '../../errors/fabric-proofs';
import type { Proof } from '../../site/proof';
import { bisection as search } from '../graph/bisection';
import { ringForm } from './bisection-ring';
import { splitForm } from './bisection-split';
import type { Halves } from './bisection-halves';
import { regularity } from './regularity';
import { atLeast, few } from './judge';
import type { Subject } from './subject';

/** Most servers for which all halves are tried: 12 have 462 of them. */
const EXHAUSTIVE = 12;

/** Most cables of a fabric in which narrow halves are looked for with maximum flows. */
const CABLES = 20_000;

/**
 * Bisection bandwidth: what flows between two halves of the servers at the worst split. A closed form where the fabric
 * is regular, all splits for a few servers; otherwise a lower bound in a Clos network, from the most oversubscribed
 * leaf, and an upper bound, the narrowest split that was found, in any other. NP-hard in general.
 *
 * @param subject the fabric; all of its servers reach each other
 */
export function bisection(subject: Subject): readonly Proof[] {
  const { name, fabric, servers, requirements } = subject;
  if (servers.length < 2) return [];
  const { bps, exact, half, isUpper = false } = halves(subject);
  const wanted = requirements?.bisectionBps ?? null;
  const measure = { value: bps / 1e9, limit: wanted === null ? null : wanted / 1e9, unit: 'Gbit/s' };
  const bound = exact ? '' : isUpper ? ', at most' : ', at least';
  const witness = few(
    half.slice(0, 5).map((node) => fabric.nodes[node]!.name),
    half.length,
  );
  const claim = `bandwidth between two halves of the servers of the fabric '${name}'${bound}`;
  return [atLeast(bisectionTooSmall.code, claim, measure, { exact, witness })];
}

function halves(subject: Subject): Halves {
  const { graph, servers } = subject;
  const regular = regularity(subject);
  const closed =
    nonBlocking(subject, regular.oversubscription) ?? splitForm(subject, regular) ?? ringForm(subject, regular);
  if (closed?.exact === true) return closed;
  // Traffic that fills all ports passes a Clos network when it is scaled down by the worst oversubscription.
  const least = regular.oversubscription === null ? null : smallestHalf(subject) / regular.oversubscription;
  const lower = closed ?? (least === null ? null : { bps: least, exact: false, half: [] });
  const isSmall = servers.length <= EXHAUSTIVE;
  if (graph.edgeCount > CABLES && lower !== null) return lower;
  const found = search(graph, servers, { exhaustive: EXHAUSTIVE });
  const leaves = [...new Set(found.half.map((server) => graph.neighbours[graph.offsets[server]!]!))];
  const upper = { bps: found.value, exact: isSmall, half: leaves, isUpper: !isSmall };
  if (isSmall || lower === null) return upper;
  return found.value <= lower.bps * (1 + 1e-12) ? { ...lower, exact: true, half: leaves } : lower;
}

/**
 * In a Clos network whose leaves have as much bandwidth up as down, each leaf spreads its traffic evenly over all ways,
 * and no cable gets more than it carries: any traffic that the servers' own ports allow passes. The narrowest half is
 * that of the slowest servers.
 */
function nonBlocking(subject: Subject, oversubscription: number | null): Halves | null {
  if (oversubscription === null || oversubscription > 1) return null;
  return { bps: smallestHalf(subject), exact: true, half: [] };
}

function smallestHalf({ servers, tally: { up } }: Subject): number {
  const sorted = Float64Array.from(servers, (server) => up[server]!).sort();
  return sorted.subarray(0, Math.floor(sorted.length / 2)).reduce((total, bps) => total + bps, 0);
}
