import type { Budget } from './budget';

/** A row of a section. */
export interface Row {
  /** Its text: as it is, or as it is before it is opened. */
  readonly text: string;
  /** How many things it stands for. */
  readonly stands: number;
  /** Writes it with what is inside, as far as there is room when all sections have theirs. @default - its text */
  readonly open?: (budget: Budget) => string;
}

/** A part of a comment. Its line always stands there; rows only as far as there is room. */
export interface Section {
  /** Title with counts: all that is left of it where there is no room. */
  readonly line: string;
  /** How many things it tells of; a section of none is left out. */
  readonly count: number;
  /** What its rows are. */
  readonly form: 'list' | 'table' | 'groups';
  /** Head of a table. @default - it is none */
  readonly head?: readonly string[];
  /** Its rows, made one by one, the most important first. */
  readonly rows: () => Iterable<Row>;
  /** Whether it collapses to its line before a row of it is cut. @default false */
  readonly whole?: boolean;
  /** Bytes that no section before it may take. @default 0 */
  readonly share?: number;
}

const REST = ': see the full report';

/** Room for what says how much is left out. */
const NOTE = 50;

interface Placed {
  readonly rows: readonly Row[];
  readonly rest: number;
}

/**
 * Writes sections, each with the rows that fit. Room is kept for the line of each, and for the share of each.
 *
 * @param sections in their order
 * @param budget all room
 */
export function writeSections(sections: readonly Section[], budget: Budget): readonly string[] {
  const filled = sections.filter(({ count }) => count > 0);
  for (const { line } of filled) budget.take(`${line}${REST}${' '.repeat(NOTE)}`);
  const holds = filled.map(({ share = 0, rows }) => budget.hold(share === 0 ? 0 : sizeOf(rows(), share)));
  const placed = filled.map((section, index): [Section, Placed] => {
    holds[index]?.();
    return [section, place(section, budget)];
  });
  return placed.map(([section, { rows, rest }]) => {
    const { line, form, head = [] } = section;
    if (rows.length === 0) return `${line}${REST}`;
    const texts = rows.map((row) => row.open?.(budget) ?? row.text);
    const note = rest === 0 ? [] : [`- and ${rest} more${REST}`];
    if (form === 'groups') return [line, ...texts, ...note].join('\n\n');
    if (form === 'list') return [line, '', ...texts, ...note].join('\n');
    return [line, '', ...head, ...texts, ...(rest === 0 ? [] : ['', ...note])].join('\n');
  });
}

function place({ form, head = [], rows, count, whole = false }: Section, budget: Budget): Placed {
  const gap = form === 'groups' ? '\n\n' : '\n';
  const heading = head.map((line) => `${line}\n`).join('');
  const shown: Row[] = [];
  let [cut, told] = [!budget.take(heading), 0];
  const all = rows()[Symbol.iterator]();
  for (let next = all.next(); !cut && next.done !== true; next = all.next()) {
    cut = !budget.take(`${next.value.text}${gap}`);
    if (cut) break;
    shown.push(next.value);
    told += next.value.stands;
  }
  if (!cut || (!whole && shown.length > 0)) return { rows: shown, rest: count - told };
  budget.give(shown.map(({ text }) => `${text}${gap}`).join(''));
  return { rows: [], rest: count };
}

/** Bytes of rows, at most a limit. */
function sizeOf(rows: Iterable<Row>, limit: number): number {
  let size = 0;
  for (const { text } of rows) {
    size += Buffer.byteLength(text) + 2;
    if (size >= limit) return limit;
  }
  return size;
}

/**
 * Rows that stand for one thing each.
 *
 * @param items the things
 * @param write writes one of them
 */
export function* rowsOf<Item>(items: readonly Item[], write: (item: Item) => string): Iterable<Row> {
  for (const item of items) yield { text: write(item), stands: 1 };
}
