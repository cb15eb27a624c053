import { perServer } from '../demand/traffic-class';
import { regularity } from './regularity';
import type { Subject } from './subject';
import type { RoutedDemand } from './demands';
import type { BusiestCable } from './traffic';

/**
 * Upper bound of the load of the fullest cable of a Clos network: equal-cost paths spread what the servers of a leaf
 * send evenly over all uplinks of the leaf, and no cable above gets more than the fullest of these. None in other
 * topologies, nor of traffic from or to the outside.
 *
 * @param subject the fabric
 * @param demands traffic on it
 */
export function trafficBound(subject: Subject, demands: readonly RoutedDemand[]): BusiestCable | undefined {
  const { graph, fabric, tally } = subject;
  // What comes in at a spine is not spread over all uplinks of a leaf.
  const isInner = demands.every(({ senders, receivers }) =>
    [senders[0]!, receivers[0]!].every((node) => node < fabric.servers),
  );
  if (!isInner || regularity(subject).oversubscription === null) return undefined;
  const [sent, received] = [new Float64Array(graph.nodeCount), new Float64Array(graph.nodeCount)];
  for (const { demand, senders, receivers } of demands) {
    const load = perServer(demand, senders.length, receivers.length);
    for (const server of senders) sent[server]! += load.sent;
    for (const server of receivers) received[server]! += load.received;
  }
  // Each port of a server gets an equal part.
  const { a, b, length } = fabric.links;
  for (let at = 0; at < length && b.node[at]! < fabric.servers; at++) {
    const [leaf, server] = [a.node[at]!, b.node[at]!];
    sent[leaf]! += sent[server]! / tally.uplinks[server]!;
    received[leaf]! += received[server]! / tally.uplinks[server]!;
  }
  let [link, most, bps] = [0, -1, 0];
  for (let at = 0; at < length; at++) {
    const lower = b.node[at]!;
    const load = Math.max(sent[lower]!, received[lower]!) / tally.uplinks[lower]!;
    const share = load / graph.capacity[at]!;
    if (share > most) [link, most, bps] = [at, share, load];
  }
  return { link, bps, bound: 'at most' };
}
