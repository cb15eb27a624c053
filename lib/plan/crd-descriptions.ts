import { isList, isObject, member, setMember, type Json, type JsonObject } from './json';

/** Members of a schema with one schema, a list of them, or a map of them; what else is in one may be a value. */
const [ONE, MANY, NAMED] = [
  new Set(['items', 'additionalProperties', 'not']),
  new Set(['allOf', 'anyOf', 'oneOf', 'items']),
  new Set(['properties', 'patternProperties', 'definitions']),
];

/**
 * A definition of a kind (CRD) without what its schemas only describe; any other object as it is.
 *
 * @param object a Kubernetes object
 */
export function withoutDescriptions(object: JsonObject): Json {
  if (member(object, 'kind') !== 'CustomResourceDefinition') return object;
  return changed(object, 'spec', (spec) =>
    changed(spec, 'versions', (versions) => each(versions, (version) => changed(version, 'schema', ofVersion))),
  );
}

function ofVersion(schema: Json): Json {
  return changed(schema, 'openAPIV3Schema', plain);
}

function plain(schema: Json): Json {
  if (!isObject(schema)) return schema;
  const kept: Record<string, Json> = {};
  for (const key in schema) {
    const value = schema[key] ?? null;
    if (key !== 'description' || typeof value !== 'string') setMember(kept, key, inner(key, value));
  }
  return kept;
}

function inner(key: string, value: Json): Json {
  if (MANY.has(key) && isList(value)) return value.map(plain);
  if (ONE.has(key)) return plain(value);
  if (!NAMED.has(key) || !isObject(value)) return value;
  const kept: Record<string, Json> = {};
  for (const name in value) setMember(kept, name, plain(value[name] ?? null));
  return kept;
}

function changed(value: Json, key: string, change: (inner: Json) => Json): Json {
  const found = member(value, key);
  return isObject(value) && found !== undefined ? { ...value, [key]: change(found) } : value;
}

function each(value: Json, change: (item: Json) => Json): Json {
  return isList(value) ? value.map(change) : value;
}
