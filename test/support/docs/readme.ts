/** The program that README.md shows, whole. */
export const EXAMPLE = 'examples/reference/program.ts';

const START = '<!-- reference:start -->';
const END = '<!-- reference:end -->';

/**
 * README.md with the text of the reference program between its two marks.
 *
 * @param readme the page as it is
 * @param program text of {@link EXAMPLE}
 * @throws Error when a mark is missing, or they stand in the wrong order
 */
export function renderReadme(readme: string, program: string): string {
  const [start, end] = [readme.indexOf(START), readme.indexOf(END)];
  if (start < 0 || end < start) throw new Error(`README.md must have ${START} and, after it, ${END}`);
  const block = `\`\`\`ts in examples/reference\n${program.trimEnd()}\n\`\`\``;
  return `${readme.slice(0, start + START.length)}\n\n${block}\n\n${readme.slice(end)}`;
}
