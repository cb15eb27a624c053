import { Bandwidth } from '../../units/bandwidth';
import type { Bytes } from '../../units/bytes';
import { Duration } from '../../units/duration';
import { positive, wholeNumber } from '../../units/ranges';

/** A collective operation of a number of ranks. */
export type Collective = 'all-reduce' | 'reduce-scatter' | 'all-gather' | 'broadcast';

/**
 * Times that the data of an operation goes over the network of one rank, at least: nccl-tests, `doc/PERFORMANCE.md`.
 *
 * @param collective the operation
 * @param ranks how many take part, at least 2
 * @throws DH1004
 */
export function busFactor(collective: Collective, ranks: number): number {
  wholeNumber('ranks', ranks, 2);
  const share = (ranks - 1) / ranks;
  return { 'all-reduce': 2 * share, 'reduce-scatter': share, 'all-gather': share, broadcast: 1 }[collective];
}

/** A collective operation over the data of a model. */
export interface CollectiveOptions {
  /** The operation. */
  readonly collective: Collective;
  /** Size of the whole buffer; for all-gather and reduce-scatter that of all ranks' parts together. */
  readonly data: Bytes;
  /** How many ranks exchange data over the network. */
  readonly ranks: number;
  /**
   * Rails that share the data evenly because GPUs of one server first join theirs inside of it: the GPUs of a server.
   * @default 1 - all ranks are in one ring
   */
  readonly rails?: number;
}

/**
 * Time that an operation takes at least. It is a bound: latency, and a network that is not kept busy, come on top.
 *
 * @param options the operation
 * @param perRank bandwidth of the network of one rank, one direction
 * @throws DH1004 and DH1005
 */
export function collectiveTime(options: CollectiveOptions, perRank: Bandwidth): Duration {
  return Duration.seconds(bits(options) / positive('perRank', perRank.bitsPerSecond));
}

/**
 * Bandwidth of the network that one rank needs so that an operation ends in time.
 *
 * @param options the operation
 * @param within time that it may take
 * @throws DH1004 and DH1005
 */
export function collectiveBandwidth(options: CollectiveOptions, within: Duration): Bandwidth {
  return Bandwidth.bps(bits(options) / positive('within', within.seconds));
}

/** Bits that one rank sends. */
function bits({ collective, data, ranks, rails = 1 }: CollectiveOptions): number {
  wholeNumber('rails', rails, 1);
  return (data.bytes * 8 * busFactor(collective, ranks)) / rails;
}
