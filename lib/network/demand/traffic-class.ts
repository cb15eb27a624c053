import type { Bandwidth } from '../../units/bandwidth';
import { Bytes } from '../../units/bytes';
import type { Duration } from '../../units/duration';
import { latencySpec, type LatencyRequirement } from '../fabric/requirements';
import { bandwidthFor } from './transfer';
import { collectiveBandwidth } from './collectives';
import { checkpointBandwidth } from './checkpoint';
import type { TrafficDemand, TrafficKind } from './facts';

/** Between which servers traffic runs. */
export interface TrafficEnds {
  /** Group of the servers that send, or a router outside of the site. */
  readonly from: string;
  /** Group of the servers that receive, or a router outside of the site. */
  readonly to: string;
  /** Bytes that a sender hands to its network at once. @default - nothing is known of bursts */
  readonly burst?: Bytes;
  /** How long a packet may take, and what it meets on its way. @default - nothing is asked */
  readonly latency?: LatencyRequirement;
}

/** Data that moves steadily from one group of servers to another. */
export interface SteadyTrafficOptions extends TrafficEnds {
  /** What all senders send together in that time. */
  readonly data: Bytes;
  /** The time. */
  readonly within: Duration;
  /** Peak over mean, at least 1. */
  readonly peakFactor: number;
  /** Share that headers, acknowledgements and retransmissions add. */
  readonly overhead: number;
}

/** Checkpoints that a training job writes. */
export interface CheckpointTrafficOptions extends TrafficEnds {
  /** Size of one checkpoint. */
  readonly size: Bytes;
  /** Time that writing it may take. */
  readonly within: Duration;
}

/** Gradients that the servers of a group exchange. */
export interface AllReduceTrafficOptions {
  /** Group of the servers. */
  readonly group: string;
  /** Gradients of one step. */
  readonly gradients: Bytes;
  /** Servers that take part. */
  readonly servers: number;
  /** Time that the exchange may take. */
  readonly within: Duration;
  /** How long a packet may take, and what it meets on its way. @default - nothing is asked */
  readonly latency?: LatencyRequirement;
}

/** Requests and answers, or anything else whose bandwidth is known. */
export interface KnownTrafficOptions extends TrafficEnds {
  /** Bandwidth at the peak, overhead included. */
  readonly peak: Bandwidth;
  /** Whether it is that of all senders together, or of each one. */
  readonly per: 'group' | 'sender';
}

/**
 * A class of traffic: who sends to whom, how much at the peak, and in what bursts.
 *
 * @example
 * TrafficClass.ingest({
 *   from: 'storage',
 *   to: 'h100',
 *   data: Bytes.tb(40),
 *   within: Duration.days(1),
 *   peakFactor: 3,
 *   overhead: 0.05,
 * });
 */
export class TrafficClass {
  private constructor(private readonly demand: Omit<TrafficDemand, 'name'>) {}

  /** Training data on its way to the GPUs. @throws DH1005 */
  public static ingest(options: SteadyTrafficOptions): TrafficClass {
    return TrafficClass.steady('ingest', options);
  }

  /** Copies that storage makes, or that go to a mirror. @throws DH1005 */
  public static replication(options: SteadyTrafficOptions): TrafficClass {
    return TrafficClass.steady('replication', options);
  }

  /** A checkpoint, written in a time that the training can spare. @throws DH1005 */
  public static checkpoint(options: CheckpointTrafficOptions): TrafficClass {
    const { size, within } = options;
    return TrafficClass.between('checkpoint', options, checkpointBandwidth(size, within), 'group');
  }

  /**
   * Gradients in a ring over the servers: inside of a server, its GPUs join theirs over NVLink first. The bandwidth is
   * that of all NICs of one server together. @throws DH1004 and DH1005
   */
  public static allReduce(options: AllReduceTrafficOptions): TrafficClass {
    const { group, gradients, servers: ranks, within, latency } = options;
    const ends = { from: group, to: group, ...(latency === undefined ? {} : { latency }) };
    const peak = collectiveBandwidth({ collective: 'all-reduce', data: gradients, ranks }, within);
    return TrafficClass.between('all-reduce', ends, peak, 'sender', 'ring');
  }

  /** Requests to models, and their answers. */
  public static inference(options: KnownTrafficOptions): TrafficClass {
    return TrafficClass.between('inference', options, options.peak, options.per);
  }

  /** Traffic of another kind. */
  public static custom(options: KnownTrafficOptions): TrafficClass {
    return TrafficClass.between('custom', options, options.peak, options.per);
  }

  private static steady(kind: TrafficKind, options: SteadyTrafficOptions): TrafficClass {
    return TrafficClass.between(kind, options, bandwidthFor(options), 'group');
  }

  private static between(
    kind: TrafficKind,
    { from, to, burst = Bytes.of(0), latency }: TrafficEnds,
    peak: Bandwidth,
    per: TrafficDemand['per'],
    pattern: TrafficDemand['pattern'] = 'even',
  ): TrafficClass {
    const { bitsPerSecond } = peak;
    return new TrafficClass({
      ...{ kind, from, to, bitsPerSecond, per, pattern, burstBytes: burst.bytes },
      ...(latency === undefined ? {} : { latency: latencySpec(latency) }),
    });
  }

  /**
   * The traffic as a fact.
   *
   * @param name how to call it
   */
  public toFact(name: string): TrafficDemand {
    return { name, ...this.demand };
  }
}

/** What one server sends in a class of traffic. */
export interface SenderLoad {
  /** Bits per second that each sender sends. */
  readonly sent: number;
  /** Bits per second that each receiver gets. */
  readonly received: number;
}

/**
 * What a class of traffic means for one server.
 *
 * @param demand the traffic
 * @param senders servers of the group that sends
 * @param receivers servers of the group that receives
 */
export function perServer(demand: TrafficDemand, senders: number, receivers: number): SenderLoad {
  const sent = demand.per === 'sender' ? demand.bitsPerSecond : demand.bitsPerSecond / senders;
  return { sent, received: (sent * senders) / receivers };
}
