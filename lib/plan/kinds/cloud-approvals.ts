import type { NeededApproval } from '../approvals';
import type { Change } from '../changes';
import type { Field } from '../diff';
import { joined } from '../joined';
import type { Json } from '../json';
import { NONE } from '../none';
import { opens, saysAccess, tellingFields, widestFirst } from './access-kinds';
import { isLock } from './data-kinds';
import {
  COPIES,
  KEEPS_DELETED,
  LAST_COPIES,
  LAST_COPY_TEXTS,
  NEVER_PUBLIC,
  PROTECTING_TEXTS,
  PROTECTIONS,
  RETENTION,
} from './settings';

/** Most values that stand beside an approval. */
const SHOWN = 4;

/** Kubernetes objects are judged by what they allow. */
const JUDGED = /^(kubernetes_|helm_release$)/;

/** What follows where everybody gets in. */
export const OPENED = 'it is opened to everybody';

const MAY_OPEN = 'its provider no longer refuses to open it to everybody';

/**
 * What must be agreed to of a resource of a cloud, beside that it goes: rules of access, what is opened to everybody,
 * protection that is lifted, and data that are kept for less time.
 *
 * @param change a resource that changes
 */
export function cloudApprovals(change: Change): readonly NeededApproval[] {
  if (JUDGED.test(change.type)) return NONE;
  if (change.action !== 'update') return joined(ofAccess(change), ofLock(change));
  const { fields } = change.opened;
  return joined(ofAccess(change), ofProtection(fields), ofRetention(fields));
}

/** What these allow is not judged: nobody else may say that it is harmless. */
function ofAccess({ action, type, after, opened }: Change): readonly NeededApproval[] {
  if (action !== 'create' && action !== 'update' && action !== 'replace' && action !== 'delete') return NONE;
  const fields = action === 'delete' ? NONE : opened.fields;
  // Most resources say nothing of access.
  if (!saysAccess(type) && !fields.some((field) => isUnprevented(field) || opens(field, after))) return NONE;
  return accessOf(action, type, after, tellingFields(fields));
}

function accessOf(
  action: keyof typeof ACCESS,
  type: string,
  after: Json,
  telling: readonly Field[],
): readonly NeededApproval[] {
  const isOpening = (field: Field): boolean => opens(field, after);
  const opening = telling.filter(isOpening);
  if (opening.length > 0) return [{ risk: 'access', consequence: OPENED, shows: some(opening) }];
  const widest = (those: readonly Field[]): readonly Field[] => some(widestFirst(those, after));
  const unprevented = telling.filter(isUnprevented);
  if (unprevented.length > 0) return [{ risk: 'access', consequence: MAY_OPEN, shows: widest(unprevented) }];
  if (!saysAccess(type) || (action === 'update' && telling.length === 0)) return NONE;
  const shows = action === 'create' ? [] : widest(telling);
  return [{ risk: 'access', consequence: ACCESS[action], ...(shows.length === 0 ? {} : { shows }) }];
}

function isUnprevented(field: Field): boolean {
  return loses(field, NEVER_PUBLIC);
}

const ACCESS: Readonly<Record<'create' | 'update' | 'replace' | 'delete', string>> = {
  create: 'a new rule of access, which is not judged here: read what it allows',
  update: 'who may do what, or who reaches what, is not judged here: read what it allows',
  replace: 'who may do what, or who reaches what, is not judged here: read what it allows',
  delete: 'a rule of access goes: whether more is allowed without it is not judged here',
};

function ofLock({ action, type }: Change): readonly NeededApproval[] {
  if ((action !== 'delete' && action !== 'replace') || !isLock(type)) return NONE;
  const until = action === 'replace' ? ', until the new one is there' : '';
  return [{ risk: 'unprotected', consequence: `its provider no longer refuses to delete what it locks${until}` }];
}

function ofProtection(fields: readonly Field[]): readonly NeededApproval[] {
  const lifted = fields.filter(
    (field) =>
      (PROTECTIONS.has(nameOf(field)) && field.before === true && isOff(field)) || loses(field, PROTECTING_TEXTS),
  );
  const dropped = fields.filter((field) => {
    const name = nameOf(field);
    if (LAST_COPIES.has(name)) return field.before !== true && field.after === true;
    if (KEEPS_DELETED.has(name)) return field.before === true && isOff(field);
    return LAST_COPY_TEXTS.has(name) && field.after === LAST_COPY_TEXTS.get(name);
  });
  return [
    ...approval('unprotected', 'its provider no longer refuses to delete it', lifted),
    ...approval('unprotected', 'the next deletion takes its data, and leaves no last copy', dropped),
  ];
}

function ofRetention(fields: readonly Field[]): readonly NeededApproval[] {
  const shorter = fields.filter((field) => {
    const [name, { before = 0, after }] = [nameOf(field), field];
    if ((!RETENTION.has(name) && !COPIES.has(name)) || after === undefined) return false;
    const [was, is] = [kept(before, name), kept(after, name)];
    return was !== undefined && is !== undefined && is < was;
  });
  return approval('data', 'what is older is deleted, or may be from now on', shorter);
}

/** Seconds in a unit, and units of ISO 8601, of which only their order counts. */
const SECONDS: Readonly<Record<string, number>> = { '': 1, s: 1, m: 60, h: 3600, d: 86_400, D: 86_400, W: 604_800 };

/** A time as a number that grows with it: days, `24h`, `604800s` or `P7D`. */
function kept(value: Json, name: string): number | undefined {
  if (typeof value !== 'number' && typeof value !== 'string') return undefined;
  const [, amount, unit = ''] = /^P?(\d+(?:\.\d+)?)([smhdDW]?)$/.exec(String(value)) ?? [];
  if (amount === undefined) return undefined;
  // Of what is kept, 0 is for ever; of copies, it is none.
  const time = Number(amount) * (SECONDS[unit] ?? 1);
  return time === 0 && RETENTION.has(name) ? Number.POSITIVE_INFINITY : time;
}

/** Whether a setting had the value that protects, and has another one. */
function loses(field: Field, values: ReadonlyMap<string, string>): boolean {
  const value = values.get(nameOf(field));
  return value !== undefined && field.before === value && !field.unknown && field.after !== value;
}

function approval(
  risk: NeededApproval['risk'],
  consequence: string,
  shows: readonly Field[],
): readonly NeededApproval[] {
  return shows.length === 0 ? [] : [{ risk, consequence, shows: some(shows) }];
}

function some(fields: readonly Field[]): readonly Field[] {
  return fields.slice(0, SHOWN);
}

function isOff({ after, unknown }: Field): boolean {
  return !unknown && after !== true;
}

function nameOf({ path }: Field): string {
  const last = path.at(-1);
  return typeof last === 'string' ? last : '';
}
