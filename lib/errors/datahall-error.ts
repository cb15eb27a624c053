import type { Problem } from './problem';
import { printProblem } from './print';

/** Thrown by values that cannot be wrong (units, names, catalogues), where no construct path is known yet. */
export class DatahallError extends Error {
  /** What is wrong; the message prints it in full. */
  declare public readonly problem: Problem;

  /** @param problem what is wrong */
  public constructor(problem: Problem) {
    super(printProblem(problem));
    this.name = 'DatahallError';
    // Node prints the enumerable fields of an error that nobody catches: the message says it all already.
    Object.defineProperty(this, 'problem', { value: problem, enumerable: false });
  }

  /** Tells whether `error` carries a problem of ours, also when two copies of the library are loaded. */
  public static is(error: unknown): error is DatahallError {
    return error instanceof Error && error.name === 'DatahallError' && 'problem' in error;
  }
}

/**
 * Throws `problem` as a {@link DatahallError}.
 *
 * @param problem what is wrong
 */
export function fail(problem: Problem): never {
  throw new DatahallError(problem);
}
