import { counted } from '../../errors/print';
import type { PrintedField } from '../print-values';
import type { PlanSummary, Report, ReportedChange, ReportedSecurity, Verdict } from '../report';
import { Budget } from './budget';
import { diagram } from './diagram';
import { groupsOf, type Group } from './groups';
import { isGrave } from '../verdict';
import { capacitySection, policySection, stagesSection, versionsSection } from './sections';
import { approvalRow, countWords, fieldRow, nameList, planWords, securityRow } from './words';

/** Room of a comment in bytes: hosts take 65,536 characters. */
export const COMMENT_BYTES = 60_000;

/** Room that sections which come later can count on, for the lines that say what is left out. */
const RESERVE = 1500;

/** So many plans without a change have a line each. */
const FOLDED = 3;

/** Most rows of one construct. */
const ROWS = 50;

const HEADINGS: Readonly<Record<Verdict, string>> = {
  none: '✅ No change',
  change: '🟢 Change',
  approval: '⛔ Needs approval',
  policy: '🛑 A policy failed: must not be applied',
  incomplete: '🛑 Partial plan: must not be applied',
};

/** What is no change of the datacenter: shown last. */
const QUIET = new Set(['move', 'import', 'read', 'none']);

/**
 * Writes a report as a comment of a pull request. It begins with a hidden mark, by which the comment of the same stacks
 * is found again. Most of the room goes to what is most dangerous; no row is cut.
 *
 * @param report the report
 * @param bytes most bytes. @default 60,000
 */
export function toMarkdown(report: Report, bytes = COMMENT_BYTES): string {
  const budget = new Budget(bytes - RESERVE);
  const loud = report.changes.filter(({ action }) => !QUIET.has(action));
  const quiet = report.changes.filter(({ action }) => action === 'move' || action === 'import');
  const parts = [
    head(report, budget),
    list('Must be approved', report.approvals.map(approvalRow), budget),
    security(report.security, budget),
    policySection(report, budget),
    capacitySection(report, budget),
    versionsSection(report, budget),
    groups('Changes', loud, budget),
    groups('Moved and imported: nothing changes in the datacenter', quiet, budget),
    groups('Drift: changed outside of Terraform', report.drift, budget),
    list(
      'Outputs',
      report.outputs.map((field: PrintedField) => fieldRow(field)),
      budget,
    ),
    stagesSection(report, budget),
    diagram(report, budget),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

/** Stages have comments of their own; a comment that is written again has the same stacks. */
function mark(plans: readonly PlanSummary[]): string {
  const stages = new Set(plans.map(({ stage, stack }) => stage ?? stack ?? 'plan'));
  const names = [...stages].map((name) => name.replace(/([^A-Za-z0-9.-]|--)+/g, '_')).sort();
  return `<!-- datahall-report:${names.join(',').slice(0, 200)} -->`;
}

function head({ verdict, plans, approvals, security: permissions }: Report, budget: Budget): string {
  const needed = approvals.length + permissions.filter(isGrave).length;
  const count = needed === 0 ? '' : ` · ${counted(needed, 'approval')} needed`;
  const idle = plans.filter(isIdle);
  const folded = idle.length > FOLDED;
  const lines = plans.filter((plan) => !folded || !isIdle(plan)).flatMap((plan) => planLines(plan));
  if (folded) lines.push(`- no change in ${counted(idle.length, 'plan')}: ${nameList(idle.map(planName))}`);
  const title = `${mark(plans)}\n### ${HEADINGS[verdict]}${count}\n\n`;
  budget.take(title);
  return title + rowsOrRest(lines, budget, 'plan').join('\n');
}

/** Most plans of an assembly have no change. */
function isIdle({ resources, drift, gaps }: PlanSummary): boolean {
  return Object.keys(resources).length === 0 && drift === 0 && gaps.length === 0;
}

function planName({ stack, source }: PlanSummary): string {
  return stack ?? source;
}

function planLines(plan: PlanSummary): readonly string[] {
  const objects = countWords(plan.objects);
  const facts = [
    countWords(plan.resources) === '' ? 'no change' : countWords(plan.resources),
    ...(objects === '' ? [] : [`objects in releases: ${objects}`]),
    ...(plan.drift === 0 ? [] : [`drift: ${plan.drift}`]),
    `plan ${plan.digest.slice(0, 12)}`,
  ];
  const gaps = plan.gaps.map((gap) => `  - 🛑 ${gap}`);
  return [[`- ${planWords(plan)} · ${facts.join(' · ')}`, ...gaps].join('\n')];
}

function list(title: string, rows: readonly string[], budget: Budget): string {
  if (rows.length === 0) return '';
  return [`**${title}** (${rows.length})\n`, ...rowsOrRest(rows, budget, 'more')].join('\n');
}

function security(changes: readonly ReportedSecurity[], budget: Budget): string {
  if (changes.length === 0) return '';
  const grave = changes.filter(isGrave).length;
  const title = `**Security** (${changes.length}${grave === 0 ? '' : `, ${grave} to be approved`})\n`;
  const rows = budget.rows(changes.map(securityRow));
  const rest = changes.length - rows.length;
  const note = rest === 0 ? [] : [`\n- and ${rest} more: see the full report`];
  return [title, '| | Severity | Who or what | Change | Particulars |', '|-|-|-|-|-|', ...rows, ...note].join('\n');
}

function rowsOrRest(rows: readonly string[], budget: Budget, noun: string): readonly string[] {
  const shown = budget.rows(rows);
  const rest = rows.length - shown.length;
  return rest === 0
    ? shown
    : [...shown, `- and ${rest} ${noun === 'more' ? 'more' : `more ${noun}s`}: see the full report`];
}

/** First a line for each group, as far as they fit; then the rows of the most dangerous ones. */
function groups(title: string, changes: readonly ReportedChange[], budget: Budget): string {
  if (changes.length === 0) return '';
  const all = groupsOf(changes);
  const lines = budget.rows(all.map(({ summary }) => details(summary, [restOf(ROWS)])));
  const shown = all.slice(0, lines.length).map((group) => opened(group, budget));
  const rest = all.slice(lines.length).reduce((sum, group) => sum + group.changes, 0);
  const note = rest === 0 ? [] : [`- and ${rest} more: see the full report`];
  return [`**${title}** (${changes.length})`, ...shown, ...note].join('\n\n');
}

function opened(group: Group, budget: Budget): string {
  const { summary } = group;
  const rows = group.rows();
  const fitting = budget.rows(rows.slice(0, ROWS));
  const rest = rows.length - fitting.length;
  if (fitting.length === 0) return `- ${summary}`;
  return details(summary, [...fitting, ...(rest === 0 ? [] : [restOf(rest)])]);
}

function details(summary: string, rows: readonly string[]): string {
  return `<details><summary>${summary}</summary>\n\n${rows.join('\n')}\n\n</details>`;
}

function restOf(rows: number): string {
  return `- and ${counted(rows, 'more row')}: see the full report`;
}
