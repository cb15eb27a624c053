import type { NeededApproval } from '../approvals';
import type { Change } from '../changes';
import type { Field } from '../diff';
import { opens, saysAccess, tellingFields } from './access-kinds';

/** Most values that stand beside an approval. */
const SHOWN = 4;

/** Kubernetes objects are judged by what they allow. */
const JUDGED = /^(kubernetes_|helm_release$)/;

/** Settings with which a provider refuses to delete a resource. */
const PROTECTIONS = new Set(
  (
    'deletion_protection deletion_protection_enabled enable_deletion_protection delete_protection deletion_protected ' +
    'termination_protection termination_protection_enabled disable_api_termination purge_protection_enabled'
  ).split(' '),
);

/** Settings with which a provider deletes what is inside, or makes no last copy of it. */
const LAST_COPIES = new Set(['force_destroy', 'force_delete', 'skip_final_snapshot', 'skip_final_backup']);

/** How long data are kept, or copies of them. */
const RETENTION =
  /^((backup|snapshot|automatic_backup)_)?retention(_in_days|_days|_period|_period_in_days|_period_hours|_limit)?$/;

/** What follows where everybody gets in. */
export const OPENED = 'it is opened to everybody';

/**
 * What must be agreed to of a resource of a cloud, beside that it goes: rules of access, what is opened to everybody,
 * protection that is lifted, and data that are kept for less time.
 *
 * @param change a resource that changes
 */
export function cloudApprovals(change: Change): readonly NeededApproval[] {
  if (JUDGED.test(change.type)) return [];
  if (change.action !== 'update') return ofAccess(change);
  const { fields } = change.opened;
  return [...ofAccess(change), ...ofProtection(fields), ...ofRetention(fields)];
}

/** What these allow is not judged: nobody else may say that it is harmless. */
function ofAccess({ action, type, opened }: Change): readonly NeededApproval[] {
  if (action !== 'create' && action !== 'update' && action !== 'replace' && action !== 'delete') return [];
  const telling = action === 'delete' ? [] : tellingFields(opened.fields);
  const opening = telling.filter(opens);
  if (opening.length > 0) return [{ risk: 'access', consequence: OPENED, shows: some(opening) }];
  if (!saysAccess(type) || (action === 'update' && telling.length === 0)) return [];
  const shows = action === 'create' ? [] : some(telling);
  return [{ risk: 'access', consequence: ACCESS[action], ...(shows.length === 0 ? {} : { shows }) }];
}

const ACCESS: Readonly<Record<'create' | 'update' | 'replace' | 'delete', string>> = {
  create: 'a new rule of access, which is not judged here: read what it allows',
  update: 'who may do what, or who reaches what, is not judged here: read what it allows',
  replace: 'who may do what, or who reaches what, is not judged here: read what it allows',
  delete: 'a rule of access goes: whether more is allowed without it is not judged here',
};

function ofProtection(fields: readonly Field[]): readonly NeededApproval[] {
  const lifted = fields.filter((field) => PROTECTIONS.has(nameOf(field)) && field.before === true && isOff(field));
  const dropped = fields.filter(
    (field) => LAST_COPIES.has(nameOf(field)) && field.before !== true && field.after === true,
  );
  return [
    ...approval('unprotected', 'its provider no longer refuses to delete it', lifted),
    ...approval('unprotected', 'the next deletion takes its data, and leaves no last copy', dropped),
  ];
}

function ofRetention(fields: readonly Field[]): readonly NeededApproval[] {
  const shorter = fields.filter((field) => {
    const { before = 0, after } = field;
    if (!RETENTION.test(nameOf(field)) || typeof before !== 'number' || typeof after !== 'number') return false;
    // Of what is kept, 0 is for ever; of copies, it is none.
    const copies = /backup|snapshot/.test(nameOf(field));
    const kept = (days: number): number => (days === 0 && !copies ? Number.POSITIVE_INFINITY : days);
    return kept(after) < kept(before);
  });
  return approval('data', 'what is older is deleted', shorter);
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
