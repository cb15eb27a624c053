/** What HTML is made of. */
const SPECIAL = /[&<>"'`]/g;

/** Texts that stand as they are, as most do. */
const PLAIN = /^[ !#-%(-;=?-_a-~]*$/;

/**
 * Writes a text of a plan into HTML: nothing in it is markup, and what cannot be seen is spelled out.
 *
 * @param text any text
 */
export function escapeHtml(text: string): string {
  if (PLAIN.test(text)) return text;
  const visible = text.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, (it) => `\\u{${(it.codePointAt(0) ?? 0).toString(16)}}`);
  return visible.replace(SPECIAL, (it) => `&#${it.charCodeAt(0)};`);
}

/**
 * Writes a text of a plan as code.
 *
 * @param text any text
 */
export function codeHtml(text: string): string {
  return `<code>${escapeHtml(text)}</code>`;
}

/**
 * A text of very many that are kept for a while. Joined, it is one piece; a template stays a tree of its parts until
 * somebody reads it.
 *
 * @param parts its parts
 */
export function whole(parts: readonly string[]): string {
  return parts.join('');
}
