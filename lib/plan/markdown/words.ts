import { counted } from '../../errors/print';
import type { ObjectIdentity } from '../objects';
import type { PrintedField } from '../print-values';
import type {
  Counts,
  PlanSummary,
  ReportedApproval,
  ReportedChange,
  ReportedObject,
  ReportedSecurity,
} from '../report';
import type { SecurityDirection } from '../security';
import { code, sentence } from './escape';

/** Most characters of a value in a comment. */
const VALUE_LIMIT = 80;

/** Most values of one object, which are one row with it. */
const OBJECT_ROWS = 20;

/** Sign of each action, as reviewers know them from Terraform. */
const SIGNS: Readonly<Record<string, string>> = {
  create: '+',
  update: '~',
  replace: '±',
  delete: '−',
  forget: '⊘',
  orphan: '⊘',
  move: '→',
  import: '←',
  read: '?',
  none: '=',
};

const DIRECTIONS: Readonly<Record<SecurityDirection, string>> = { broadened: '▲', narrowed: '▼', changed: '=' };

const FIELD_SIGNS: Readonly<Record<PrintedField['change'], string>> = { added: '+', removed: '−', changed: '~' };

/**
 * Counts by action as words: `2 update, 1 delete`.
 *
 * @param counts how often each thing is done
 */
export function countWords(counts: Counts<string>): string {
  return Object.entries(counts)
    .sort(([a], [b]) => Object.keys(SIGNS).indexOf(a) - Object.keys(SIGNS).indexOf(b))
    .map(([action, count]) => `${count ?? 0} ${action}`)
    .join(', ');
}

/**
 * A Kubernetes object in words.
 *
 * @param object kind and name
 */
export function objectWords({ kind, namespace, name }: ObjectIdentity): string {
  return code(`${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`);
}

/**
 * A plan in words: its stack, or its file.
 *
 * @param plan the plan
 */
export function planWords(plan: PlanSummary): string {
  return code(plan.stack ?? plan.source);
}

/**
 * One line of what a person must agree to.
 *
 * @param approval what it is
 */
export function approvalRow(approval: ReportedApproval): string {
  const { object, path, action, consequence, because = [], reason } = approval;
  const subject = object === undefined ? code(path) : `${objectWords(object)} of ${code(path)}`;
  const does = object === undefined ? action : 'objects';
  const why =
    because.length > 0
      ? ` because of ${because
          .slice(0, 5)
          .map((it) => code(it))
          .join(', ')}`
      : '';
  const said = reason === undefined || because.length > 0 ? '' : ` (${code(reason)})`;
  return `- ⛔ **${does}** ${subject}${why}${said}: ${sentence(consequence)}`;
}

/**
 * One row of the table of security.
 *
 * @param change the change
 */
export function securityRow({ direction, severity, subject, what, detail }: ReportedSecurity): string {
  const cells = [`${DIRECTIONS[direction]} ${direction}`, severity, code(subject), sentence(what), code(detail, 200)];
  return `| ${cells.join(' | ')} |`;
}

/**
 * The rows of a resource: values, then objects with theirs.
 *
 * @param change the resource
 */
export function changeRows(change: ReportedChange): readonly string[] {
  const { fields, omitted = 0, objects } = change;
  return [...fields.map((field) => fieldRow(field)), ...more(omitted, ''), ...foldObjects(objects)];
}

/** Objects that change alike are one row. */
function foldObjects(objects: readonly ReportedObject[]): readonly string[] {
  const groups = new Map<string, ReportedObject[]>();
  for (const object of objects) {
    const { action, kind, fields, omitted } = object;
    const key = JSON.stringify([action, kind, fields, omitted]);
    groups.set(key, [...(groups.get(key) ?? []), object]);
  }
  return [...groups.values()].map((group) => {
    const [first] = group as [ReportedObject];
    const shown = first.fields.slice(0, OBJECT_ROWS);
    const omitted = first.fields.length - shown.length + (first.omitted ?? 0);
    const rows = [...shown.map((field) => `  ${fieldRow(field)}`), ...more(omitted, '  ')];
    const others = group.length === 1 ? '' : ` × ${group.length}: ${nameList(group.map(objectName))}`;
    const subject = group.length === 1 ? objectWords(first) : code(first.kind);
    return [`- ${sign(first.action)} ${first.action} ${subject}${others}`, ...rows].join('\n');
  });
}

function objectName({ namespace, name }: ObjectIdentity): string {
  return namespace === undefined ? name : `${namespace}/${name}`;
}

/**
 * Some names, and how many more there are.
 *
 * @param names all names
 */
export function nameList(names: readonly string[]): string {
  const shown = names.slice(0, 8).map((name) => code(name, VALUE_LIMIT));
  return shown.join(', ') + (names.length > shown.length ? ` and ${names.length - shown.length} more` : '');
}

function more(omitted: number, indent: string): readonly string[] {
  return omitted === 0 ? [] : [`${indent}- and ${counted(omitted, 'more value')}`];
}

/**
 * One value that changes.
 *
 * @param field the value
 */
export function fieldRow({ path, change, before, after, unknown, replaces }: PrintedField): string {
  const [from, to] = [before, after].map((side) => (side === undefined ? '' : code(side, VALUE_LIMIT)));
  const told = unknown === true ? '(known after apply)' : to;
  const values = change === 'changed' ? `${from ?? ''} → ${told ?? ''}` : change === 'added' ? told : from;
  return `- ${FIELD_SIGNS[change]} ${code(path)} ${values ?? ''}${replaces === true ? ' **forces the replacement**' : ''}`;
}

/**
 * The sign of an action.
 *
 * @param action what is done
 */
export function sign(action: string): string {
  return SIGNS[action] ?? '~';
}
