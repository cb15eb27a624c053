import { createHash } from 'node:crypto';
import { fail } from '../errors/datahall-error';
import { planActionUnknown, planFormatUnknown, planMalformed, planNotReadable, planTooDeep } from '../errors/plan';
import type { RenderedRelease } from './charts/rendering';
import type { Field } from './diff';
import { actionOf, type Action, type ReplaceOrder } from './actions';
import { quoteLargeNumbers } from './large-numbers';
import { NONE } from './none';
import { extrasOf, type PlanExtras } from './read-extras';
import { at, isDeeper, isList, isObject, listAt, member, membersOf, textAt, type Json, type JsonObject } from './json';

/** Deepest nesting that is read: Terraform's own stay below 100, and recursion is safe to a few thousand. */
export const DEPTH_LIMIT = 200;

/** Both sides of a value, with the shadows that say what is unknown and what is sensitive. */
export interface Sides {
  /** Value before; null when there was none. */
  readonly before: Json;
  /** Value after, without what is unknown. */
  readonly after: Json;
  /** True where the value is only known after the apply. */
  readonly unknown: Json;
  /** True where the value before is sensitive. */
  readonly beforeSensitive: Json;
  /** True where the value after is sensitive. */
  readonly afterSensitive: Json;
}

/** One resource of a plan. */
export interface PlannedChange extends Sides {
  /** Terraform address. */
  readonly address: string;
  /** Address before a move. @default - it did not move */
  readonly previousAddress?: string;
  /** Path of modules. @default - the root module */
  readonly module?: string;
  /** Terraform type. */
  readonly type: string;
  /** What is done. */
  readonly action: Action;
  /** Order of a replacement. @default - it is none */
  readonly order?: ReplaceOrder;
  /** Whether it is imported. */
  readonly imported: boolean;
  /** What it is imported by: an id, or an identity as JSON. @default - not known, or it is not imported */
  readonly importId?: string;
  /** `action_reason` of Terraform, which may grow. @default - none */
  readonly reason?: string;
  /** Paths of the values that force a replacement. */
  readonly replacePaths: readonly (readonly Json[])[];
  /** What the chart of a release makes of its values. @default - it was not rendered */
  readonly rendered?: RenderedRelease;
}

/** An output whose value changes. */
export interface PlannedOutput extends Sides {
  /** Name of the output. */
  readonly name: string;
  /** What is done. */
  readonly action: Action;
}

/** A plan of any Terraform program. */
export interface Plan extends PlanExtras {
  /** Where it was read, as the user wrote it. */
  readonly source: string;
  /** Digest of its text (sha256, hexadecimal). */
  readonly digest: string;
  /** Version of Terraform. @default - not said */
  readonly terraformVersion?: string;
  /** Why it is not the whole change; empty when it is. */
  readonly gaps: readonly string[];
  /** Resources, those without a change too. */
  readonly changes: readonly PlannedChange[];
  /** What changed outside of Terraform. */
  readonly drift: readonly PlannedChange[];
  /** Outputs that change. */
  readonly outputs: readonly PlannedOutput[];
  /** What changes in where the state lies. @default - nothing, or it is not known: a plan does not tell */
  readonly stateMoves?: readonly Field[];
  /** What changes in which cluster it is applied to. @default - nothing, or it is not known: a plan does not tell */
  readonly clusterMoves?: readonly Field[];
  /** The document itself. */
  readonly document: JsonObject;
}

/**
 * Reads what `terraform show -json` writes of a plan.
 *
 * @param source name of the file, for messages
 * @param content the file
 * @throws DH6001 to DH6005
 */
