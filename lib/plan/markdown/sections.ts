import { counted } from '../../errors/print';
import { Bytes } from '../../units/bytes';
import type { CapacityChange } from '../capacity/amounts';
import type { Blast } from '../capacity/blast';
import type { PolicyResult } from '../policy/policy-result';
import type { Report } from '../report';
import type { StageView } from '../stage-view';
import type { UpgradeVerdict, VersionChange } from '../versions/version-change';
import type { Budget } from './budget';
import { code, sentence } from './escape';
import { nameList } from './words';

/** Most users of one change that are named. */
const USERS = 8;

/** Signs of verdicts, as those of the whole report. */
const VERDICTS: Readonly<Record<UpgradeVerdict, string>> = {
  safe: '🟢 safe',
  manual: '🟠 manual',
  blocked: '⛔ blocked',
  unknown: '⚪ unknown',
};

/**
 * Writes the versions that change as a table.
 *
 * @param report the report
 * @param budget room that is left
 */
export function versionsSection({ versions }: Report, budget: Budget): string {
  return tableOf('Versions', ['Upgrade', 'What', 'From', 'To', 'Why'], versions.map(versionRow), budget);
}

function versionRow({ kind, name, path, stage, from = '–', to = '–', verdict, why }: VersionChange): string {
  const place = stage === undefined ? '' : ` in ${code(stage)}`;
  const cells = [
    VERDICTS[verdict],
    `${kind} ${code(name)} of ${code(path)}${place}`,
    code(from, 60),
    code(to, 60),
    sentence(why),
  ];
  return `| ${cells.join(' | ')} |`;
}

/**
 * Writes the amounts that change, and how far changes reach.
 *
 * @param report the report
 * @param budget room that is left
 */
export function capacitySection({ capacity = [], blast = [] }: Report, budget: Budget): string {
  const amounts = tableOf('Capacity', ['Where', 'What', 'Before', 'After', 'Δ'], capacity.map(capacityRow), budget);
  const rows = budget.rows(blast.map(blastRow));
  const rest = blast.length - rows.length;
  const note = rest === 0 ? [] : [`- and ${rest} more: see the full report`];
  const reach = blast.length === 0 ? '' : [`**Reaches others** (${blast.length})\n`, ...rows, ...note].join('\n');
  return [amounts, reach].filter((part) => part !== '').join('\n\n');
}

function capacityRow({ scope, of, name, before, after, unit }: CapacityChange): string {
  const what = name === undefined ? of : `${of} ${code(name)}`;
  const delta = after - before;
  const sign = delta > 0 ? '+' : '−';
  const cells = [
    code(scope),
    what,
    amount(before, unit),
    amount(after, unit),
    `${sign}${amount(Math.abs(delta), unit)}`,
  ];
  return `| ${cells.join(' | ')} |`;
}

function amount(value: number, unit: CapacityChange['unit']): string {
  if (unit === 'W') return `${(value / 1000).toFixed(1)} kW`;
  if (unit === 'B') return Bytes.of(value).toString();
  return unit === 'U' ? `${value} U` : String(value);
}

const CAUSES: Readonly<Record<Blast['cause'], string>> = {
  delete: 'deletion',
  replace: 'replacement',
  upgrade: 'another version',
  driver: 'another GPU driver',
};

function blastRow({ stage, path, cause, nodes, atOnce, minutes, affects }: Blast): string {
  const rolls = atOnce === 0 ? 'by hand' : `${atOnce ?? 0} at once`;
  const time = minutes === undefined ? '' : `, about ${minutes} min as it was stated`;
  const drained = nodes === undefined ? '' : ` drains ${counted(nodes, 'server')}, ${rolls}${time};`;
  const users = affects.slice(0, USERS).map((each) => `${code(each.path)} (${sentence(each.by)})`);
  const rest = affects.length - users.length;
  const reached =
    affects.length === 0 ? 'nothing that is known' : users.join(', ') + (rest > 0 ? ` and ${rest} more` : '');
  return `- ${CAUSES[cause]} of ${code(path)} in ${code(stage)}:${drained} reaches ${reached}`;
}

const RESULTS: Readonly<Record<PolicyResult['result'], string>> = {
  failed: '🛑 failed',
  warning: '🟠 warning',
  excepted: '⚪ excepted',
};

/**
 * Writes what policies say.
 *
 * @param report the report
 * @param budget room that is left
 */
export function policySection({ policy }: Report, budget: Budget): string {
  return tableOf('Policies', ['Result', 'Rule', 'Where', 'What'], policy.map(policyRow), budget);
}

function policyRow({ tool, rule, result, message, address, path, stages = [] }: PolicyResult): string {
  const place = path ?? address;
  const where = [
    ...(place === undefined ? [] : [code(place)]),
    ...(stages.length === 0 ? [] : [`in ${nameList(stages)}`]),
  ];
  return `| ${[RESULTS[result], `${tool} ${code(rule)}`, where.join(' '), sentence(message)].join(' | ')} |`;
}

/**
 * Writes which release each stage runs.
 *
 * @param report the report
 * @param budget room that is left
 */
export function stagesSection({ stages = [] }: Report, budget: Budget): string {
  const rows = stages.length < 2 ? [] : stages.map(stageRow);
  return tableOf('Stages', ['Stage', 'Release', 'Serves', 'Behind', 'After'], rows, budget);
}

function stageRow({ stage, release, from, serving, after, behind, planned }: StageView): string {
  const is = from === undefined ? code(release) : `${code(from)} → ${code(release)}`;
  const cells = [
    `${code(stage)}${planned ? ' (in this report)' : ''}`,
    is,
    serving.map((each) => code(each)).join(', '),
    behind === 0 ? '–' : counted(behind, 'release'),
    after.map((each) => code(each)).join(', '),
  ];
  return `| ${cells.join(' | ')} |`;
}

/**
 * Writes a table, as far as its rows fit.
 *
 * @param title title of the section
 * @param columns names of the columns
 * @param rows finished rows
 * @param budget room that is left
 */
export function tableOf(title: string, columns: readonly string[], rows: readonly string[], budget: Budget): string {
  if (rows.length === 0) return '';
  const shown = budget.rows(rows);
  const rest = rows.length - shown.length;
  const head = shown.length === 0 ? [] : [`| ${columns.join(' | ')} |`, `|${columns.map(() => '-').join('|')}|`];
  const note = rest === 0 ? [] : [`\n- and ${rest} more: see the full report`];
  return [`**${title}** (${rows.length})\n`, ...head, ...shown, ...note].join('\n');
}
