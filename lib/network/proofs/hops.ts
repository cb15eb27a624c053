import { hopsExceeded, latencyExceeded } from '../../errors/fabric-proofs';
import type { Proof } from '../../site/proof';
import { Bandwidth } from '../../units/bandwidth';
import { Bytes } from '../../units/bytes';
import { Duration } from '../../units/duration';
import { Length } from '../../units/length';
import { oneWayLatency } from '../demand/latency';
import { diameter } from '../graph/diameter';
import { atMost } from './judge';
import type { Subject } from './subject';

/** Links that searches for the longest path may look at: two or three searches do for a Clos network. */
const STEPS = 5e7;

/**
 * Switches on the longest of the shortest ways between two servers, and how long a packet takes there where figures
 * were given: all its links count as the slowest one.
 *
 * @param subject the fabric; all of its servers reach each other
 */
export function hops(subject: Subject): readonly Proof[] {
  const { name, fabric, graph, servers, requirements } = subject;
  if (servers.length < 2) return [];
  const searches = Math.max(8, Math.min(1000, Math.floor(STEPS / (graph.nodeCount + 2 * graph.edgeCount))));
  const { atMost: most, exact, between } = diameter(graph, servers, { searches });
  const switches = most - 1;
  const details = { exact, witness: between.map((node) => fabric.nodes[node]!.name) };
  const measure = { value: switches, limit: requirements?.switchHops ?? null, unit: 'switches' };
  const claim = `switches between two servers of the fabric '${name}'`;
  return [atMost(hopsExceeded.code, claim, measure, details), ...latency(subject, switches, details)];
}

function latency(
  { name, fabric, requirements }: Subject,
  switches: number,
  details: { readonly exact: boolean; readonly witness: readonly string[] },
): readonly Proof[] {
  const asked = requirements?.latency ?? null;
  if (asked === null) return [];
  const slowest = fabric.links.reduce((least, { bps }) => Math.min(least, bps), Infinity);
  const { seconds } = oneWayLatency({
    switches,
    latency: { portToPort: Duration.seconds(asked.portToPortSeconds), source: asked.source },
    cable: Length.metres(asked.cableMetres),
    packet: Bytes.of(asked.packetBytes),
    speed: Bandwidth.bps(slowest),
    forwarding: asked.forwarding,
  });
  const measure = { value: seconds * 1e9, limit: asked.withinSeconds * 1e9, unit: 'ns' };
  const claim = `a packet passes the fabric '${name}' in time, with empty queues`;
  return [atMost(latencyExceeded.code, claim, measure, details)];
}
