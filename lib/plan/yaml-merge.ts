import { isScalar, visit, type Document } from 'yaml';
import { isList, isObject, membersOf, setMember, type Json } from './json';

/** A key that may take over the members of another mapping. */
const MERGE = /<<[^\S\r\n]*(:|#|[\r\n]|$)/;

/** What such keys are called until they are applied: each another name, and none that a document has. */
const MARK = '<<\0';

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
 */
export function markMerges(document: Document): void {
  let count = 0;
  visit(document, {
    Pair: (_, { key }) => {
      if (isScalar(key) && key.value === '<<' && key.type === 'PLAIN') key.value = `${MARK}${(count += 1)}`;
    },
  });
}

/**
 * Applies marked merge keys as the parser of Helm does: where they stand, over members that stand before them.
 *
 * @param value what a document says, nested no deeper than one may be
 * @throws where something else than mappings is merged, as Helm does
 */
export function applyMerges(value: Json): Json {
  return applied(value, new Map());
}

/** What several aliases name is made once. */
function applied(value: Json, known: Map<Json, Json>): Json {
  if (typeof value !== 'object' || value === null) return value;
  const made = known.get(value) ?? (isList(value) ? value.map((item) => applied(item, known)) : members(value, known));
  known.set(value, made);
  return made;
}

function members(value: Json, known: Map<Json, Json>): Json {
  const object: Record<string, Json> = {};
  for (const [key, item] of membersOf(value)) {
    const inner = applied(item, known);
    if (!key.startsWith(MARK)) setMember(object, key, inner);
    // Of a list, what stands first wins.
    else for (const source of isList(inner) ? [...inner].reverse() : [inner]) take(object, source);
  }
  return object;
}

function take(object: Record<string, Json>, source: Json): void {
  if (!isObject(source)) throw new TypeError('only mappings are merged');
  for (const [key, item] of membersOf(source)) setMember(object, key, item);
}