export function readPlan(source: string, content: Uint8Array): Plan {
  const document = parse(source, content);
  checkFormat(source, document);
  const read = [
    'resource_changes',
    'resource_drift',
    'output_changes',
    'variables',
    'prior_state',
    'planned_values',
    'action_invocations',
  ];
  if (read.some((key) => isDeeper(member(document, key), DEPTH_LIMIT))) fail(planTooDeep(source, DEPTH_LIMIT));
  checkShapes(source, document);
  const terraformVersion = textAt(document, 'terraform_version');
  return {
    source,
    digest: createHash('sha256').update(content).digest('hex'),
    ...(terraformVersion === undefined ? {} : { terraformVersion }),
    gaps: gapsOf(document),
    changes: changesOf(source, document, 'resource_changes'),
    drift: changesOf(source, document, 'resource_drift'),
    outputs: membersOf(at(document, 'output_changes')).map(([name, change], index) => ({
      name,
      ...sidesOf(change),
      action: actionOf(listAt(change, 'actions'), false, false)?.action ?? unknownAction(source, index, change),
    })),
    ...extrasOf(document),
    document,
  };
}

/** How the output of Terraform begins where a GitHub action runs it, and prints the command before it. */
const WRAPPED = /^\s*\[command\]/;

/** The messages of JSON.parse quote the text, which may hold secrets: only the position is told. */
function parse(source: string, content: Uint8Array): Json {
  try {
    return JSON.parse(quoteLargeNumbers(decode(content))) as Json;
  } catch (error) {
    const place = error instanceof Error ? /at position \d+/.exec(error.message)?.[0] : undefined;
    const reason = content.length === 0 ? 'nothing' : `no JSON${place === undefined ? '' : ` ${place}`}`;
    return fail(planNotReadable(source, reason, content.length, WRAPPED.test(decode(content.subarray(0, 64)))));
  }
}

/** PowerShell redirects to UTF-16. JSON begins with a character of ASCII, so a zero tells it without a mark, too. */
function decode(content: Uint8Array): string {
  const buffer = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  const [first, second] = buffer;
  const isBigEndian = first === 0 || (first === 0xfe && second === 0xff);
  const isLittleEndian = second === 0 || (first === 0xff && second === 0xfe);
  const text = isBigEndian ? swapped(buffer) : buffer.toString(isLittleEndian ? 'utf16le' : 'utf8');
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}

/** Node knows one order of bytes; half a character at the end is none. */
function swapped(buffer: Buffer): string {
  return Buffer.from(buffer.subarray(0, buffer.length & ~1))
    .swap16()
    .toString('utf16le');
}

/** 0.2 is that of Terraform 1.0, and is equal to 1.0. What is older does not mark all that is sensitive. */
const FORMAT = /^(1\.\d+|0\.2)$/;

function checkFormat(source: string, document: Json): asserts document is JsonObject {
  if (!isObject(document)) fail(planMalformed(source, 'the document', kindOf(document), 'an object'));
  const version = member(document, 'format_version');
  if (typeof version !== 'string' || !FORMAT.test(version)) {
    fail(planFormatUnknown(source, typeof version === 'string' ? version : kindOf(version)));
  }
  const isPlan = ['planned_values', 'resource_changes', 'configuration'].some((key) => Object.hasOwn(document, key));
  if (!isPlan) fail(planMalformed(source, 'planned_values', 'none: a state, perhaps', 'the JSON of a plan'));
}

/** Members that would say nothing if they had another form: what is deferred, whether the plan is the whole change. */
const SHAPES: readonly (readonly [key: string, allowed: string, is: (value: Json) => boolean])[] = [
  ['deferred_changes', 'a list', isList],
  ['deferred_action_invocations', 'a list', isList],
  ['output_changes', 'an object', isObject],
  ['complete', 'true or false', (value) => typeof value === 'boolean'],
  ['errored', 'true or false', (value) => typeof value === 'boolean'],
];

function checkShapes(source: string, document: JsonObject): void {
  for (const [key, allowed, is] of SHAPES) {
    const value = member(document, key) ?? null;
    if (value !== null && !is(value)) fail(planMalformed(source, key, kindOf(value), allowed));
  }
}

