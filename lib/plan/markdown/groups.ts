import { counted } from '../../errors/print';
import type { ReportedChange } from '../report';
import { code } from './escape';
import { changeRows, nameList, sign } from './words';

/** Changes that are shown as one. */
export interface Group {
  /** One line, which is always shown where it fits. */
  readonly summary: string;
  /** Makes the rows below it: those of most groups of a large plan are never shown. */
  readonly rows: () => readonly string[];
  /** How many changes it stands for. */
  readonly changes: number;
}

/**
 * Makes a group of each construct; those of siblings that change alike are one.
 *
 * @param changes changes in their order
 */
export function groupsOf(changes: readonly ReportedChange[]): readonly Group[] {
  const folded = new Map<string, ReportedChange[]>();
  for (const change of changes) {
    const key = likeness(change);
    const group = folded.get(key);
    if (group === undefined) folded.set(key, [change]);
    else group.push(change);
  }
  return [...folded.values()].map(groupOf);
}

function groupOf(changes: readonly ReportedChange[]): Group {
  const [first] = changes as readonly [ReportedChange];
  const { action, path, type, fields, omitted = 0, objects, previousAddress, imported, stateful } = first;
  const values = fields.length + omitted;
  const facts = [
    type,
    ...(action === 'replace' && first.order !== undefined ? [first.order] : []),
    ...(values === 0 ? [] : [counted(values, 'value')]),
    ...(objects.length === 0 ? [] : [counted(objects.length, 'object')]),
    ...(stateful === true ? ['holds data'] : []),
    ...(imported === true && action !== 'import' ? ['imported'] : []),
  ];
  const address = path === first.address ? [] : [`- address ${code(first.address)}`];
  const moved = previousAddress === undefined ? [] : [`- from ${code(previousAddress)}`];
  const others = changes.length === 1 ? [] : [`- ${changes.length} times: ${nameList(changes.map((it) => it.path))}`];
  const times = changes.length === 1 ? '' : ` × ${changes.length}`;
  return {
    summary: `${sign(action)} ${action} ${code(path)}${times} · ${facts.map((it) => (it === type ? code(it) : it)).join(', ')}`,
    rows: () => [...others, ...address, ...moved, ...changeRows(first)],
    changes: changes.length,
  };
}

/** Two changes are alike when they differ by their own names only. */
function likeness(change: ReportedChange): string {
  const { plan, action, type, order, reason, imported, stateful, fields, omitted, objects, object } = change;
  const text = JSON.stringify([plan, action, type, order, reason, imported, stateful, fields, omitted, objects]);
  const own = [object?.name, object?.namespace, ...change.path.split('/').slice(-2), change.address.split('.').at(-1)];
  const names = own.filter((name) => name !== undefined && name.length > 2) as string[];
  return names.sort((a, b) => b.length - a.length).reduce((sum, name) => sum.replaceAll(name, '*'), text);
}
