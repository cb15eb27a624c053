import { hopsExceeded, latencyExceeded } from '../../errors/fabric-proofs';
import type { SiteFact } from '../../site/facts';
import type { Proof } from '../../site/proof';
import { diameter } from '../graph/diameter';
import { atMost } from './judge';
import { packetTime } from './packet-time';
import type { Subject } from './subject';

/** Links that searches for the longest path may look at: two or three searches do for a Clos network. */
const STEPS = 5e7;

/**
 * Switches on the longest of the shortest ways between two servers, and how long a packet takes there where figures
 * were given: all its links count as the slowest one.
 *
 * @param subject the fabric; all of its servers reach each other
 * @param site the fact of the site
 */
export function hops(subject: Subject, site: SiteFact): readonly Proof[] {
  const { name, fabric, graph, servers, requirements } = subject;
  if (servers.length < 2) return [];
  const searches = Math.max(8, Math.min(1000, Math.floor(STEPS / (graph.nodeCount + 2 * graph.edgeCount))));
  const { atMost: most, exact, between } = diameter(graph, servers, { searches });
  const switches = most - 1;
  const details = { exact, witness: between.map((node) => fabric.nodes[node]!.name) };
  const measure = { value: switches, limit: requirements?.switchHops ?? null, unit: 'switches' };
  const claim = `switches between two servers of the fabric '${name}'`;
  return [atMost(hopsExceeded.code, claim, measure, details), ...latency(subject, site, switches, details)];
}

function latency(
  subject: Subject,
  site: SiteFact,
  switches: number,
  details: { readonly exact: boolean; readonly witness: readonly string[] },
): readonly Proof[] {
  const asked = subject.requirements?.latency ?? null;
  const value = asked === null ? undefined : packetTime(subject, site, asked, switches);
  if (asked === null || value === undefined) return [];
  const measure = { value, limit: asked.withinSeconds * 1e9, unit: 'ns' };
  const claim = `a packet passes the fabric '${subject.name}' in time, with empty queues`;
  const exact = details.exact && asked.cableMetres !== null;
  return [atMost(latencyExceeded.code, claim, measure, { ...details, exact })];
}
