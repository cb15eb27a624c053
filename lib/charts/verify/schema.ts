/** A place in a JSON Schema (any draft from 4 on), together with the document that its references point into. */
export interface SchemaPlace {
  /** The whole schema document. */
  readonly root: unknown;
  /** The sub-schema of this place: an object or a boolean. */
  readonly node: unknown;
}

/** A parsed YAML or JSON mapping. */
export type Mapping = Readonly<Record<string, unknown>>;

/**
 * Tells mappings from lists and scalars.
 *
 * @param value anything parsed
 */
export function isMapping(value: unknown): value is Mapping {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const BRANCHES = ['allOf', 'anyOf', 'oneOf'];
const CONDITIONALS = ['if', 'then', 'else'];

/**
 * All sub-schemas that speak about the same value: references followed, branches of `allOf`, `anyOf`, `oneOf` and
 * `if` flattened. A reference that leaves the document stays as it is: it declares nothing.
 *
 * @param place where to start
 */
export function branches(place: SchemaPlace): readonly Mapping[] {
  const found = new Set<Mapping>();
  const visit = (node: unknown): void => {
    if (!isMapping(node) || found.has(node)) return;
    found.add(node);
    if (typeof node['$ref'] === 'string') visit(resolve(place.root, node['$ref']));
    for (const key of BRANCHES) if (Array.isArray(node[key])) node[key].forEach(visit);
    for (const key of CONDITIONALS) visit(node[key]);
  };
  visit(place.node);
  return [...found];
}

/**
 * The sub-schemas that name this key, in `properties` or by a pattern.
 *
 * @param place schema of the mapping
 * @param key key of the mapping
 */
export function declared(place: SchemaPlace, key: string): readonly SchemaPlace[] {
  return branches(place).flatMap((node) => {
    const properties = isMapping(node['properties']) ? node['properties'] : {};
    if (Object.hasOwn(properties, key)) return [{ root: place.root, node: properties[key] }];
    const patterns = isMapping(node['patternProperties']) ? Object.entries(node['patternProperties']) : [];
    return patterns
      .filter(([pattern]) => new RegExp(pattern).test(key))
      .map(([, child]) => ({ root: place.root, node: child }));
  });
}

/**
 * The sub-schemas of keys that the schema allows without naming them. Silence is not permission.
 *
 * @param place schema of the mapping
 */
export function additional(place: SchemaPlace): readonly SchemaPlace[] {
  return branches(place)
    .map((node) => node['additionalProperties'])
    .filter((node) => node === true || isMapping(node))
    .map((node) => ({ root: place.root, node }));
}

/**
 * Whether the schema refuses keys that it does not name.
 *
 * @param place schema of the mapping
 */
export function closed(place: SchemaPlace): boolean {
  return branches(place).some((node) => node['additionalProperties'] === false);
}

/**
 * The keys that the schema names.
 *
 * @param place schema of the mapping
 */
export function names(place: SchemaPlace): readonly string[] {
  return branches(place).flatMap((node) => (isMapping(node['properties']) ? Object.keys(node['properties']) : []));
}

/**
 * The schemas of a list's elements.
 *
 * @param place schema of the list
 */
export function elements(place: SchemaPlace): readonly SchemaPlace[] {
  return branches(place)
    .map((node) => node['items'])
    .filter((node) => isMapping(node))
    .map((node) => ({ root: place.root, node }));
}

function resolve(root: unknown, reference: string): unknown {
  if (!reference.startsWith('#')) return undefined;
  const steps = reference.slice(1).split('/').slice(1);
  return steps
    .map((step) => decodeURIComponent(step).replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<unknown>(
      (node, step) => (isMapping(node) || Array.isArray(node) ? Reflect.get(node, step) : undefined),
      root,
    );
}
