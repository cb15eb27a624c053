import { isList, isObject, member, membersOf, type Json, type JsonObject } from '../json';
import type { Sides } from '../read-plan';
import { parseDocument } from '../values';
import { inStateForm } from './replacements';
import { readDocumentTemplate, readTemplate, type Template } from './template';

/**
 * The sides of a resource or an output, as a plan has them.
 *
 * @param type Terraform type
 * @param before attributes as they were configured; nothing where it is new
 * @param after attributes as they are configured; nothing where it goes
 */
export function sidesOf(type: string, before: JsonObject | undefined, after: JsonObject | undefined): Sides {
  const known = after === undefined ? { value: null, unknown: null } : valuesOf(after, before ?? null, type, []);
  return {
    before: before === undefined ? null : inStateForm(type, plain(before, type, [])),
    after: inStateForm(type, known.value),
    unknown: inStateForm(type, known.unknown),
    beforeSensitive: null,
    afterSensitive: null,
  };
}

interface Known {
  readonly value: Json;
  /** True where it is not known, null where all of it is. */
  readonly unknown: Json;
}

type Steps = readonly (string | number)[];

/** An expression that stays the same gives the same value, as far as can be told here. */
function valuesOf(raw: Json, former: Json | undefined, type: string, steps: Steps): Known {
  if (typeof raw === 'string') {
    const { text, live } = textOf(raw, type, steps);
    if (!live || raw === former) return { value: text, unknown: null };
    if (!isDocument(type, steps)) return { value: null, unknown: true };
    return hidesObjects(text, former, type, steps) ? { value: null, unknown: true } : { value: text, unknown: null };
  }
  if (isList(raw)) {
    const items = raw.map((item, index) => valuesOf(item, member(former, index), type, [...steps, index]));
    const unknown = items.some((item) => item.unknown !== null) ? items.map((item) => item.unknown) : null;
    return { value: items.map(({ value }) => value), unknown };
  }
  if (!isObject(raw)) return { value: raw, unknown: null };
  const items = membersOf(raw).map(
    ([key, item]) => [key, valuesOf(item, member(former, key), type, [...steps, key])] as const,
  );
  const hidden = items.filter(([, { unknown }]) => unknown !== null);
  return {
    value: Object.fromEntries(items.map(([key, { value }]) => [key, value])),
    unknown: hidden.length === 0 ? null : Object.fromEntries(hidden.map(([key, { unknown }]) => [key, unknown])),
  };
}

function plain(raw: Json, type: string, steps: Steps): Json {
  if (typeof raw === 'string') return textOf(raw, type, steps).text;
  if (isList(raw)) return raw.map((item, index) => plain(item, type, [...steps, index]));
  if (!isObject(raw)) return raw;
  return Object.fromEntries(membersOf(raw).map(([key, item]) => [key, plain(item, type, [...steps, key])]));
}

function textOf(raw: string, type: string, steps: Steps): Template {
  return isDocument(type, steps) ? readDocumentTemplate(raw) : readTemplate(raw);
}

/** The values of a Helm release: most of such a document is known, even where a part is not. */
function isDocument(type: string, [key, index, ...rest]: Steps): boolean {
  return type === 'helm_release' && key === 'values' && index !== undefined && rest.length === 0;
}

/** Where all of a document, or a whole list of it, is an expression, objects would seem to be gone. */
function hidesObjects(text: string, former: Json | undefined, type: string, steps: Steps): boolean {
  const after = parseDocument(text);
  if (!isObject(after)) return true;
  const before = typeof former === 'string' ? parseDocument(textOf(former, type, steps).text) : undefined;
  return membersOf(after).some(
    ([key, value]) => typeof value === 'string' && value.startsWith('${') && isList(member(before, key)),
  );
}
