import { counted } from '../../errors/print';
import type { ObjectIdentity } from '../objects';
import { amountWords, deltaWords } from '../capacity/amount-words';
import { CAUSES, drainWords } from '../capacity/blast-words';
import { DIRECTIONS, WHY_NOT } from '../markdown/words';
import { changeFacts } from '../change-facts';
import type { PrintedField } from '../print-values';
import { reasonWords } from '../reasons';
import type { Report, ReportedApproval, ReportedChange, ReportedObject, ReportedSecurity } from '../report';
import type { StageView } from '../stage-view';
import { whereIn } from '../where';
import { isGrave } from '../verdict';
import { codeHtml, escapeHtml, whole } from './escape';
import { RowLinks } from './links';

/** A section of the page. */
export interface HtmlSection {
  /** Its heading. */
  readonly title: string;
  /** Its id. @default - nothing leads there */
  readonly id?: string;
  /** Its rows, each of which is searched. */
  readonly rows: readonly string[];
}

/**
 * The sections of a report, the most dangerous first.
 *
 * @param report the report
 * @param needing keys of changes that must be approved: index of the plan, and address
 * @param links where the rows are
 */
export function sectionsHtml(report: Report, needing: ReadonlySet<string>, links: RowLinks): readonly HtmlSection[] {
  const where = whereIn(report);
  const { stages = [] } = report;
  const change = (it: ReportedChange, id?: string): string =>
    changeHtml(it, placeHtml(where(it.plan)), needing.has(`${it.plan} ${it.address}`), id);
  const approval = (it: ReportedApproval): string =>
    approvalHtml(it, placeHtml(where(it.plan)), links.of(it.plan, it.address));
  const security = (it: ReportedSecurity): string => securityHtml(it, placeHtml(where(it.plan, it.stage)));
  return [
    { title: 'Must be approved', rows: report.approvals.map(approval) },
    {
      title: 'Security',
      rows: report.security.map((it) => row(isGrave(it) ? 'security approve' : 'security', security(it))),
    },
    {
      title: 'Policies',
      rows: report.policy.map((it) => {
        const known = it.path ?? it.address;
        const stages = (it.stages ?? []).map(codeHtml).join(', ');
        const place = `${known === undefined ? '' : codeHtml(known)}${stages === '' ? '' : ` in ${stages}`}`;
        const risks = it.result === 'failed' ? 'policy approve' : 'policy';
        return row(risks, `${it.result}: ${it.tool} ${codeHtml(it.rule)} ${place}: ${escapeHtml(it.message)}`);
      }),
    },
    {
      title: 'Capacity',
      rows: (report.capacity ?? []).map((it, index) => {
        const what = `${codeHtml(it.scope)} ${escapeHtml(it.name === undefined ? it.of : `${it.of} ${it.name}`)}`;
        const [before, after] = [it.before, it.after].map((value) => amountWords(value, it.unit));
        const text = `${what}: ${before ?? ''} → ${after ?? ''} (${deltaWords(it)})`;
        return row('change', text, RowLinks.ofAmount(index));
      }),
    },
    {
      title: 'Reaches others',
      rows: (report.blast ?? []).map((it) => {
        const drained = drainWords(it) === '' ? '' : ` ${drainWords(it)};`;
        const users = it.affects.map((each) => `${codeHtml(each.path)} (${escapeHtml(each.by)})`);
        const reached = users.length === 0 ? 'nothing that is known' : users.join(', ');
        return row(
          'change',
          `${CAUSES[it.cause]} of ${codeHtml(it.path)} in ${codeHtml(it.stage)}:${drained} reaches ${reached}`,
        );
      }),
    },
    {
      title: 'Versions',
      rows: report.versions.map((it) => {
        const to = codeHtml(it.to ?? '–');
        const page = it.releasePage === undefined ? to : `<a href="${escapeHtml(it.releasePage)}">${to}</a>`;
        const step = `${codeHtml(it.from ?? '–')} → ${page}`;
        return row(
          'change',
          `${it.verdict}: ${it.kind} ${codeHtml(it.name)} of ${codeHtml(it.path)}${placeHtml(it.stage)} ${step}: ${escapeHtml(it.why)}`,
        );
      }),
    },
    {
      title: 'Changes',
      id: 'changes',
      rows: report.changes.map((it, index) => change(it, RowLinks.ofChange(index))),
    },
    {
      title: 'Network devices: planned configurations that are not yet applied',
      rows: report.devices.map((it) => row('change', `${codeHtml(it.device)}: ${escapeHtml(WHY_NOT[it.because])}`)),
    },
    { title: 'Drift: changed outside of Terraform', rows: report.drift.map((it) => change(it)) },
    {
      title: 'Drift of security: changed outside of Terraform',
      rows: report.driftSecurity.map((it) => row('security', security(it))),
    },
    { title: 'Outputs', rows: report.outputs.map((it) => row('change', fieldHtml(it))) },
    { title: 'Stages', rows: stages.length < 2 ? [] : stages.map(stageHtml) },
  ];
}

