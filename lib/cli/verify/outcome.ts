/** How a check ended. */
export interface Outcome {
  /** Whether the release works, as far as the check looks. */
  readonly passed: boolean;
  /** What it found. */
  readonly message: string;
}

/** Longest message of a record: the end of what was printed says most. */
const LONGEST = 300;

/**
 * The end of what a program printed, for a record.
 *
 * @param text what it printed
 */
export function lastWords(text: string): string {
  const line = text.trim().replace(/\s+/g, ' ');
  return line.length > LONGEST ? `…${line.slice(-LONGEST)}` : line;
}
