import type { Report } from '../report';
import type { UpgradeVerdict, VersionChange } from '../versions/version-change';
import type { Budget } from './budget';
import { code, sentence } from './escape';

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
