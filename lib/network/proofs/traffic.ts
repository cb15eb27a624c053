import type { NicRole } from '../../catalog/nic';
import { cableOverloaded } from '../../errors/fabric-proofs';
import type { Proof } from '../../site/proof';
import type { TrafficDemand, TrafficKind } from '../demand/facts';
import { perServer } from '../demand/traffic-class';
import { linkLoad, type Demand } from '../graph/link-load';
import { atMost } from './judge';
import { linkName } from './names';
import type { Subject } from './subject';
import { trafficBound } from './traffic-bound';

/** Network that a kind of traffic runs over. */
const NETWORK: Readonly<Record<TrafficKind, NicRole>> = {
  ingest: 'storage',
  checkpoint: 'storage',
  replication: 'storage',
  'all-reduce': 'rdma',
  inference: 'frontend',
  custom: 'frontend',
};

/** Steps that routing may take: about a second. Beyond, the load of a leaf is a bound of that of all cables. */
const STEPS = 1e8;

/** A cable, and what it carries in the direction with more. */
export interface BusiestCable {
  /** Number of the cable. */
  readonly link: number;
  /** Load in bits per second. */
  readonly bps: number;
  /** Whether the load was routed; otherwise it is an upper bound. */
  readonly exact: boolean;
}

/** Servers of the groups between which traffic runs. */
export interface RoutedDemand {
  /** The traffic. */
  readonly demand: TrafficDemand;
  /** Indices of the servers that send. */
  readonly senders: readonly number[];
  /** Indices of the servers that receive. */
  readonly receivers: readonly number[];
}

/**
 * Traffic that a fabric carries: it names the kinds by what it carries, and reaches both groups.
 *
 * @param subject the fabric
 * @param demands all traffic of the site
 */
export function demandsOn(
  { roles, built, terminals }: Subject,
  demands: readonly TrafficDemand[],
): readonly RoutedDemand[] {
  const groups = new Map<string, readonly number[]>();
  let first = 0;
  for (const { group, servers } of built.input.groups) {
    const start = first;
    first += servers.length;
    const all = servers.map((_, index) => start + index);
    groups.set(
      group,
      all.filter((server) => terminals[server] === 1),
    );
  }
  return demands.flatMap((demand): RoutedDemand[] => {
    const [senders, receivers] = [groups.get(demand.from) ?? [], groups.get(demand.to) ?? []];
    const isHere = roles.includes(NETWORK[demand.kind]) && senders.length > 0 && receivers.length > 0;
    return isHere && (demand.from !== demand.to || senders.length > 1) ? [{ demand, senders, receivers }] : [];
  });
}

/**
 * The cable that declared traffic fills the most, over equal-cost shortest paths, and whether it is enough. None where
 * nothing was declared for the fabric, or a large ring or mesh would take too long.
 *
 * @param subject the fabric; all of its servers reach each other
 * @param demands all traffic of the site
 */
export function traffic(subject: Subject, demands: readonly TrafficDemand[]): readonly Proof[] {
  const routed = demandsOn(subject, demands);
  if (routed.length === 0) return [];
  const busiest = busiestCable(subject, routed);
  if (busiest === undefined) return [];
  const { link, bps, exact } = busiest;
  const { fabric, name } = subject;
  const value = (100 * bps) / fabric.links[link]!.bps;
  const witness = [linkName(fabric, link), ...routed.map(({ demand }) => demand.name).slice(0, 4)];
  const claim = `the fabric '${name}' carries the declared traffic: load of its fullest cable`;
  return [atMost(cableOverloaded.code, claim, { value, limit: 100, unit: '%' }, { exact, witness })];
}

/**
 * The cable that traffic fills the most.
 *
 * @param subject the fabric
 * @param demands traffic on it
 */
export function busiestCable(subject: Subject, demands: readonly RoutedDemand[]): BusiestCable | undefined {
  const { graph } = subject;
  if (demands.reduce((steps, demand) => steps + stepsOf(subject, demand), 0) > STEPS)
    return trafficBound(subject, demands);
  const { forward, backward } = linkLoad(graph, demands.flatMap(flows));
  let [link, most] = [0, -1];
  for (let at = 0; at < graph.edgeCount; at++) {
    const share = Math.max(forward[at]!, backward[at]!) / graph.capacity[at]!;
    if (share > most) [link, most] = [at, share];
  }
  return { link, bps: Math.max(forward[link]!, backward[link]!), exact: true };
}

/** A ring is one flow for each sender; traffic that is spread evenly is one flow. */
function flows({ demand, senders, receivers }: RoutedDemand): readonly Demand[] {
  const { sent } = perServer(demand, senders.length, receivers.length);
  if (demand.pattern === 'even') return [{ sources: senders, sinks: receivers, amount: sent * senders.length }];
  return senders.map((sender, index) => ({ sources: [sender], sinks: [next(receivers, index, sender)], amount: sent }));
}

/** The next receiver of a ring; in a ring of one group, that is the next server. */
function next(receivers: readonly number[], index: number, sender: number): number {
  const receiver = receivers[(index + 1) % receivers.length]!;
  return receiver === sender ? receivers[(index + 2) % receivers.length]! : receiver;
}

function stepsOf({ graph }: Subject, { demand, senders, receivers }: RoutedDemand): number {
  const search = graph.nodeCount + 2 * graph.edgeCount;
  if (demand.pattern === 'ring') return senders.length * (search + graph.nodeCount);
  const single = receivers.filter((server) => graph.degree(server) === 1);
  const roots = new Set(single.map((server) => graph.neighbours[graph.offsets[server]!])).size;
  return (roots + receivers.length - single.length) * (search + senders.length);
}
