import { escapeCell } from '../proof';

/** A table before it is written in a format. */
export interface Table {
  /** Titles of the columns. */
  readonly head: readonly string[];
  /** Cells by row. */
  readonly rows: readonly (readonly (string | number)[])[];
}

/** What is printed for a figure that nobody knows. */
export const UNKNOWN = 'unknown';

/** Spreadsheets take such a cell for a formula (OWASP, CSV injection); some skip blanks before it. */
const FORMULA = /^(?:[\t\r\n]|\s*[=+\-@＝＋－＠])/;

/**
 * Writes a table as CSV (RFC 4180). A text that a spreadsheet would run as a formula gets an apostrophe.
 *
 * @param table head and rows
 */
export function csv({ head, rows }: Table): string {
  return [head, ...rows].map((row) => `${row.map(csvCell).join(',')}\r\n`).join('');
}

/**
 * Writes a table as Markdown.
 *
 * @param table head and rows
 */
export function markdown({ head, rows }: Table): string {
  const line = (cells: readonly (string | number)[]) =>
    `| ${cells.map((cell) => escapeCell(String(cell))).join(' | ')} |\n`;
  return [line(head), `|${' --- |'.repeat(head.length)}\n`, ...rows.map(line)].join('');
}

function csvCell(cell: string | number): string {
  if (typeof cell === 'number') return String(cell);
  const safe = FORMULA.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
}
