import { fail } from '../../errors/datahall-error';
import { numberOutOfRange } from '../../errors/units';
import { Bandwidth } from '../../units/bandwidth';
import { Bytes } from '../../units/bytes';
import { Duration } from '../../units/duration';
import { positive, wholeNumber } from '../../units/ranges';

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
  wholeNumber('parameters', parameters, 1);
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

/** What the time between two checkpoints depends on. */
export interface CheckpointIntervalOptions {
  /** Time that training stands still for one checkpoint. */
  readonly write: Duration;
  /** Mean time between failures of all that the training runs on, such as `clusterMtbf` gives it. */
  readonly mtbf: Duration;
  /** Time from a failure until training goes on from the last checkpoint. @default - none */
  readonly restart?: Duration;
}

/** How often to write a checkpoint, and what that costs. */
export interface CheckpointInterval {
  /** Time from one checkpoint to the next. */
  readonly every: Duration;
  /** Share of all time that is lost: for writing, for work done again, and for restarts. */
  readonly waste: number;
}

/**
 * The time between two checkpoints that wastes least: the square root of twice the time of a write by the mean time
 * between failures (J. W. Young, 1974). It holds where a write is short against the time between failures.
 *
 * @param options times
 * @throws DH1005 when a write takes a tenth of the mean time between failures or more
 */
export function checkpointInterval({ write, mtbf, restart }: CheckpointIntervalOptions): CheckpointInterval {
  const [cost, between] = [positive('write', write.seconds), positive('mtbf', mtbf.seconds)];
  if (cost >= between / 10) fail(numberOutOfRange('write', cost, `below a tenth of mtbf, which is ${between} s`));
  const every = Math.sqrt(2 * cost * between);
  const waste = cost / every + every / (2 * between) + (restart?.seconds ?? 0) / between;
  return { every: Duration.seconds(every), waste };
}
