/** Longest code span, in characters of the text. */
const CODE_LIMIT = 120;

/** What Markdown, HTML and the host's own marks (mentions, references, short codes) are made of. */
const SPECIAL = /[&<>`|#*~[\\$]|(?<![a-z0-9])_|_(?![a-z0-9])/gi;

/**
 * What links are made of. Hosts look for them after character references are read, in code too, but not beyond an
 * element: each of these ends the text that they look at.
 */
const LINK = /@|:(?=\S)|(?<=www)\./gi;

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
  const escaped = visible
    .replace(SPECIAL, reference)
    .replace(LINK, (it) => (it === '.' ? `<wbr>${reference(it)}` : `${reference(it)}<wbr>`));
  return `<code>${escaped}</code>`;
}

function reference(character: string): string {
  return `&#${character.charCodeAt(0)};`;
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
