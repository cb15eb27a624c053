import { factKind } from '../../model/fact';
import type { LatencySpec } from '../fabric/requirements';

/** What traffic is for. */
export type TrafficKind = 'ingest' | 'checkpoint' | 'all-reduce' | 'inference' | 'replication' | 'custom';

/** Traffic between the servers of two groups, or inside of one. */
export interface TrafficDemand {
  /** Name, unique in the site. */
  readonly name: string;
  /** What it is for. */
  readonly kind: TrafficKind;
  /** Group of the servers that send, or a router outside of the site. */
  readonly from: string;
  /** Group of the servers that receive, or a router outside; the same as `from` for traffic inside of a group. */
  readonly to: string;
  /** Bandwidth at the peak: of all senders together, or of each one. */
  readonly bitsPerSecond: number;
  /** Whether {@link bitsPerSecond} is that of all senders together, spread evenly over them, or of each one. */
  readonly per: 'group' | 'sender';
  /** Whether each sender sends to all receivers evenly, or to the next one only, as rings of collectives do. */
  readonly pattern: 'even' | 'ring';
  /** Bytes that a sender hands to its network at once, at the speed of its port: what buffers and queues see. */
  readonly burstBytes: number;
  /** How long a packet of it may take. @default - nothing was asked */
  readonly latency?: LatencySpec;
}

/** All traffic of a site that was declared. */
export interface DemandFact {
  /** Name of the site. */
  readonly site: string;
  /** The traffic. */
  readonly demands: readonly TrafficDemand[];
}

/** Kind of {@link DemandFact}. */
export const DEMAND = factKind<DemandFact>('demand');
