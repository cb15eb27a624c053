/** A number that a double cannot hold exactly, where a value of JSON stands. */
const LARGE = /(^|[:[,\s])(-?\d{16,})(?=[\s,\]}]|$)/g;

const MAY_BE_LARGE = /[:[,\s]-?\d{16,}[\s,\]}]/;

/** Fewest digits of a number that may be too large. */
const DIGITS = 16;

/**
 * Puts whole numbers of 16 and more digits of a JSON text in quotes: two that differ in their last digit would be read
 * as the same number.
 *
 * @param text JSON
 */
export function quoteLargeNumbers(text: string): string {
  if (!hasManyDigits(text) || !MAY_BE_LARGE.test(text)) return text;
  const parts: string[] = [];
  let at = 0;
  while (at < text.length) {
    const open = text.indexOf('"', at);
    const until = open === -1 ? text.length : open;
    parts.push(text.slice(at, until).replace(LARGE, '$1"$2"'));
    at = open === -1 ? text.length : endOfString(text, open);
    if (open !== -1) parts.push(text.slice(open, at));
  }
  return parts.join('');
}

/** Of so many digits in a row, one stands at a place that is a multiple: a large plan is passed in few steps. */
function hasManyDigits(text: string): boolean {
  for (let at = DIGITS - 1; at < text.length; at += DIGITS) {
    if (!isDigit(text, at)) continue;
    let [first, last] = [at, at];
    while (isDigit(text, first - 1)) first -= 1;
    while (isDigit(text, last + 1)) last += 1;
    if (last - first + 1 >= DIGITS) return true;
  }
  return false;
}

function isDigit(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 0x30 && code <= 0x39;
}

/** Behind the quote that ends a string. */
function endOfString(text: string, open: number): number {
  let close = text.indexOf('"', open + 1);
  while (close !== -1 && isEscaped(text, close)) close = text.indexOf('"', close + 1);
  return close === -1 ? text.length : close + 1;
}

function isEscaped(text: string, at: number): boolean {
  let first = at;
  while (text[first - 1] === '\\') first -= 1;
  return (at - first) % 2 === 1;
}
