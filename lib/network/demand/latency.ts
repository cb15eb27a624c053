import type { Bandwidth } from '../../units/bandwidth';
import type { Bytes } from '../../units/bytes';
import { Duration } from '../../units/duration';
import type { Length } from '../../units/length';
import { positive, wholeNumber } from '../../units/ranges';

/**
 * Light in fibre and signals in copper take about 5 ns a metre: 299 792 458 m/s over a refractive index of about 1.5.
 */
const NANOSECONDS_PER_METRE = 5;

/** A latency that somebody measured or published. */
export interface SwitchLatency {
  /** From port to port, without the time to put a packet on the wire. */
  readonly portToPort: Duration;
  /** Where the figure comes from: published ones of one switch differ by more than half. */
  readonly source: string;
}

/** A way through a fabric. */
export interface LatencyOptions {
  /** Switches on the way. */
  readonly switches: number;
  /** What one of them adds. */
  readonly latency: SwitchLatency;
  /** Cable on the way, all hops together. */
  readonly cable: Length;
  /** Size of the packet. */
  readonly packet: Bytes;
  /** Speed of the slowest link. */
  readonly speed: Bandwidth;
  /** Whether a switch sends a packet on while it still comes in, or only when it has all of it. */
  readonly forwarding: 'cut-through' | 'store-and-forward';
}

/**
 * Time that the last bit of a packet takes from one server to another with empty queues.
 *
 * @param way the way
 * @throws DH1004 and DH1005
 */
export function oneWayLatency(way: LatencyOptions): Duration {
  const { switches, latency, cable, packet, speed, forwarding } = way;
  wholeNumber('switches', switches);
  const serialisations = forwarding === 'cut-through' ? 1 : switches + 1;
  const wire = (packet.bytes * 8) / positive('speed', speed.bitsPerSecond);
  const propagation = cable.metres * NANOSECONDS_PER_METRE * 1e-9;
  return Duration.seconds(latency.portToPort.seconds * switches + propagation + wire * serialisations);
}
