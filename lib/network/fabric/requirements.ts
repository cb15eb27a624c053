import { positive } from '../../units/ranges';
import type { Bandwidth } from '../../units/bandwidth';
import type { Bytes } from '../../units/bytes';
import type { Duration } from '../../units/duration';
import type { Length } from '../../units/length';
import type { SwitchLatency } from '../demand/latency';

/** How long a packet may take, and what it meets on its way. */
export interface LatencyRequirement {
  /** Longest time from one server to another, with empty queues. */
  readonly within: Duration;
  /** What one switch adds, with its source: published figures of one switch differ by more than half. */
  readonly latency: SwitchLatency;
  /** Cable on the longest way, all hops together. @default - at most what follows from the cabling of the site */
  readonly cable?: Length;
  /** Size of the packet. */
  readonly packet: Bytes;
  /** Whether a switch sends a packet on while it still comes in. @default 'store-and-forward' - the slower one */
  readonly forwarding?: 'cut-through' | 'store-and-forward';
}

/** What a fabric must be able to do: each is proven, and what is not so is a finding. */
export interface FabricRequirements {
  /**
   * Failures of switches and cables, whichever they are, that part no server from the others.
   * @default 1 where it carries frontend, storage or RDMA traffic, with a warning; a fabric for management alone may
   * have one port a server, and is only described
   */
  readonly survives?: 1 | 2;
  /** Whether the loss of a whole rack parts no server of another one. @default false - it is only described */
  readonly survivesRack?: boolean;
  /** Largest oversubscription, all tiers together: 1 is none. @default - none */
  readonly oversubscription?: number;
  /** Smallest bandwidth between two halves of the servers, one direction. @default - none */
  readonly bisection?: Bandwidth;
  /** Most switches between two servers. @default - any number */
  readonly switchHops?: number;
  /** Longest time of a packet. @default - it is not computed, as latencies of switches are not in the catalogue */
  readonly latency?: LatencyRequirement;
}

/** {@link FabricRequirements} as facts say them: plain JSON. */
export interface RequirementSpec {
  /** Failures that must be survived; null when nothing was said. */
  readonly survives: 1 | 2 | null;
  /** Whether the loss of a rack must be survived. */
  readonly survivesRack: boolean;
  /** Largest oversubscription; null for any. */
  readonly oversubscription: number | null;
  /** Smallest bisection bandwidth in bits per second; null for any. */
  readonly bisectionBps: number | null;
  /** Most switches between two servers; null for any. */
  readonly switchHops: number | null;
  /** Longest time of a packet; null when nothing was asked. */
  readonly latency: LatencySpec | null;
}

/** {@link LatencyRequirement} as facts say it. */
export interface LatencySpec {
  /** Longest time in seconds. */
  readonly withinSeconds: number;
  /** What one switch adds, in seconds. */
  readonly portToPortSeconds: number;
  /** Where that figure comes from. */
  readonly source: string;
  /** Cable on the way in metres; null for that of the site's cabling. */
  readonly cableMetres: number | null;
  /** Size of the packet in bytes. */
  readonly packetBytes: number;
  /** Whether a switch sends a packet on while it still comes in. */
  readonly forwarding: 'cut-through' | 'store-and-forward';
}

/**
 * Requirements as a fact.
 *
 * @param options requirements
 * @throws DH1005 when a limit is not above zero
 */
export function requirementSpec(options: FabricRequirements): RequirementSpec {
  const { survives = null, survivesRack = false, oversubscription, bisection, switchHops, latency } = options;
  return {
    survives,
    survivesRack,
    oversubscription: limit('oversubscription', oversubscription),
    bisectionBps: limit('bisection', bisection?.bitsPerSecond),
    switchHops: limit('switchHops', switchHops),
    latency: latency === undefined ? null : latencySpec(latency),
  };
}

/**
 * A latency that is asked for, as a fact.
 *
 * @param latency what is asked for
 * @throws DH1005 when the time is not above zero
 */
export function latencySpec({ within, latency, cable, packet, forwarding }: LatencyRequirement): LatencySpec {
  return {
    withinSeconds: positive('within', within.seconds),
    portToPortSeconds: latency.portToPort.seconds,
    source: latency.source,
    cableMetres: cable?.metres ?? null,
    packetBytes: packet.bytes,
    forwarding: forwarding ?? 'store-and-forward',
  };
}

function limit(field: string, given: number | undefined): number | null {
  return given === undefined ? null : positive(field, given);
}
