import { counted } from '../../errors/print';
import { changeFacts } from '../change-facts';
import { printed, type ListedChange } from '../listed';
import type { Where } from '../where';
import type { Budget } from './budget';
import { code } from './escape';
import { foldChanges, type Folded } from './fold';
import type { Row } from './section';
import { changeRows, nameList, placeWords, sign } from './words';

/** Most rows of one construct. */
const ROWS = 50;

/**
 * A row for each construct; those of siblings that change alike are one.
 *
 * @param changes changes in their order
 * @param where tells stages apart
 */
export function* groupRows(changes: readonly ListedChange[], where: Where): Iterable<Row> {
  for (const folded of foldChanges(changes)) {
    const summary = summaryOf(folded, where);
    yield {
      text: details(summary, [restOf(ROWS)]),
      stands: folded.changes.length,
      open: (budget) => opened(summary, rowsOf(folded), budget),
    };
  }
}

function opened(summary: string, rows: readonly string[], budget: Budget): string {
  const fitting = budget.rows(rows.slice(0, ROWS));
  const rest = rows.length - fitting.length;
  if (fitting.length === 0) return `- ${summary}`;
  return details(summary, [...fitting, ...(rest === 0 ? [] : [restOf(rest)])]);
}

function summaryOf({ changes }: Folded, where: Where): string {
  const [first] = changes;
  const { action, path, type } = first;
  const facts = [code(type), ...changeFacts(first, code)].join(', ');
  const times = changes.length === 1 ? '' : ` × ${changes.length}`;
  const place = placeWords(distinct(changes, ({ plan }) => plan).map((plan) => where(plan)));
  return `${sign(action)} ${action} ${code(path)}${times}${place} · ${facts}`;
}

function rowsOf({ changes, shown, named }: Folded): readonly string[] {
  const [{ path, address }] = changes;
  const paths = distinct(changes, (it) => it.path);
  const froms = distinct(changes, ({ previousAddress }) => previousAddress);
  const ids = distinct(changes, ({ importId }) => importId);
  const lines = distinct(changes, ({ declaredAt }) => declaredAt);
  const each = named ? '; ‹…› stands for what each is called' : '';
  return [
    ...(paths.length === 1 ? [] : [`- ${changes.length} times: ${nameList(paths)}${each}`]),
    ...(path === address ? [] : [`- address ${code(address)}`]),
    ...(lines.length === 0 ? [] : [`- declared at ${nameList(lines)}`]),
    ...(froms.length === 0 ? [] : [`- from ${nameList(froms)}`]),
    ...(ids.length === 0 ? [] : [`- imported by ${nameList(ids)}`]),
    ...changeRows(printed(shown)),
  ];
}

/** What is said of very many changes, each once; nothing is made for one that does not say it. */
function distinct<Said>(changes: Folded['changes'], said: (change: ListedChange) => Said | undefined): readonly Said[] {
  const all = new Set<Said>();
  for (const change of changes) {
    const one = said(change);
    if (one !== undefined) all.add(one);
  }
  return [...all];
}

function details(summary: string, rows: readonly string[]): string {
  return `<details><summary>${summary}</summary>\n\n${rows.join('\n')}\n\n</details>`;
}

function restOf(rows: number): string {
  return `- and ${counted(rows, 'more row')}: see the full report`;
}
