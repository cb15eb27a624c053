import { Bandwidth } from '../../units/bandwidth';
import type { Bytes } from '../../units/bytes';
import { Duration } from '../../units/duration';
import { atLeastNumber, positive } from '../../units/ranges';

/** Data that must arrive in time. */
export interface TransferOptions {
  /** What is carried, without headers. */
  readonly data: Bytes;
  /** Time in which all of it arrives. */
  readonly within: Duration;
  /** Peak over mean, at least 1: the mean is no requirement. */
  readonly peakFactor: number;
  /** Share that headers, acknowledgements and retransmissions add to the data, e.g. 0.05. */
  readonly overhead: number;
}

/**
 * Bandwidth that a transfer needs: data · 8 / time · peak factor · (1 + overhead). The rate of the link is no factor:
 * it is what this is compared with.
 *
 * @param transfer data, time, peak factor and overhead
 * @throws DH1005
 */
export function bandwidthFor(transfer: TransferOptions): Bandwidth {
  const { data, within, peakFactor, overhead } = transfer;
  const mean = (data.bytes * 8) / positive('within', within.seconds);
  return Bandwidth.bps(
    mean * atLeastNumber('peakFactor', peakFactor, 1) * (1 + atLeastNumber('overhead', overhead, 0)),
  );
}

/**
 * Time that a transfer takes.
 *
 * @param data what is carried, without headers
 * @param over bandwidth that it has for itself
 * @param overhead share that headers, acknowledgements and retransmissions add
 * @throws DH1005
 */
export function transferTime(data: Bytes, over: Bandwidth, overhead: number): Duration {
  const bits = data.bytes * 8 * (1 + atLeastNumber('overhead', overhead, 0));
  return Duration.seconds(bits / positive('over', over.bitsPerSecond));
}
