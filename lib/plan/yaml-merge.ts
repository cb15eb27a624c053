import { isScalar, visit, type Document, type Scalar } from 'yaml';
import { isList, isObject, membersOf, setMember, type Json } from './json';

/** A key that may take over the members of another mapping. */
const MERGE = /<<[^\S\r\n]*(:|#|[\r\n]|$)/;

/**
 * Tells whether a YAML document may take over members of other mappings.
 *
 * @param document any text
 */
export function mayMerge(document: string): boolean {
  return document.includes('<<') && MERGE.test(document);
}

/**
 * Marks the merge keys of a document, as its values no longer tell them from texts.
 *
 * @param document a document of YAML
 * @returns what their names begin with, and those of no other member do
 */
export function markMerges(document: Document): string {
  const [merges, names]: [Scalar[], string[]] = [[], []];
  visit(document, {
    Pair: (_, { key }) => {
      if (!isScalar(key)) return;
      if (key.value === '<<' && key.type === 'PLAIN') merges.push(key);
      else names.push(String(key.value));
    },
  });
  let mark = '<<\0';
  while (names.some((name) => name.startsWith(mark))) mark += '\0';
  for (const [index, key] of merges.entries()) key.value = `${mark}${index}`;
  return mark;
}

/**
 * Applies marked merge keys as the parser of Helm does: where they stand, over members that stand before them.
 *
 * @param value what a document says, nested no deeper than one may be
 * @param mark what {@link markMerges} made of its keys
 * @throws where something else than mappings is merged, as Helm does
 */
export function applyMerges(value: Json, mark: string): Json {
  return applied(value, mark, new Map());
}

/** What several aliases name is made once. */
function applied(value: Json, mark: string, known: Map<Json, Json>): Json {
  if (typeof value !== 'object' || value === null) return value;
  const made =
    known.get(value) ?? (isList(value) ? value.map((item) => applied(item, mark, known)) : members(value, mark, known));
  known.set(value, made);
  return made;
}

function members(value: Json, mark: string, known: Map<Json, Json>): Json {
  const object: Record<string, Json> = {};
  for (const [key, item] of membersOf(value)) {
    const inner = applied(item, mark, known);
    if (!key.startsWith(mark)) setMember(object, key, inner);
    // Of a list, what stands first wins.
    else for (const source of isList(inner) ? [...inner].reverse() : [inner]) take(object, source);
  }
  return object;
}

function take(object: Record<string, Json>, source: Json): void {
  if (!isObject(source)) throw new TypeError('only mappings are merged');
  for (const [key, item] of membersOf(source)) setMember(object, key, item);
}
