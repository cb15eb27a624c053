/** Longest code span, in characters of the text. */
const CODE_LIMIT = 120;

/** What Markdown, HTML and the host's own marks (mentions, references, short codes, links) are made of. */
const SPECIAL = /[&<>`|@#*~[\\$]|(?<![a-z0-9])_|_(?![a-z0-9])|:(?=\S)|(?<=www)\./gi;

/**
 * Writes a text of a plan as code. Names and values come from whoever wrote the change that is reviewed: every
 * character that could end the span, form a link, mention somebody or look like the report's own text is a character
 * reference, which no parser takes for markup; what cannot be seen is spelled out.
 *
 * @param text any text
 * @param limit most characters; a longer text loses its middle. @default 120
 */
export function code(text: string, limit = CODE_LIMIT): string {
  const visible = shorten(text, limit).replace(/[\p{C}\p{Zl}\p{Zp}]/gu, spell);
  return `<code>${visible.replace(SPECIAL, (it) => `&#${it.charCodeAt(0)};`)}</code>`;
}

/** Keeps the beginning and the end: names differ at their end. */
function shorten(text: string, limit: number): string {
  // Cut by code point: half of a pair is no character.
  const characters = text.length <= limit ? [] : Array.from(text);
  if (characters.length <= limit) return text;
  const half = Math.floor((limit - 1) / 2);
  return `${characters.slice(0, half).join('')}…${characters.slice(-half).join('')}`;
}

function spell(character: string): string {
  if (character === '\n') return '↵';
  return character === '\t' ? ' ' : `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}

/**
 * Writes a sentence of ours that holds a text of a plan.
 *
 * @param text any text
 */
export function sentence(text: string): string {
  return code(text, 400).slice('<code>'.length, -'</code>'.length);
}
