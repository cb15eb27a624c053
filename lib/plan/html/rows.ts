import { counted } from '../../errors/print';
import type { ObjectIdentity } from '../objects';
import type { PrintedField } from '../print-values';
import type { Report, ReportedChange, ReportedObject } from '../report';
import { isGrave } from '../verdict';
import { codeHtml, escapeHtml } from './escape';
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
  const change = (it: ReportedChange, id?: string): string =>
    changeHtml(it, needing.has(`${it.plan} ${it.address}`), id);
  return [
    { title: 'Must be approved', rows: report.approvals.map((it) => approvalHtml(it, links.of(it.plan, it.address))) },
    {
      title: 'Security',
      rows: report.security.map((it) => {
        const text = `${escapeHtml(it.direction)}, ${escapeHtml(it.severity)}: ${codeHtml(it.subject)} ${escapeHtml(it.what)}: ${codeHtml(it.detail)}`;
        return row(isGrave(it) ? 'security approve' : 'security', text);
      }),
    },
    {
      title: 'Policies',
      rows: report.policy.map((it) => {
        const place = codeHtml(it.path ?? it.address ?? '');
        const risks = it.result === 'failed' ? 'policy approve' : 'policy';
        return row(risks, `${it.result}: ${it.tool} ${codeHtml(it.rule)} ${place}: ${escapeHtml(it.message)}`);
      }),
    },
    {
      title: 'Capacity',
      rows: (report.capacity ?? []).map((it, index) => {
        const unit = it.unit === undefined ? '' : ` ${it.unit}`;
        return row(
          'change',
          `${codeHtml(it.scope)} ${escapeHtml(`${it.of} ${it.name ?? ''}`)}: ${it.before} → ${it.after}${unit}`,
          RowLinks.ofAmount(index),
        );
      }),
    },
    {
      title: 'Reaches others',
      rows: (report.blast ?? []).map((it) => {
        const drained = it.nodes === undefined ? '' : `, drains ${counted(it.nodes, 'server')}`;
        const users = it.affects.map((each) => `${codeHtml(each.path)} (${escapeHtml(each.by)})`).join(', ');
        return row('change', `${it.cause} of ${codeHtml(it.path)} in ${codeHtml(it.stage)}${drained}: ${users}`);
      }),
    },
    {
      title: 'Versions',
      rows: report.versions.map((it) => {
        const step = `${codeHtml(it.from ?? '–')} → ${codeHtml(it.to ?? '–')}`;
        return row(
          'change',
          `${it.verdict}: ${it.kind} ${codeHtml(it.name)} of ${codeHtml(it.path)} ${step}: ${escapeHtml(it.why)}`,
        );
      }),
    },
    {
      title: 'Changes',
      id: 'changes',
      rows: report.changes.map((it, index) => change(it, RowLinks.ofChange(index))),
    },
    { title: 'Drift: changed outside of Terraform', rows: report.drift.map((it) => change(it)) },
    { title: 'Outputs', rows: report.outputs.map((it) => row('change', fieldHtml(it))) },
  ];
}

function row(risks: string, html: string, id?: string): string {
  return `<div class="row ${risks}" data-risk="${risks}"${idHtml(id)}>${html}</div>`;
}

function idHtml(id: string | undefined): string {
  return id === undefined ? '' : ` id="${id}" tabindex="-1"`;
}

function approvalHtml(
  { object, path, action, consequence, because = [] }: Report['approvals'][number],
  id: string | undefined,
): string {
  const place = id === undefined ? codeHtml(path) : `<a href="#${id}">${codeHtml(path)}</a>`;
  const subject = object === undefined ? place : `${objectHtml(object)} of ${place}`;
  const why = because.length === 0 ? '' : ` because of ${because.map(codeHtml).join(', ')}`;
  return row(
    'approve',
    `<strong>${object === undefined ? action : 'objects'}</strong> ${subject}${why}: ${escapeHtml(consequence)}`,
  );
}

const DESTROYS = new Set(['delete', 'replace', 'forget']);

function changeHtml(change: ReportedChange, isNeeding: boolean, id?: string): string {
  const { action, path, address, type, fields, omitted = 0, objects, previousAddress, notes = [], rendered } = change;
  const destroys = DESTROYS.has(action) || objects.some((each) => DESTROYS.has(each.action));
  const risks = ['change', ...(destroys ? ['destroy'] : []), ...(isNeeding ? ['approve'] : [])].join(' ');
  const counts = [
    ...(fields.length + omitted === 0 ? [] : [counted(fields.length + omitted, 'value')]),
    ...(objects.length === 0 ? [] : [counted(objects.length, 'object')]),
    ...(rendered === true ? ['chart rendered'] : []),
  ];
  const summary = `<strong>${action}</strong> ${codeHtml(path)} · ${[codeHtml(type), ...counts].join(', ')}`;
  const items = [
    `address ${codeHtml(address)}`,
    ...(previousAddress === undefined ? [] : [`from ${codeHtml(previousAddress)}`]),
    ...notes.map(escapeHtml),
    ...fields.map(fieldHtml),
    ...rest(omitted),
    ...objects.map(objectChangeHtml),
  ];
  return `<details class="${risks}" data-risk="${risks}"${idHtml(id)}><summary>${summary}</summary>${list(items)}</details>`;
}

function objectChangeHtml(object: ReportedObject): string {
  const items = [...object.fields.map(fieldHtml), ...rest(object.omitted ?? 0)];
  return `<strong>${object.action}</strong> ${objectHtml(object)}${items.length === 0 ? '' : list(items)}`;
}

function objectHtml({ kind, namespace, name }: ObjectIdentity): string {
  return codeHtml(`${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`);
}

function fieldHtml({ path, change, before, after, unknown, replaces }: PrintedField): string {
  const told = unknown === true ? '(known after apply)' : after === undefined ? '' : codeHtml(after);
  const from = before === undefined ? '' : codeHtml(before);
  const values = change === 'changed' ? `${from} → ${told}` : change === 'added' ? `added ${told}` : `removed ${from}`;
  return `${codeHtml(path)} ${values}${replaces === true ? ' <strong>forces the replacement</strong>' : ''}`;
}

function rest(omitted: number): readonly string[] {
  return omitted === 0 ? [] : [`and ${counted(omitted, 'more value')}`];
}

function list(items: readonly string[]): string {
  return `<ul>${items.map((item) => `<li>${item}</li>`).join('')}</ul>`;
}
