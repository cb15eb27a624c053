import { fail } from '../../errors/datahall-error';
import { invalidCount } from '../../errors/units';
import { Bandwidth } from '../../units/bandwidth';
import { Bytes } from '../../units/bytes';
import type { Duration } from '../../units/duration';
import { checkCount } from '../../units/names';
import { positive } from '../../units/ranges';

/**
 * Bytes for each parameter in a checkpoint of mixed precision training with Adam: weights in bf16 (2), and in fp32 the
 * master weights, the mean and the variance of the gradients (4 each). It follows from the widths of the types.
 */
export const ADAM_CHECKPOINT_BYTES = 2 + 4 + 4 + 4;

/**
 * Size of a checkpoint.
 *
 * @param parameters parameters of the model
 * @param bytesPerParameter {@link ADAM_CHECKPOINT_BYTES} to go on training, 2 for weights in bf16 alone
 * @throws DH1004 and DH1005
 */
export function checkpointSize(parameters: number, bytesPerParameter: number): Bytes {
  const max = Number.MAX_SAFE_INTEGER;
  if (checkCount('parameters', parameters, 1) !== undefined) fail(invalidCount('parameters', parameters, 1, max));
  return Bytes.of(parameters * positive('bytesPerParameter', bytesPerParameter));
}

/**
 * Bandwidth with which storage must take a checkpoint: it has no peak factor, because it is the peak.
 *
 * @param size of the checkpoint
 * @param within time that it may take
 * @throws DH1005
 */
export function checkpointBandwidth(size: Bytes, within: Duration): Bandwidth {
  return Bandwidth.bps((size.bytes * 8) / positive('within', within.seconds));
}
