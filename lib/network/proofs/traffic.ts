import { cableOverloaded } from '../../errors/fabric-proofs';
import type { SiteFact } from '../../site/facts';
import type { Proof } from '../../site/proof';
import type { TrafficDemand } from '../demand/facts';
import { perServer } from '../demand/traffic-class';
import { linkLoad, type Demand } from '../graph/link-load';
import { demandsOn, type RoutedDemand } from './demands';
import { atMost, few } from './judge';
import { linkName } from './names';
import type { Subject } from './subject';
import { trafficBound } from './traffic-bound';
import { nextOf, trafficBounds } from './traffic-cuts';

/** Steps that routing may take: about a second. Beyond, there are bounds. */
const STEPS = 1e8;

/** A cable, and what it carries in the direction with more. */
export interface BusiestCable {
  /** Number of the cable. */
  readonly link: number;
  /** Load in bits per second. */
  readonly bps: number;
  /** Whether the load was routed, is more than any cable carries, or less than the fullest one does. */
  readonly bound: 'exact' | 'at most' | 'at least';
  /** Cables of the cut that a lower bound follows from. @default - none */
  readonly cut?: readonly number[];
}

/**
 * The cable that declared traffic fills the most, over equal-cost shortest paths, and whether it is enough; nothing
 * where nothing was declared for the fabric. Where only a lower bound is known, and it is not too much, the load is
 * described: that no cable has more is not proven.
 *
 * @param subject the fabric; all of its servers reach each other
 * @param outside routers that are not of the site
 * @param demands all traffic of the site
 */
export function traffic(
  subject: Subject,
  outside: SiteFact['outside'],
  demands: readonly TrafficDemand[],
): readonly Proof[] {
  const routed = demandsOn(subject, outside, demands);
  if (routed.length === 0) return [];
  const { link, bps, bound, cut } = busiestCable(subject, routed);
  const { fabric, name } = subject;
  const value = (100 * bps) / fabric.links.bps[link]!;
  const cables = few(
    (cut ?? [link]).slice(0, 5).map((at) => linkName(fabric, at)),
    (cut ?? [link]).length,
  );
  const witness = [...cables, ...routed.map(({ demand }) => demand.name).slice(0, 4)];
  const isOpen = bound === 'at least' && value <= 100;
  const load = bound === 'at least' ? 'load of its fullest cable, at least' : 'load of its fullest cable';
  const claim = isOpen
    ? `declared traffic over the fabric '${name}', not proven to fit: ${load}`
    : `the fabric '${name}' carries the declared traffic: ${load}`;
  const measure = { value, limit: isOpen ? null : 100, unit: '%' };
  return [atMost(cableOverloaded.code, claim, measure, { exact: bound === 'exact', witness })];
}

/**
 * The cable that traffic fills the most.
 *
 * @param subject the fabric
 * @param demands traffic on it
 */
export function busiestCable(subject: Subject, demands: readonly RoutedDemand[]): BusiestCable {
  const { graph, fabric } = subject;
  if (demands.reduce((steps, demand) => steps + stepsOf(subject, demand), 0) > STEPS)
    return trafficBound(subject, demands) ?? byCuts(subject, demands);
  const { forward, backward } = linkLoad(graph, demands.flatMap(flows));
  let [link, most] = [0, -1];
  for (let at = 0; at < fabric.links.length; at++) {
    const share = Math.max(forward[at]!, backward[at]!) / graph.capacity[at]!;
    if (share > most) [link, most] = [at, share];
  }
  return { link, bps: Math.max(forward[link]!, backward[link]!), bound: 'exact' };
}

/** Where all traffic together fits on each cable, that is enough; otherwise the narrowest cut is known. */
function byCuts(subject: Subject, demands: readonly RoutedDemand[]): BusiestCable {
  const { least, most, cut } = trafficBounds(subject, demands);
  const { capacity } = subject.graph;
  const link = cut[0] ?? 0;
  if (most <= 1) return { link, bps: most * capacity[link]!, bound: 'at most' };
  return { link, bps: least * capacity[link]!, bound: 'at least', cut };
}

/** A ring is one flow for each sender; traffic that is spread evenly is one flow. */
function flows({ demand, senders, receivers }: RoutedDemand): readonly Demand[] {
  const { sent } = perServer(demand, senders.length, receivers.length);
  if (demand.pattern === 'even') return [{ sources: senders, sinks: receivers, amount: sent * senders.length }];
  return senders.map((sender, at) => ({ sources: [sender], sinks: [nextOf(receivers, at, sender)], amount: sent }));
}

function stepsOf({ graph }: Subject, { demand, senders, receivers }: RoutedDemand): number {
  const search = graph.nodeCount + 2 * graph.edgeCount;
  if (demand.pattern === 'ring') return senders.length * (search + graph.nodeCount);
  const single = receivers.filter((server) => graph.degree(server) === 1);
  const roots = new Set(single.map((server) => graph.neighbours[graph.offsets[server]!])).size;
  return (roots + receivers.length - single.length) * (search + senders.length);
}
