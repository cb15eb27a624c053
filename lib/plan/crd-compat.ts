import type { KubernetesObject } from '../kubernetes/object';
import { at, isObject, listAt, member, membersOf, sameJson, textAt, type Json } from './json';
import { asJson } from './objects';

/** What a new definition (CRD) does to objects that are there. */
export interface CrdBreak {
  /**
   * `refused`: such objects are no longer accepted, though one that is there may keep what is wrong until that is
   * changed (Kubernetes 1.33 and later); `lost`: values are dropped; `blocked`: the API server refuses the definition;
   * `rewrite`: what is stored stays in the old version.
   */
  readonly effect: 'refused' | 'lost' | 'blocked' | 'rewrite';
  /** Version of the API. @default - all */
  readonly version?: string;
  /** Field, such as `spec.size`. @default - the definition itself */
  readonly field?: string;
  /** What is different. */
  readonly what: string;
}

/** Deepest schema that is compared. */
const DEPTH = 60;

/**
 * Compares two definitions of a kind by what they mean for the objects of it.
 *
 * @param before definition that is in the cluster
 * @param after definition that takes its place
 */
export function crdBreaks(before: KubernetesObject, after: KubernetesObject): readonly CrdBreak[] {
  const [old, current] = [versionsOf(before), versionsOf(after)];
  const [stored, stores] = [old, current].map((all) => [...all].find(([, it]) => member(it, 'storage') === true)?.[0]);
  const scope = [before, after].map((each) => textAt(asJson(each), 'spec', 'scope'));
  return [
    ...(scope[0] === scope[1]
      ? []
      : [{ effect: 'blocked', what: 'another scope: the API server refuses it' } as const]),
    ...storedBreaks(stored, stores, current),
    ...[...old].flatMap(([version, from]) => {
      const to = current.get(version);
      if (to === undefined || member(to, 'served') !== true || member(from, 'served') !== true) return [];
      const schemas = [from, to].map((each) => at(each, 'schema', 'openAPIV3Schema'));
      return schemaBreaks(schemas[0], schemas[1], [], 0).map((each) => ({ ...each, version }));
    }),
  ];
}

/**
 * A break in words.
 *
 * @param broken what it is
 */
export function breakWords({ version, field, what }: CrdBreak): string {
  const place = [version, field].filter((it) => it !== undefined).join(' ');
  return place === '' ? what : `${place}: ${what}`;
}

function storedBreaks(
  stored: string | undefined,
  stores: string | undefined,
  current: ReadonlyMap<string, Json>,
): readonly CrdBreak[] {
  if (stored === undefined || stored === stores) return [];
  if (!current.has(stored))
    return [
      { effect: 'blocked', version: stored, what: 'goes, and objects are stored in it: the API server refuses that' },
    ];
  return [
    {
      effect: 'rewrite',
      what: `stored as ${stores ?? '?'}, no longer as ${stored}: what is there must be written again`,
    },
  ];
}

function versionsOf(definition: KubernetesObject): ReadonlyMap<string, Json> {
  return new Map(listAt(asJson(definition), 'spec', 'versions').map((it) => [textAt(it, 'name') ?? '', it]));
}

type Part = Omit<CrdBreak, 'version'>;

function schemaBreaks(
  before: Json | undefined,
  after: Json | undefined,
  path: readonly string[],
  depth: number,
): readonly Part[] {
  if (depth > DEPTH || sameJson(before, after)) return [];
  if (!isObject(before)) return [];
  const field = path.length === 0 ? {} : { field: path.join('.') };
  const own = ownBreaks(before, after).map((each) => ({ ...each, ...field }));
  return [...own, ...innerBreaks(before, after, path, depth)];
}

function innerBreaks(before: Json, after: Json | undefined, path: readonly string[], depth: number): readonly Part[] {
  const open = isOpen(after);
  const [old, current] = [member(before, 'properties'), member(after, 'properties')];
  const properties = membersOf(old).flatMap(([name, schema]): readonly Part[] => {
    const next = member(current, name);
    const inner = [...path, name];
    if (next !== undefined) return schemaBreaks(schema, next, inner, depth + 1);
    return open ? [] : [{ effect: 'lost', field: inner.join('.'), what: 'goes: its values are dropped' }];
  });
  const nested = ['items', 'additionalProperties'].flatMap((key) => {
    const step = key === 'items' ? '[]' : '*';
    return schemaBreaks(member(before, key), member(after, key), [...path, step], depth + 1);
  });
  return [...properties, ...nested];
}

/** Whether fields that are not named are kept. */
function isOpen(schema: Json | undefined): boolean {
  const additional = member(schema, 'additionalProperties');
  return member(schema, 'x-kubernetes-preserve-unknown-fields') === true || additional === true || isObject(additional);
}

