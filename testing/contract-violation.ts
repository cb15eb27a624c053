/** One promise of an interface, checked by any test framework: `test(check.name, check.run)`. */
export interface ContractCheck {
  /** What is promised. */
  readonly name: string;
  /** Builds the implementation anew and checks the promise. @throws ContractViolation */
  readonly run: () => void;
}

/** An implementation does not keep a promise of its interface. */
export class ContractViolation extends Error {
  public override readonly name = 'ContractViolation';
}

/**
 * Fails a check.
 *
 * @param holds whether the promise is kept
 * @param message what is wrong with the implementation
 * @throws ContractViolation
 */
export function promise(holds: boolean, message: string): asserts holds {
  if (!holds) throw new ContractViolation(message);
}
