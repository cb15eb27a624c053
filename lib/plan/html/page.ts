import { createHash } from 'node:crypto';
import type { Report, Verdict } from '../report';
import { codeHtml, escapeHtml } from './escape';
import { sectionsHtml } from './rows';
import { SCRIPT, STYLE } from './style';

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
 * script, by which rows are searched and filtered. Without scripts it shows all of them.
 *
 * @param report the report
 */
export function toHtml(report: Report): string {
  const { verdict, plans } = report;
  const sections = sectionsHtml(report).filter(({ rows }) => rows.length > 0);
  const policy = [
    "default-src 'none'",
    `style-src '${hashOf(STYLE)}'`,
    `script-src '${hashOf(SCRIPT)}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  const title = TITLES[verdict];
  const summaries = plans.map(({ stack, source, resources, gaps, digest }) => {
    const counts = Object.entries(resources).map(([action, count]) => `${count} ${action}`);
    const facts = [counts.length === 0 ? 'no change' : counts.join(', '), ...gaps, `plan ${digest.slice(0, 12)}`];
    return `<li>${codeHtml(stack ?? source)}: ${facts.map(escapeHtml).join(' · ')}</li>`;
  });
  const options = FILTERS.map(([value, label]) => `<option value="${value}">${label}</option>`).join('');
  const body = sections.map(({ title: heading, rows }) => {
    return `<section><h2>${escapeHtml(heading)} (${rows.length})</h2>\n${rows.join('\n')}\n</section>`;
  });
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${title}</h1>
<ul>${summaries.join('')}</ul>
<form role="search" hidden>
<label for="search">Search</label> <input id="search" type="search" placeholder="press / to search" autocomplete="off">
<label for="risk">Show</label> <select id="risk">${options}</select>
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