/** Limits that are tighter when they are higher, or when they are lower. */
const [LOWER, UPPER] = [
  ['minimum', 'minLength', 'minItems', 'minProperties'],
  ['maximum', 'maxLength', 'maxItems', 'maxProperties'],
];

/** Formats that the API server checks (`Format` of `JSONSchemaProps`), without dashes; it ignores all others. */
const CHECKED: ReadonlySet<string> = new Set(
  (
    'bsonobjectid uri email hostname ipv4 ipv6 cidr mac uuid uuid3 uuid4 uuid5 isbn isbn10 isbn13 creditcard ssn ' +
    'hexcolor rgbcolor byte password date duration datetime k8sshortname k8slongname'
  ).split(' '),
);

function formatOf(schema: Json | undefined): string | undefined {
  const format = textAt(schema, 'format')?.replaceAll('-', '');
  return format !== undefined && CHECKED.has(format) ? format : undefined;
}

function ownBreaks(before: Json, after: Json | undefined): readonly Part[] {
  const refused = (what: string): Part => ({ effect: 'refused', what });
  const number = (schema: Json | undefined, key: string): number | undefined => {
    const value = member(schema, key);
    return typeof value === 'number' ? value : undefined;
  };
  const tighter = (key: string, sign: 1 | -1): readonly Part[] => {
    const [from, to] = [number(before, key), number(after, key)];
    if (to === undefined || (from !== undefined && (to - from) * sign <= 0)) return [];
    return [refused(`${key} ${from === undefined ? `is now ${to}` : `${from} → ${to}`}`)];
  };
  return [
    ...typeBreaks(before, after),
    ...requiredBreaks(before, after).map(refused),
    ...enumBreaks(before, after).map(refused),
    ...LOWER.flatMap((key) => tighter(key, 1)),
    ...UPPER.flatMap((key) => tighter(key, -1)),
    ...changedText('pattern', textAt(before, 'pattern'), textAt(after, 'pattern')).map(refused),
    ...changedText('format', formatOf(before), formatOf(after)).map(refused),
    ...['exclusiveMinimum', 'exclusiveMaximum', 'uniqueItems'].flatMap((key) =>
      member(after, key) === true && member(before, key) !== true ? [refused(`now ${key}`)] : [],
    ),
    ...ruleBreaks(before, after).map(refused),
    ...(isOpen(before) && !isOpen(after) && after !== undefined
      ? [{ effect: 'lost', what: 'keeps no unknown fields any more' } as const]
      : []),
  ];
}

function changedText(key: string, from: string | undefined, to: string | undefined): readonly string[] {
  return to === undefined || from === to ? [] : [`another ${key}: what does not match`];
}

function typeBreaks(before: Json, after: Json | undefined): readonly Part[] {
  const [from, to] = [typeOf(before), typeOf(after)];
  if (to === undefined || from === to || from === undefined) return [];
  if (to === 'int-or-string' && (from === 'integer' || from === 'string')) return [];
  if (from === 'integer' && to === 'number') return [];
  return [{ effect: 'refused', what: `type ${from} → ${to}` }];
}

function typeOf(schema: Json | undefined): string | undefined {
  return member(schema, 'x-kubernetes-int-or-string') === true ? 'int-or-string' : textAt(schema, 'type');
}

/** What has a default is filled in. */
function requiredBreaks(before: Json, after: Json | undefined): readonly string[] {
  const had = new Set(listAt(before, 'required'));
  return listAt(after, 'required')
    .filter((name): name is string => typeof name === 'string' && !had.has(name))
    .filter((name) => at(after, 'properties', name, 'default') === undefined)
    .map((name) => `${name} is now required`);
}

function enumBreaks(before: Json, after: Json | undefined): readonly string[] {
  const now = member(after, 'enum');
  if (!Array.isArray(now)) return [];
  const had = member(before, 'enum');
  if (!Array.isArray(had)) return ['only certain values are allowed now'];
  const gone = had.filter((value: Json) => !now.some((other: Json) => sameJson(value, other)));
  return gone.length === 0 ? [] : [`no longer allowed: ${gone.map((it: Json) => JSON.stringify(it)).join(', ')}`];
}

function ruleBreaks(before: Json, after: Json | undefined): readonly string[] {
  const key = 'x-kubernetes-validations';
  const had = new Set(listAt(before, key).map((it) => textAt(it, 'rule')));
  const come = listAt(after, key).filter((it) => !had.has(textAt(it, 'rule')));
  return come.map((it) => `a new rule: ${textAt(it, 'message') ?? textAt(it, 'rule') ?? '?'}`);
}
