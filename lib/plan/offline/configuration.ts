import { isList, isObject, member, membersOf, textAt, type Json, type JsonObject } from '../json';

/** A resource as a program configures it. */
export interface ConfiguredResource {
  /** Terraform address. */
  readonly address: string;
  /** Terraform type. */
  readonly type: string;
  /** What the provider is told, expressions included. */
  readonly attributes: JsonObject;
  /** Alias of its provider. @default - the provider that has none */
  readonly alias?: string;
  /** Whether Terraform refuses to destroy it. */
  readonly protected: boolean;
  /** Whether a replacement creates the new one first. */
  readonly createFirst: boolean;
  /** Attributes, or parts of them, whose changes Terraform ignores; `all` for each. */
  readonly ignored: readonly string[];
}

/** What a `removed` block says. */
export interface RemovedBlock {
  /** Address of a resource that is no longer configured. */
  readonly from: string;
  /** Whether it is destroyed, or only forgotten. */
  readonly destroy: boolean;
}

/** A stack as it is configured. */
export interface Configuration {
  /** Resources by address. */
  readonly resources: ReadonlyMap<string, ConfiguredResource>;
  /** Outputs by name. */
  readonly outputs: ReadonlyMap<string, JsonObject>;
  /** New addresses by former ones. */
  readonly moves: ReadonlyMap<string, string>;
  /** What is removed on purpose. */
  readonly removed: readonly RemovedBlock[];
  /** Addresses that are imported. */
  readonly imports: ReadonlySet<string>;
}

/** Meta-arguments: they say how Terraform works, not what is there. */
const META = new Set(['//', 'depends_on', 'provider', 'lifecycle', 'provisioner', 'connection']);

/**
 * Reads a stack.
 *
 * @param document content of `cdk.tf.json`; nothing where the stack is not there
 */
export function readConfiguration(document: Json | undefined): Configuration {
  const resources = membersOf(member(document, 'resource')).flatMap(([type, named]) =>
    membersOf(named).map(([name, body]) => resourceOf(type, name, single(body))),
  );
  return {
    resources: new Map(resources.map((resource) => [resource.address, resource])),
    outputs: new Map(
      membersOf(member(document, 'output')).flatMap(([name, body]) => (isObject(body) ? [[name, body]] : [])),
    ),
    moves: new Map(blocks(document, 'moved').map((block) => [address(block, 'from'), address(block, 'to')])),
    removed: blocks(document, 'removed').map((block) => ({
      from: address(block, 'from'),
      destroy: member(single(member(block, 'lifecycle') ?? null), 'destroy') !== false,
    })),
    imports: new Set(blocks(document, 'import').map((block) => address(block, 'to'))),
  };
}

function resourceOf(type: string, name: string, body: Json): ConfiguredResource {
  const lifecycle = single(member(body, 'lifecycle') ?? null);
  const ignored = member(lifecycle, 'ignore_changes');
  const alias = textAt(body, 'provider')?.split('.')[1];
  return {
    address: `${type}.${name}`,
    type,
    ...(alias === undefined ? {} : { alias }),
    attributes: Object.fromEntries(membersOf(body).filter(([key]) => !META.has(key))),
    protected: member(lifecycle, 'prevent_destroy') === true,
    createFirst: member(lifecycle, 'create_before_destroy') === true,
    ignored: isList(ignored) ? ignored.map(String) : ignored === undefined || ignored === null ? [] : ['all'],
  };
}

/** A block is an object or a list of them. */
function blocks(document: Json | undefined, key: string): readonly Json[] {
  const value = member(document, key);
  if (value === undefined || value === null) return [];
  return isList(value) ? value : [value];
}

function single(body: Json): Json {
  return isList(body) ? (body[0] ?? null) : body;
}

/** cdktf writes addresses plain; Terraform also takes them as expressions. */
function address(block: Json, key: string): string {
  return (textAt(block, key) ?? '').replace(/^\$\{(.*)\}$/, '$1');
}

/**
 * The attributes of a resource, as Terraform compares them: what it ignores stays as it was.
 *
 * @param resource the resource
 * @param former how it was configured
 */
export function comparedAttributes(resource: ConfiguredResource, former: ConfiguredResource | undefined): JsonObject {
  if (former === undefined) return resource.attributes;
  if (resource.ignored.includes('all')) return former.attributes;
  return resource.ignored.reduce<JsonObject>(
    // `metadata[0].annotations` is a block: in a configuration it is an object.
    (sum, path) => kept(sum, former.attributes, path.match(/[^.[\]"]+/g)?.filter((step) => !/^\d+$/.test(step)) ?? []),
    resource.attributes,
  );
}

function kept(value: JsonObject, former: Json | undefined, [key, ...rest]: readonly string[]): JsonObject {
  if (key === undefined) return value;
  const [own, old] = [member(value, key), member(former, key)];
  if (rest.length > 0) return isObject(own) ? { ...value, [key]: kept(own, old, rest) } : value;
  const others = Object.fromEntries(membersOf(value).filter(([name]) => name !== key));
  return old === undefined ? others : { ...others, [key]: old };
}