function row(risks: string, html: string, id?: string): string {
  return whole([`<div class="row ${risks}" data-risk="${risks}"`, idHtml(id), '>', html, '</div>']);
}

function idHtml(id: string | undefined): string {
  return id === undefined ? '' : ` id="${id}" tabindex="-1"`;
}

function approvalHtml(approval: ReportedApproval, place: string, id: string | undefined): string {
  const { object, path, action, consequence, names = [], because = [], reason, declaredAt } = approval;
  const link = id === undefined ? codeHtml(path) : `<a href="#${id}">${codeHtml(path)}</a>`;
  const subject = `${object === undefined ? link : `${objectHtml(object)} of ${link}`}${place}`;
  const why = because.length === 0 ? '' : ` because of ${because.map(codeHtml).join(', ')}`;
  const said =
    because.length > 0
      ? ''
      : reasonWords(reason, codeHtml)
          .map((words) => ` (${words})`)
          .join('');
  const told = names.length === 0 ? '' : list(names.map(codeHtml));
  const does = object === undefined ? action : 'objects';
  const at = declaredAt === undefined ? '' : `, declared at ${codeHtml(declaredAt)}`;
  return row('approve', `<strong>${does}</strong> ${subject}${why}${said}: ${escapeHtml(consequence)}${at}${told}`);
}

function securityHtml({ direction, severity, subject, what, detail }: ReportedSecurity, place: string): string {
  const sign = `${DIRECTIONS[direction]} ${direction}, ${severity}`;
  return `${sign}: ${codeHtml(subject)}${place} ${escapeHtml(what)}: ${codeHtml(detail)}`;
}

function stageHtml({ stage, release, from, serving, after, behind, planned }: StageView): string {
  const is = from === undefined ? codeHtml(release) : `${codeHtml(from)} → ${codeHtml(release)}`;
  const facts = [
    ...(serving.length === 0 ? [] : [`serves ${serving.map(codeHtml).join(', ')}`]),
    ...(behind === 0 ? [] : [`${counted(behind, 'release')} behind`]),
    ...(after.length === 0 ? [] : [`after ${after.map(codeHtml).join(', ')}`]),
    ...(planned ? ['in this report'] : []),
  ];
  return row('change', [`${codeHtml(stage)}: ${is}`, ...facts].join(' · '));
}

function placeHtml(place: string | undefined): string {
  return place === undefined ? '' : ` in ${codeHtml(place)}`;
}

const DESTROYS = new Set(['delete', 'replace', 'forget']);

function changeHtml(change: ReportedChange, place: string, isNeeding: boolean, id?: string): string {
  const { action, path, address, type, previousAddress, importId, declaredAt } = change;
  const { fields, omitted = 0, objects, notes = [] } = change;
  const destroys = DESTROYS.has(action) || objects.some((each) => DESTROYS.has(each.action));
  const risks = ['change', ...(destroys ? ['destroy'] : []), ...(isNeeding ? ['approve'] : [])].join(' ');
  const facts = [codeHtml(type), ...changeFacts(change, codeHtml)].join(', ');
  const summary = `<strong>${action}</strong> ${codeHtml(path)}${place} · ${facts}`;
  const items = [
    `address ${codeHtml(address)}`,
    ...(declaredAt === undefined ? [] : [`declared at ${codeHtml(declaredAt)}`]),
    ...(previousAddress === undefined ? [] : [`from ${codeHtml(previousAddress)}`]),
    ...(importId === undefined ? [] : [`imported by ${codeHtml(importId)}`]),
    ...notes.map(escapeHtml),
    ...fields.map(fieldHtml),
    ...rest(omitted),
    ...objects.map(objectChangeHtml),
  ];
  const head = [`<details class="${risks}" data-risk="${risks}"`, idHtml(id), '><summary>', summary, '</summary>'];
  return whole([...head, list(items), '</details>']);
}

function objectChangeHtml(object: ReportedObject): string {
  const items = [...object.fields.map(fieldHtml), ...rest(object.omitted ?? 0)];
  return `<strong>${object.action}</strong> ${objectHtml(object)}${items.length === 0 ? '' : list(items)}`;
}

function objectHtml({ kind, namespace, name }: ObjectIdentity): string {
  return codeHtml(`${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`);
}

function fieldHtml({ path, change, before, after, unknown, replaces, lines }: PrintedField): string {
  const forces = replaces === true ? ' <strong>forces the replacement</strong>' : '';
  if (lines !== undefined) return `${codeHtml(path)}${forces}${list(lines.map(codeHtml))}`;
  const told = unknown === true ? '(known after apply)' : after === undefined ? '' : codeHtml(after);
  const from = before === undefined ? '' : codeHtml(before);
  const values = change === 'changed' ? `${from} → ${told}` : change === 'added' ? `added ${told}` : `removed ${from}`;
  return `${codeHtml(path)} ${values}${forces}`;
}

function rest(omitted: number): readonly string[] {
  return omitted === 0 ? [] : [`and ${counted(omitted, 'more value')}`];
}

function list(items: readonly string[]): string {
  return `<ul>${items.map((item) => `<li>${item}</li>`).join('')}</ul>`;
}
