import { createHash } from 'node:crypto';
import type { Report, Verdict } from '../report';
import type { FabricPicture } from '../topology/pictures';
import { escapeHtml } from './escape';
import { headHtml } from './head';
import { RowLinks } from './links';
import { sectionsHtml } from './rows';
import { SCRIPT } from './script';
import { STYLE } from './style';
import { topologyHtml } from './topology';
import { TOPOLOGY_STYLE } from './topology-style';
import { treeHtml } from './tree';

const TITLES: Readonly<Record<Verdict, string>> = {
  none: 'No change',
  change: 'Change',
  approval: 'Needs approval',
  policy: 'A policy failed: must not be applied',
  incomplete: 'Must not be applied',
};

/** What can be filtered for. */
const FILTERS = [
  ['', 'everything'],
  ['approve', 'must be approved'],
  ['destroy', 'destroys'],
  ['security', 'security'],
  ['policy', 'policies'],
] as const;

/**
 * Writes a report as one page that needs nothing else: it loads nothing, and its policy lets nothing run but its own
 * script, by which rows are searched, filtered and put in the order of the program. Without scripts it shows all of
 * them.
 *
 * @param report the report
 * @param pictures fabrics with what changes in them. @default - none: it is told in words
 */
export function toHtml(report: Report, pictures: readonly FabricPicture[] = []): string {
  const { verdict } = report;
  const links = new RowLinks(report);
  const needing = new Set(report.approvals.map(({ plan, address }) => `${plan} ${address}`));
  const sections = sectionsHtml(report, needing, links).filter(({ rows }) => rows.length > 0);
  const topology = topologyHtml(report, pictures, links);
  const style = topology === '' ? STYLE : `${STYLE}${TOPOLOGY_STYLE}`;
  const policy = [
    "default-src 'none'",
    `style-src '${hashOf(style)}'`,
    `script-src '${hashOf(SCRIPT)}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  const title = TITLES[verdict];
  const options = FILTERS.map(([value, label]) => `<option value="${value}">${label}</option>`).join('');
  const body = sections.flatMap(({ title: heading, id, rows }) => {
    const own = id === undefined ? '' : ` id="${id}"`;
    const html = `<section${own}><h2>${escapeHtml(heading)} (${rows.length})</h2>\n${rows.join('\n')}\n</section>`;
    if (id !== 'changes') return [html];
    return [html, `<section id="tree"><h2>Changes by construct</h2>\n${treeHtml(report, needing)}\n</section>`];
  });
  // What must be approved comes first.
  body.splice(report.approvals.length === 0 ? 0 : 1, 0, topology);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${title}</h1>
${headHtml(report)}
<form role="search" hidden>
<label for="search">Search</label> <input id="search" type="search" placeholder="press / to search" autocomplete="off">
<label for="risk">Show</label> <select id="risk">${options}</select>
<label for="order">Changes</label> <select id="order"><option value="risk">by risk</option><option value="tree">by construct</option></select>
<output id="shown" aria-live="polite"></output>
</form>
${body.join('\n')}
</main>
<script>${SCRIPT}</script>
</body>
</html>
`;
}

function hashOf(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
