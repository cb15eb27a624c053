import { factKind } from '../model/fact';
import type { Proof } from './proof';

/** What data between sites may be for. */
export const CHARGE_KINDS = ['mirroring', 'backup', 'transfer', 'federation', 'edge'] as const;

/** What data between sites is for. */
export type ChargeKind = (typeof CHARGE_KINDS)[number];

/** A line between two sites, the same in both directions. */
export interface WanLinkFact {
  /** Name. */
  readonly name: string;
  /** Names of the two sites. */
  readonly between: readonly [string, string];
  /** Bandwidth of one direction. */
  readonly bitsPerSecond: number;
  /** Latency of one direction. */
  readonly latencySeconds: number;
  /** Names of what fails for several links at once: a duct, a carrier, a bridge. */
  readonly sharedRisk: readonly string[];
}

/** A flow of data from one site to another. */
export interface ChargeFact {
  /** Name. */
  readonly name: string;
  /** What it is for. */
  readonly kind: ChargeKind;
  /** Site that sends. */
  readonly from: string;
  /** Site that receives. */
  readonly to: string;
  /** Bandwidth at the peak. */
  readonly peakBitsPerSecond: number;
}

/** Sites, the lines between them, and what runs over these. */
export interface WanFact {
  /** Names of the sites. */
  readonly sites: readonly string[];
  /** Lines. */
  readonly links: readonly WanLinkFact[];
  /** Flows of data. */
  readonly charges: readonly ChargeFact[];
  /** Whether the charges must still fit after the loss of one link or shared risk. */
  readonly fitAfterLoss: boolean;
  /** Sites that are described elsewhere. */
  readonly elsewhere: readonly string[];
}

/** Kind of {@link WanFact}. */
export const WAN = factKind<WanFact>('wan');

/** What is proven of a WAN. */
export interface WanProofsFact {
  /** Statements with their verdicts. */
  readonly proofs: readonly Proof[];
}

/** Kind of {@link WanProofsFact}. */
export const WAN_PROOFS = factKind<WanProofsFact>('wan-proofs');
