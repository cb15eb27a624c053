import { counted } from '../../errors/print';
import type { Report, ReportedChange } from '../report';
import { codeHtml, whole } from './escape';
import { RowLinks } from './links';

/** A part of the program: a stack, or a construct below it. */
interface Branch {
  /** Its own name, with those of parents that have nothing else. */
  readonly name: string;
  readonly children: ReadonlyMap<string, Branch>;
  /** Indexes of its changes. */
  readonly changes: readonly number[];
}

interface Growing extends Branch {
  readonly children: Map<string, Growing>;
  readonly changes: number[];
}

/**
 * The changes as a tree of the shape that the program has: stacks, and constructs in each other. Each change is a link
 * to its row; the script of the page puts the row itself there.
 *
 * @param report the report
 * @param needing keys of changes that must be approved: index of the plan, and address
 */
export function treeHtml(report: Report, needing: ReadonlySet<string>): string {
  const root: Growing = { name: '', children: new Map(), changes: [] };
  for (const [index, { plan, path, address }] of report.changes.entries()) {
    const { stack, source } = report.plans[plan] ?? { source: '?' };
    let branch = child(root, stack ?? source);
    // In a program without constructs the path is the address, whose keys may have slashes.
    for (const part of path === address ? [path] : path.split('/')) branch = child(branch, part);
    branch.changes.push(index);
  }
  const draw = (branch: Branch, depth: number): string => branchHtml(joined(branch), depth, report.changes, needing);
  return sorted(root)
    .map((branch) => draw(branch, 0))
    .join('\n');
}

function child({ children }: Growing, name: string): Growing {
  const known = children.get(name);
  if (known !== undefined) return known;
  const made: Growing = { name, children: new Map(), changes: [] };
  children.set(name, made);
  return made;
}

/** Parts with one child and nothing else are one line. */
function joined(branch: Branch): Branch {
  const [only, ...others] = branch.children.values();
  if (only === undefined || others.length > 0 || branch.changes.length > 0) return branch;
  return joined({ ...only, name: `${branch.name}/${only.name}` });
}

function sorted({ children }: Branch): readonly Branch[] {
  return [...children.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Deeper ones are in the same fold: a browser draws no hundreds of boxes in each other. */
const DEEPEST = 24;

function branchHtml(
  branch: Branch,
  depth: number,
  changes: readonly ReportedChange[],
  needing: ReadonlySet<string>,
): string {
  const all = changesIn(branch)
    .map((index) => changes[index])
    .filter((it) => it !== undefined);
  const isNeeded = all.some(({ plan, address }) => needing.has(`${plan} ${address}`));
  const own = branch.changes.map((index) => {
    const it = changes[index];
    const text = it === undefined ? '' : `<a href="#${RowLinks.ofChange(index)}">${it.action} ${codeHtml(it.type)}</a>`;
    return whole(['<div data-row="', RowLinks.ofChange(index), '">', text, '</div>']);
  });
  const inner = sorted(branch).map((each) => branchHtml(joined(each), depth + 1, changes, needing));
  const summary = `${codeHtml(branch.name)} · ${countsOf(all)}${isNeeded ? ' · <strong>must be approved</strong>' : ''}`;
  const body = [...own, ...inner].join('\n');
  if (depth > DEEPEST) return `<div>${summary}</div>${body}`;
  const head = `<details class="branch${isNeeded ? ' approve' : ''}"${depth === 0 || isNeeded ? ' open' : ''}>`;
  return whole([head, '<summary>', summary, '</summary>', body, '</details>']);
}

function changesIn({ children, changes }: Branch): readonly number[] {
  return [...changes, ...[...children.values()].flatMap(changesIn)];
}

function countsOf(changes: readonly ReportedChange[]): string {
  const counts = new Map<string, number>();
  for (const { action } of changes) counts.set(action, (counts.get(action) ?? 0) + 1);
  const objects = changes.reduce((sum, it) => sum + it.objects.length, 0);
  const told = [...counts].map(([action, count]) => `${count} ${action}`);
  return [...told, ...(objects === 0 ? [] : [counted(objects, 'object')])].join(', ');
}
