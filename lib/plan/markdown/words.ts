import { counted } from '../../errors/print';
import type { ObjectIdentity } from '../objects';
import type { PrintedField } from '../print-values';
import type { Counts, ReportedChange, ReportedDevice, ReportedObject, ReportedSecurity } from '../report';
import type { SecurityDirection } from '../security';
import type { Where } from '../where';
import { code } from './escape';
import type { Row } from './section';

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

/** Sign of each direction of security. */
export const DIRECTIONS: Readonly<Record<SecurityDirection, string>> = { broadened: '▲', narrowed: '▼', changed: '=' };

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
 * A sentence of our own words. It is code should it hold anything else.
 *
 * @param text the sentence
 */
export function plain(text: string): string {
  return /^[\w ,;:'()/.×-]*$/.test(text) ? text : code(text, 400);
}

/**
 * Devices that do not run what is planned, a row for each reason.
 *
 * @param devices the devices
 */
export function* deviceRows(devices: readonly ReportedDevice[]): Iterable<Row> {
  for (const [because, words] of Object.entries(WHY_NOT)) {
    const names = devices.filter((each) => each.because === because).map(({ device }) => device);
    if (names.length > 0) yield { text: `- ${words}: ${nameList(names)}`, stands: names.length };
  }
}

/** Why a device does not run what is planned, in words. */
export const WHY_NOT: Readonly<Record<ReportedDevice['because'], string>> = {
  'other-result': 'another configuration was installed last',
  'no-result': 'no result of a rollout is recorded',
  'no-rollout': 'Terraform changes no device: somebody runs the playbook',
};

/**
 * Where something happens, in words.
 *
 * @param places the places; those that need not be said are nothing
 */
export function placeWords(places: readonly (string | undefined)[]): string {
  const said = [...new Set(places)].filter((it) => it !== undefined);
  return said.length === 0 ? '' : ` in ${nameList(said)}`;
}

/**
 * One row of the table of security.
 *
 * @param change the change
 * @param where tells stages apart
 */
export function securityRow(change: ReportedSecurity, where: Where): string {
  const { plan, stage, direction, severity, subject, what, detail } = change;
  const who = `${code(subject)}${placeWords([where(plan, stage)])}`;
  const cells = [`${DIRECTIONS[direction]} ${direction}`, severity, who, plain(what), code(detail, 200)];
  return `| ${cells.join(' | ')} |`;
}

/**
 * The rows of a resource: values, then objects with theirs.
 *
 * @param change the resource
 */
export function changeRows(change: ReportedChange): readonly string[] {
  const { action, fields, omitted = 0, objects, notes = [] } = change;
  // What a provider computes anew says nothing, unless it was something that stays.
  const computed = fields.filter(
    ({ unknown, change: kind, replaces }) =>
      unknown === true && replaces !== true && (kind === 'added' || action === 'replace'),
  );
  return [
    ...notes.map((note) => `- ${plain(note)}`),
    ...fields.filter((field) => !computed.includes(field)).map((field) => fieldRow(field)),
    ...(computed.length === 0 ? [] : [`- known after apply: ${nameList(computed.map(({ path }) => path))}`]),
    ...more(omitted, ''),
    ...foldObjects(objects),
  ];
}

/** Objects that change alike are one row. */
function foldObjects(objects: readonly ReportedObject[]): readonly string[] {
  const groups = new Map<string, ReportedObject[]>();
  for (const object of objects) {
    const { action, kind, fields, omitted } = object;
    const key = JSON.stringify([action, kind, fields, omitted]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [object]);
    else group.push(object);
  }
  return [...groups.values()].map((group) => {
    const [first] = group as [ReportedObject];
    const shown = first.fields.slice(0, OBJECT_ROWS);
    const omitted = first.fields.length - shown.length + (first.omitted ?? 0);
    const rows = [...shown.map((field) => fieldRow(field).replace(/^/gm, '  ')), ...more(omitted, '  ')];
    const others = group.length === 1 ? '' : ` × ${group.length}: ${nameList(group.map(objectName))}`;
    const subject = group.length === 1 ? objectWords(first) : code(first.kind);
    return [`- ${sign(first.action)} ${first.action} ${subject}${others}`, ...rows].join('\n');
  });
}

/**
 * An object without its kind.
 *
 * @param object kind and name
 */
export function objectName({ namespace, name }: ObjectIdentity): string {
  return namespace === undefined ? name : `${namespace}/${name}`;
}

/**
 * Some names, and how many more there are.
 *
 * @param names all names
 * @param limit most characters of one. @default 80
 */
export function nameList(names: readonly string[], limit = VALUE_LIMIT): string {
  const shown = names.slice(0, 8).map((name) => code(name, limit));
  return shown.join(', ') + (names.length > shown.length ? ` and ${names.length - shown.length} more` : '');
}

function more(omitted: number, indent: string): readonly string[] {
  return omitted === 0 ? [] : [`${indent}- and ${counted(omitted, 'more value')}`];
}

/**
 * One value that changes, with the lines that differ in a text of several.
 *
 * @param field the value
 */
export function fieldRow({ path, change, before, after, unknown, replaces, lines }: PrintedField): string {
  const forces = replaces === true ? ' **forces the replacement**' : '';
  if (lines !== undefined)
    return [`- ${FIELD_SIGNS[change]} ${code(path)}${forces}`, ...lines.map((line) => `  - ${code(line)}`)].join('\n');
  const [from, to] = [before, after].map((side) => (side === undefined ? '' : code(side, VALUE_LIMIT)));
  const told = unknown === true ? '(known after apply)' : to;
  const values = change === 'changed' ? `${from ?? ''} → ${told ?? ''}` : change === 'added' ? told : from;
  return `- ${FIELD_SIGNS[change]} ${code(path)} ${values ?? ''}${forces}`;
}

/**
 * The sign of an action.
 *
 * @param action what is done
 */
export function sign(action: string): string {
  return SIGNS[action] ?? '~';
}