function gapsOf(document: JsonObject): readonly string[] {
  const deferred = listAt(document, 'deferred_changes').length;
  const actions = listAt(document, 'deferred_action_invocations').length;
  // What failed is never complete: one reason says it.
  const errored = member(document, 'errored') === true;
  return [
    ...(errored ? ['Terraform failed while it planned'] : []),
    ...(!errored && member(document, 'complete') === false
      ? ['another plan is needed after this one: -target, or deferred']
      : []),
    ...(deferred === 0 ? [] : [`deferred to a later plan: ${deferred}`]),
    ...(actions === 0 ? [] : [`actions deferred to a later plan: ${actions}`]),
  ];
}

function changesOf(source: string, document: JsonObject, key: string): readonly PlannedChange[] {
  const list = member(document, key) ?? [];
  if (!isList(list)) return fail(planMalformed(source, key, kindOf(list), 'a list'));
  return list.map((entry, index) => changeOf({ source, key, index }, entry));
}

/** Where an entry of a plan stands. */
interface Place {
  readonly source: string;
  readonly key: string;
  readonly index: number;
}

/** One literal, with members that are undefined: a plan has very many, and to add each by itself takes long. */
function changeOf(place: Place, entry: Json): PlannedChange {
  const change = member(entry, 'change');
  if (!isObject(change)) return malformed(place, 'change', change, 'an object');
  const previousAddress = textIn(entry, 'previous_address');
  const importing = member(change, 'importing');
  const imported = isObject(importing);
  const planned = actionOf(listIn(change, 'actions'), previousAddress !== undefined, imported);
  const deposed = textIn(entry, 'deposed');
  const address = nameIn(place, entry, 'address');
  return {
    address: deposed === undefined ? address : `${address} (deposed ${deposed})`,
    previousAddress,
    module: textIn(entry, 'module_address'),
    type: nameIn(place, entry, 'type'),
    action: planned?.action ?? unknownAction(place.source, place.index, change),
    order: planned?.order,
    imported,
    importId: imported ? importIdOf(importing) : undefined,
    reason: textIn(entry, 'action_reason'),
    replacePaths: pathsIn(change),
    before: member(change, 'before') ?? null,
    after: member(change, 'after') ?? null,
    unknown: member(change, 'after_unknown') ?? null,
    beforeSensitive: member(change, 'before_sensitive') ?? null,
    afterSensitive: member(change, 'after_sensitive') ?? null,
  };
}

/** A plan has very many of these members: nothing is made where one is not there. */
function textIn(entry: Json, key: string): string | undefined {
  const value = member(entry, key);
  return typeof value === 'string' ? value : undefined;
}

function nameIn(place: Place, entry: Json, key: string): string {
  const value = member(entry, key);
  return typeof value === 'string' && value !== '' ? value : malformed(place, key, value, 'a text');
}

function listIn(entry: Json, key: string): readonly Json[] {
  const value = member(entry, key);
  return isList(value) ? value : NONE;
}

function pathsIn(change: Json): PlannedChange['replacePaths'] {
  const paths = listIn(change, 'replace_paths');
  return paths.length === 0 ? NONE : paths.filter(isList);
}

function malformed({ source, key, index }: Place, name: string, value: Json | undefined, allowed: string): never {
  return fail(planMalformed(source, `${key}[${index}].${name}`, kindOf(value), allowed));
}

function importIdOf(importing: JsonObject): string | undefined {
  const identity = member(importing, 'identity');
  const id = textAt(importing, 'id') ?? (isObject(identity) ? JSON.stringify(identity) : undefined);
  return id === '' ? undefined : id;
}

function sidesOf(change: Json): Sides {
  const side = (key: string): Json => member(change, key) ?? null;
  return {
    before: side('before'),
    after: side('after'),
    unknown: side('after_unknown'),
    beforeSensitive: side('before_sensitive'),
    afterSensitive: side('after_sensitive'),
  };
}

function unknownAction(source: string, index: number, change: Json): never {
  return fail(
    planActionUnknown(
      source,
      index,
      listAt(change, 'actions').filter((it) => typeof it === 'string'),
    ),
  );
}

function kindOf(value: Json | undefined): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  return isList(value) ? 'a list' : `a value of type ${typeof value}`;
}
