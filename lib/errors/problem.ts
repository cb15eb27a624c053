/** Stable code of an error or a rule: it never changes its meaning and is never used again. */
export type Code = `DH${number}`;

/** The four parts of every message: what happened, what was given, what is allowed, how to fix it. */
export interface ProblemText {
  /** What is wrong, as one sentence without the given value. */
  readonly what: string;
  /** What was given, printed as the user wrote it. */
  readonly got: string;
  /** What would be accepted. */
  readonly allowed: string;
  /** What to do about it, as an imperative sentence. */
  readonly fix: string;
}

/** One thing that is wrong, before it is known where. */
export interface Problem extends ProblemText {
  /** Stable code, listed in `docs/errors.md`. */
  readonly code: Code;
}

/** Writes the problems of one code; carries the code and a title for the documentation. */
export interface ProblemFactory<A extends readonly unknown[]> {
  (...args: A): Problem;
  /** The code that every problem of this factory has. */
  readonly code: Code;
  /** The problem in general, for `docs/errors.md`. */
  readonly title: string;
}

/**
 * Declares an error code. Each concern has one file of declarations; a test checks that no code is used twice
 * and that each one is provoked by a test.
 *
 * @param code the stable code
 * @param title the problem in general, one line
 * @param write makes the four parts of the text from what was given
 */
export function define<A extends readonly unknown[]>(
  code: Code,
  title: string,
  write: (...args: A) => ProblemText,
): ProblemFactory<A> {
  return Object.assign((...args: A): Problem => ({ code, ...write(...args) }), { code, title });
}
