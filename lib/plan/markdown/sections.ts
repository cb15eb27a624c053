import { counted } from '../../errors/print';
import { amountWords, deltaWords } from '../capacity/amount-words';
import type { CapacityChange } from '../capacity/amounts';
import { CAUSES, drainWords } from '../capacity/blast-words';
import type { Blast } from '../capacity/blast';
import type { PolicyResult } from '../policy/policy-result';
import type { Report } from '../report';
import type { StageView } from '../stage-view';
import type { UpgradeVerdict, VersionChange } from '../versions/version-change';
import { code } from './escape';
import { rowsOf, type Section } from './section';
import { nameList } from './words';

/** Longest sentence: it may hold names of the plan. */
const SENTENCE = 300;

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
 */
export function versionsSection({ versions }: Report): Section {
  return tableOf('Versions', ['Upgrade', 'What', 'From', 'To', 'Why'], versions, versionRow);
}

function versionRow({
  kind,
  name,
  path,
  stage,
  from = '–',
  to = '–',
  verdict,
  why,
  releasePage,
}: VersionChange): string {
  const place = stage === undefined ? '' : ` in ${code(stage)}`;
  const cells = [
    VERDICTS[verdict],
    `${kind} ${code(name)} of ${code(path)}${place}`,
    code(from, 60),
    // The page is one of ours, with a version in it that is digits, letters and dots.
    releasePage === undefined ? code(to, 60) : `[${code(to, 60)}](${releasePage})`,
    code(why, SENTENCE),
  ];
  return `| ${cells.join(' | ')} |`;
}

/**
 * Writes the amounts that change, and how far changes reach.
 *
 * @param report the report
 */
export function capacitySections({ capacity = [], blast = [] }: Report): readonly Section[] {
  return [
    tableOf('Capacity', ['Where', 'What', 'Before', 'After', 'Δ'], capacity, capacityRow),
    {
      line: `**Reaches others** (${blast.length})`,
      count: blast.length,
      form: 'list',
      rows: () => rowsOf(blast, blastRow),
    },
  ];
}

function capacityRow(change: CapacityChange): string {
  const { scope, of, name, before, after, unit } = change;
  const what = name === undefined ? of : `${of} ${code(name)}`;
  const cells = [code(scope), what, amountWords(before, unit), amountWords(after, unit), deltaWords(change)];
  return `| ${cells.join(' | ')} |`;
}

function blastRow(blast: Blast): string {
  const { stage, path, cause, affects } = blast;
  const drained = drainWords(blast);
  const users = affects.slice(0, USERS).map((each) => `${code(each.path)} (${code(each.by)})`);
  const rest = affects.length - users.length;
  const reached =
    affects.length === 0 ? 'nothing that is known' : users.join(', ') + (rest > 0 ? ` and ${rest} more` : '');
  return `- ${CAUSES[cause]} of ${code(path)} in ${code(stage)}:${drained === '' ? '' : ` ${drained};`} reaches ${reached}`;
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
 */
export function policySection({ policy }: Report): Section {
  return tableOf('Policies', ['Result', 'Rule', 'Where', 'What'], policy, policyRow);
}

function policyRow({ tool, rule, result, message, address, path, stages = [] }: PolicyResult): string {
  const place = path ?? address;
  const where = [
    ...(place === undefined ? [] : [code(place)]),
    ...(stages.length === 0 ? [] : [`in ${nameList(stages)}`]),
  ];
  return `| ${[RESULTS[result], `${tool} ${code(rule)}`, where.join(' '), code(message, SENTENCE)].join(' | ')} |`;
}

/**
 * Writes which release each stage runs.
 *
 * @param report the report
 */
export function stagesSection({ stages = [] }: Report): Section {
  return tableOf(
    'Stages',
    ['Stage', 'Release', 'Serves', 'Behind', 'After'],
    stages.length < 2 ? [] : stages,
    stageRow,
  );
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

function tableOf<Item>(
  title: string,
  columns: readonly string[],
  items: readonly Item[],
  write: (item: Item) => string,
): Section {
  return {
    line: `**${title}** (${items.length})`,
    count: items.length,
    form: 'table',
    head: [`| ${columns.join(' | ')} |`, `|${columns.map(() => '-').join('|')}|`],
    rows: () => rowsOf(items, write),
  };
}
