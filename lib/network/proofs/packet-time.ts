import type { SiteFact } from '../../site/facts';
import { Bandwidth } from '../../units/bandwidth';
import { Bytes } from '../../units/bytes';
import { Duration } from '../../units/duration';
import { Length } from '../../units/length';
import { oneWayLatency } from '../demand/latency';
import type { LatencySpec } from '../fabric/requirements';
import type { Subject } from './subject';
import { wayMetres } from './way-length';

/**
 * Time that a packet takes over a number of switches with empty queues, in nanoseconds: all links count as the slowest
 * one, and where no length was given, cables as long as those of the site's cabling.
 *
 * @param subject the fabric
 * @param site the fact of the site
 * @param asked what was asked
 * @param switches switches on the way
 * @returns nothing where the cable on the way is not known
 */
export function packetTime(
  { fabric, name }: Subject,
  site: SiteFact,
  asked: LatencySpec,
  switches: number,
): number | undefined {
  const metres = asked.cableMetres ?? wayMetres(site, name, switches);
  if (metres === undefined) return undefined;
  const slowest = fabric.links.bps.reduce((least, bps) => Math.min(least, bps), Infinity);
  const { seconds } = oneWayLatency({
    switches,
    latency: { portToPort: Duration.seconds(asked.portToPortSeconds), source: asked.source },
    cable: Length.metres(metres),
    packet: Bytes.of(asked.packetBytes),
    speed: Bandwidth.bps(slowest),
    forwarding: asked.forwarding,
  });
  return seconds * 1e9;
}
