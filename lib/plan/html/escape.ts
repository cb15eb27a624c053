/** What HTML is made of. */
const SPECIAL = /[&<>"'`]/g;

/**
 * Writes a text of a plan into HTML: nothing in it is markup, and what cannot be seen is spelled out.
 *
 * @param text any text
 */
export function escapeHtml(text: string): string {
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
