import { listedIn, type ListedChange } from '../listed';
import type { PlanSummary, Report, ReportedSecurity, Verdict } from '../report';
import { mustApprove } from '../must-approve';
import { whereIn, type Where } from '../where';
import { isGrave } from '../verdict';
import { approvalRows } from './approvals';
import { Budget } from './budget';
import { counted } from '../../errors/print';
import { groupRows } from './groups';
import { headLines, planSection } from './head';
import { rowsOf, writeSections, type Section } from './section';
import { countWords, deviceRows, fieldRow, securityRow } from './words';
import { diagram } from './diagram';
import { capacitySections, policySection, stagesSection, versionsSection } from './sections';

/** Room of a comment in bytes: hosts take 65,536 characters. */
export const COMMENT_BYTES = 60_000;

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
 * is found again. Room goes to what is most dangerous: what must be approved first, then security, then a line for each
 * construct, then particulars. No row is cut; what is less dangerous collapses to a line with its count.
 *
 * @param report the report
 * @param bytes most bytes. @default 60,000
 */
export function toMarkdown(report: Report, bytes = COMMENT_BYTES): string {
  const budget = new Budget(bytes - 2);
  const needed = report.approvals.length + report.security.filter(isGrave).length;
  const count = needed === 0 ? '' : ` · ${counted(needed, 'approval')} needed`;
  const title = `${mark(report)}\n### ${HEADINGS[report.verdict]}${count}`;
  budget.take(`${title}\n\n`);
  // What says which plans these are is no place for thousands of names.
  const facts = budget.rows(headLines(report));
  const sections = writeSections(sectionsOf(report, bytes), budget);
  const parts = [title, facts.join('\n'), ...sections, diagram(report, budget)];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function sectionsOf(report: Report, bytes: number): readonly Section[] {
  const { driftSecurity, outputs, devices } = report;
  const { changes, drift } = listedIn(report);
  const loud = changes.filter(({ action }) => !QUIET.has(action));
  const quiet = changes.filter(({ action }) => action === 'move' || action === 'import');
  const must = mustApprove(report);
  const where = whereIn(report);
  const needed = report.approvals.length + report.security.filter(isGrave).length;
  const others = report.security.filter((each) => !isGrave(each));
  return [
    { ...planSection(report), share: bytes / 10 },
    { line: `**Must be approved** (${needed})`, count: needed, form: 'list', rows: () => approvalRows(must, where) },
    { ...table('Security', others, where, others.length < report.security.length), share: bytes / 10 },
    { ...policySection(report), share: bytes / 20 },
    ...capacitySections(report).map((section) => ({ ...section, share: bytes / 20 })),
    { ...versionsSection(report), share: bytes / 20 },
    {
      line: title('Changes', loud),
      count: loud.length,
      form: 'groups',
      rows: () => groupRows(loud, where),
      share: bytes / 5,
    },
    { line: devicesLine(devices.length), count: devices.length, form: 'list', rows: () => deviceRows(devices) },
    {
      line: movedLine(changes, quiet),
      count: quiet.length,
      form: 'groups',
      rows: () => groupRows(quiet, where),
      whole: true,
    },
    {
      line: title('Drift: changed outside of Terraform', drift),
      count: drift.length,
      form: 'groups',
      rows: () => groupRows(drift, where),
      whole: true,
    },
    { ...table('Drift of security: changed outside of Terraform', driftSecurity, where, false) },
    {
      line: `**Outputs** (${outputs.length})`,
      count: outputs.length,
      form: 'list',
      rows: () => rowsOf(outputs, fieldRow),
      whole: true,
    },
    stagesSection(report),
  ];
}

function table(name: string, changes: readonly ReportedSecurity[], where: Where, others: boolean): Section {
  const directions = countWords(countOf(changes.map(({ direction }) => direction)));
  return {
    line: `**${name}**${others ? ', beside what must be approved' : ''} (${directions})`,
    count: changes.length,
    form: 'table',
    head: ['| | Severity | Who or what | Change | Particulars |', '|-|-|-|-|-|'],
    rows: () => rowsOf(changes, (it) => securityRow(it, where)),
  };
}

function title(name: string, changes: readonly ListedChange[]): string {
  return `**${name}** (${countWords(countOf(changes.map(({ action }) => action)))})`;
}

/** That nothing is destroyed is what a reviewer of a rename looks for. */
function movedLine(changes: readonly ListedChange[], quiet: readonly ListedChange[]): string {
  const destroyed = changes.filter(
    ({ action, order }) => action === 'delete' || (action === 'replace' && order !== 'forget-old'),
  ).length;
  const [moved, imported] = ['move', 'import'].map((kind) => quiet.filter(({ action }) => action === kind).length);
  const words = [
    ...(moved === 0 ? [] : [`${moved ?? 0} moved`]),
    ...(imported === 0 ? [] : [`${imported ?? 0} imported`]),
  ];
  const others = destroyed === 0 ? '0 destroyed' : `beside them ${destroyed} destroyed`;
  return `**Moved and imported: nothing changes in the datacenter** (${words.join(', ')}, ${others})`;
}

function devicesLine(count: number): string {
  return `**Network devices: planned configurations that are not yet applied** (${count})`;
}

function countOf(words: readonly string[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}

/** Stages have comments of their own; a comment that is written again has the same stacks. */
function mark({ plans, name }: Report): string {
  const ofPlan = ({ stage, stack }: PlanSummary): string => stage ?? stack ?? 'plan';
  const stages = name === undefined ? new Set(plans.map(ofPlan)) : [name];
  const names = [...stages].map((each) => each.replace(/([^A-Za-z0-9.-]|--)+/g, '_')).sort();
  return `<!-- datahall-report:${names.join(',').slice(0, 200)} -->`;
}
