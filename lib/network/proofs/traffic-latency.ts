import { trafficTooSlow } from '../../errors/devices';
import type { SiteFact } from '../../site/facts';
import type { Proof } from '../../site/proof';
import type { TrafficDemand } from '../demand/facts';
import { Bfs } from '../graph/bfs';
import { diameter } from '../graph/diameter';
import { demandsOn, type RoutedDemand } from './demands';
import { atMost } from './judge';
import { packetTime } from './packet-time';
import type { Subject } from './subject';

/** Searches for the longest way between two groups: beyond, the longest way of the whole fabric bounds it. */
const SEARCHES = 200;

/**
 * How long a packet of each class of traffic takes that says how long it may, on the longest of its shortest ways.
 *
 * @param subject the fabric; all of its servers reach each other
 * @param site the fact of the site
 * @param demands all traffic of the site
 */
export function trafficLatency(subject: Subject, site: SiteFact, demands: readonly TrafficDemand[]): readonly Proof[] {
  return demandsOn(subject, site.outside, demands).flatMap((routed): readonly Proof[] => {
    const { name, latency = null } = routed.demand;
    if (latency === null) return [];
    const { switches, exact } = switchesBetween(subject, routed);
    const value = packetTime(subject, site, latency, switches);
    if (value === undefined) return [];
    const claim = `a packet of the traffic '${name}' passes the fabric '${subject.name}' in time, with empty queues`;
    const measure = { value, limit: latency.withinSeconds * 1e9, unit: 'ns' };
    return [
      atMost(trafficTooSlow.code, claim, measure, { exact: exact && latency.cableMetres !== null, witness: [name] }),
    ];
  });
}

/** A router is behind the switch where its traffic begins or ends: that one is on the way too. */
function switchesBetween({ graph, fabric, servers }: Subject, { senders, receivers }: RoutedDemand) {
  const borders = [senders, receivers].filter(([first]) => (first ?? 0) >= fabric.servers).length;
  const [few, many] = senders.length < receivers.length ? [senders, receivers] : [receivers, senders];
  if (few.length > SEARCHES) {
    const { atMost: most } = diameter(graph, servers, { searches: 8 });
    return { switches: most - 1 + borders, exact: false };
  }
  const bfs = new Bfs(graph);
  const hops = few.reduce((most, origin) => Math.max(most, bfs.run(origin).farthest(many).hops), 0);
  return { switches: hops - 1 + borders, exact: true };
}
