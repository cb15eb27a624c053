/**
 * Whether a text is a day of the calendar, `YYYY-MM-DD`.
 *
 * @param text the text
 */
export function isDate(text: string): boolean {
  const day = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(text) : NaN;
  // 31 February is parsed as a day of March.
  return !Number.isNaN(day) && new Date(day).toISOString().startsWith(text);
}
