import { structuredPatch } from 'diff';

/** Most lines that are shown, and most that are compared one by one. */
const [SHOWN, EDITS] = [60, 600];

/** Longest texts of which lines are compared. */
const TEXT_LIMIT = 300_000;

/**
 * Tells whether a text has several lines.
 *
 * @param text any text
 */
export function isLines(text: string): boolean {
  const end = text.indexOf('\n');
  return end !== -1 && end < text.length - 1;
}

/**
 * Compares two texts of several lines: what goes has `-` before it, what comes `+`, and the lines beside these a blank.
 *
 * @param before text before
 * @param after text after
 * @param clean replaces secrets, before lines are told apart. @default - as they are
 * @returns nothing when the texts are too long, or too many lines differ
 */
export function lineDiff(
  before: string,
  after: string,
  clean: (text: string) => string = (text) => text,
): readonly string[] | undefined {
  if (before.length + after.length > TEXT_LIMIT) return undefined;
  const patch = structuredPatch('', '', clean(before), clean(after), '', '', { context: 1, maxEditLength: EDITS });
  if (patch === undefined) return undefined;
  const all = patch.hunks.flatMap(({ newStart, lines: hunk }) => [
    `@ line ${newStart}`,
    ...hunk.filter((line) => !line.startsWith('\\')).map((line) => `${line.slice(0, 1)} ${line.slice(1, 201)}`),
  ]);
  const rest = all.length - SHOWN;
  return rest <= 0 ? all : [...all.slice(0, SHOWN), `… and ${rest} more lines`];
}
