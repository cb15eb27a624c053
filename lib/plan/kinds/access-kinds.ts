import type { Field } from '../diff';
import { isList, isObject, member, textAt, type Json, type JsonObject } from '../json';
import { oneOf } from './cloud-types';
import { CLOUDS } from './clouds';
import { PUBLIC, PUBLIC_TEXTS } from './settings';

/** What they allow is not judged here; that they change is told. */
const ACCESS = oneOf(CLOUDS.map(({ prefix, access }) => [prefix, access]));

/** Every address, as source of traffic; the same as a destination is what most programs route or send to. */
const WORLD = new Set(['0.0.0.0/0', '::/0']);
const OUTGOING = /egress|dest|route|outbound/i;

/** What Azure takes for every address in a rule of a network security group. */
const ANY_SOURCE = new Set(['*', 'internet', '0.0.0.0', 'any']);
const SOURCE = /^source_address_prefix(es)?$/;

/** Everybody, as a principal of Google Cloud; in its lists of access behind a role. */
const EVERYBODY = /(^|:)all(Authenticated)?Users$/;

/** What says nothing of access. */
const WORDS = /^(tags|tags_all|labels|description|timeouts)$/;

/**
 * Tells whether a resource says who may do what, or who reaches what.
 *
 * @param type Terraform type
 */
export function saysAccess(type: string): boolean {
  return ACCESS(type);
}

/**
 * Tells whether a value opens a resource to every address, to everybody, or to the internet.
 *
 * @param field a value that changes
 * @param root the resource after the change: a rule that refuses opens nothing. @default - nothing is known of it
 */
export function opens({ path, before, after, sensitive }: Field, root?: Json): boolean {
  if (sensitive || after === undefined) return false;
  const last = lastName(path);
  if (PUBLIC.has(last)) return after === true && before !== true;
  // Few values are wide: only of these it matters where they stand.
  if (!isOpen(after, last) || isOpen(before ?? null, last)) return false;
  return !path.some((step) => typeof step === 'string' && OUTGOING.test(step)) && !isRefused(path, root);
}

function lastName(path: Field['path']): string {
  for (let at = path.length - 1; at >= 0; at -= 1) {
    const step = path[at];
    if (typeof step === 'string') return step;
  }
  return '';
}

/**
 * The values of a change that may say something of access.
 *
 * @param fields values that change
 */
export function tellingFields(fields: readonly Field[]): readonly Field[] {
  return fields.filter(({ path, unknown }) => !unknown && !(typeof path[0] === 'string' && WORDS.test(path[0])));
}

/**
 * Values in the order in which a reviewer looks for them: what is wide first, then what comes, then what goes.
 *
 * @param fields values that change
 * @param root the resource after the change
 */
export function widestFirst(fields: readonly Field[], root: Json): readonly Field[] {
  const width = (field: Field): number =>
    opens(field, root) ? 0 : isAny(field) ? 1 : field.change === 'removed' ? 3 : 2;
  const widths = new Map(fields.map((field) => [field, width(field)] as const));
  return [...fields].sort((a, b) => (widths.get(a) ?? 0) - (widths.get(b) ?? 0));
}

/** `*` in a policy: any action, resource or principal. */
function isAny({ before = null, after = null }: Field): boolean {
  const wide = (value: Json): boolean => typeof value === 'string' && /^([\w-]+:)?\*$/.test(value);
  return wide(after) && !wide(before);
}

/** Whether a value lets everybody in, by its name, or by the names inside of it. */
function isOpen(value: Json, name: string): boolean {
  if (typeof value === 'string')
    return (
      WORLD.has(value) ||
      (value.endsWith('Users') && EVERYBODY.test(value)) ||
      PUBLIC_TEXTS.get(name)?.has(value) === true ||
      (SOURCE.test(name) && ANY_SOURCE.has(value.toLowerCase()))
    );
  if (isList(value)) {
    for (const item of value) if (isOpen(item, name)) return true;
    return false;
  }
  if (!isObject(value)) return false;
  for (const key in value) if (isOpen(value[key] ?? null, key) && !OUTGOING.test(key)) return !refuses(value);
  return false;
}

/** Whether a value stands in a rule that refuses, or is about what goes out. */
function isRefused(path: Field['path'], root: Json | undefined): boolean {
  let here = root;
  for (const step of path) {
    if (isObject(here) && refuses(here)) return true;
    here = member(here, typeof step === 'object' ? step.index : step);
  }
  return false;
}

function refuses(rule: JsonObject): boolean {
  const says = (keys: readonly string[], what: RegExp): boolean =>
    keys.some((key) => what.test(textAt(rule, key) ?? ''));
  return (
    says(['access', 'action', 'rule_action'], /^deny/i) ||
    says(['direction', 'type'], /^(egress|outbound)$/i) ||
    rule['egress'] === true ||
    // A firewall of Google Cloud has blocks of one of two kinds.
    (isList(rule['deny']) && rule['deny'].length > 0)
  );
}
