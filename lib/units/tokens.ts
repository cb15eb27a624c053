/** How JavaScript prints the numbers that cdktf uses as tokens. */
const NUMBER_TOKEN = /^-\d+(\.\d+)?e\+\d{3}$/;

/**
 * Whether a value is one that Terraform knows only at apply, as cdktf encodes it in texts, numbers and lists. Units and
 * names know nothing of cdktf, and would print it as a wrong value.
 *
 * @param value what a program gave
 */
export function isTokenLike(value: unknown): boolean {
  if (typeof value === 'string') return value.includes('TfToken[');
  if (typeof value === 'number') return NUMBER_TOKEN.test(String(value));
  return Array.isArray(value) && value.some(isTokenLike);
}
