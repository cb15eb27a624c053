import type { Report } from '../report';
import type { Budget } from './budget';

/** Most constructs of a diagram: hosts refuse large ones, and nobody reads them. */
const NODES = 40;

/** Longest label. */
const LABEL = 60;

/**
 * Draws what changes and what uses it as a Mermaid diagram, which hosts of pull requests render. It is left out where
 * it does not fit as a whole.
 *
 * @param report the report
 * @param budget room that is left
 */
export function diagram({ blast = [], approvals }: Report, budget: Budget): string {
  const ids = new Map<string, string>();
  const idOf = (path: string): string | undefined => {
    const known = ids.get(path);
    if (known !== undefined) return known;
    if (ids.size >= NODES) return undefined;
    const id = `n${ids.size}`;
    ids.set(path, id);
    return id;
  };
  const several = new Set(blast.map(({ stage }) => stage)).size > 1;
  const named = (stage: string, path: string): string => (several ? `${stage}: ${path}` : path);
  const changed = new Set<string>();
  const edges = new Set<string>();
  for (const { stage, path, affects } of blast) {
    const target = idOf(named(stage, path));
    if (target === undefined) continue;
    changed.add(target);
    for (const each of affects) {
      const source = idOf(named(stage, each.path));
      if (source !== undefined) edges.add(`  ${source} -->|"${label(each.by)}"| ${target}`);
    }
  }
  if (edges.size === 0) return '';
  const needing = new Set(approvals.map(({ path }) => path));
  const nodes = [...ids].map(([path, id]) => {
    const look = !changed.has(id) ? '' : needing.has(path.replace(/^.*?: /, '')) ? ':::approve' : ':::changed';
    return `  ${id}["${label(path)}"]${look}`;
  });
  const looks = ['  classDef changed stroke-width:3px', '  classDef approve stroke:#b3261e,stroke-width:3px'];
  const drawing = ['```mermaid', 'flowchart LR', ...nodes, ...edges, ...looks, '```'].join('\n');
  const text = `<details><summary>What uses what changes</summary>\n\n${drawing}\n\n</details>`;
  return budget.take(text) ? text : '';
}

/** Nothing of a name is taken for a part of the drawing. */
function label(text: string): string {
  const safe = text.replace(/[^A-Za-z0-9 /._:-]/g, '_');
  return safe.length <= LABEL ? safe : `${safe.slice(0, LABEL / 2)}..${safe.slice(-LABEL / 2)}`;
}
