import { at, isList, isObject, member, sameJson, type Json } from '../json';

/** A path of a value; `*` stands for any element. */
type Path = readonly (string | number)[];

/** Paths of a kind of resource. */
interface Table {
  readonly types: RegExp;
  readonly paths: readonly Path[];
}

const path = (text: string): Path => text.split('.').map((step) => (/^\d+$/.test(step) ? Number(step) : step));

const table = (types: RegExp, ...paths: readonly string[]): Table => ({ types, paths: paths.map(path) });

/**
 * Values that cannot be changed in place: a plan knows that of the provider. These are of the providers hashicorp/helm
 * 3.1 and hashicorp/kubernetes 2.38 (`ForceNew` in their schemas), and of Terraform's own resources.
 */
const TABLES: readonly Table[] = [
  table(/^helm_release$/, 'name', 'namespace'),
  table(/^kubernetes_(?!manifest$)/, 'metadata.0.name', 'metadata.0.namespace', 'metadata.0.generate_name'),
  table(
    /^kubernetes_manifest$/,
    'manifest.apiVersion',
    'manifest.kind',
    'manifest.metadata.name',
    'manifest.metadata.namespace',
  ),
  table(
    /^kubernetes_storage_class(_v1)?$/,
    'parameters',
    'storage_provisioner',
    'volume_binding_mode',
    'mount_options',
    'allowed_topologies',
  ),
  table(/^kubernetes_priority_class(_v1)?$/, 'value', 'preemption_policy'),
  table(/^kubernetes_(cluster_)?role_binding(_v1)?$/, 'role_ref'),
  table(/^kubernetes_resource_quota(_v1)?$/, 'spec.0.scopes'),
  table(/^kubernetes_secret(_v1)?$/, 'type'),
  table(/^kubernetes_(deployment|daemonset|stateful_set)(_v1)?$/, 'spec.0.selector'),
  table(
    /^kubernetes_persistent_volume_claim(_v1)?$/,
    'spec.0.access_modes',
    'spec.0.selector',
    'spec.0.volume_name',
    'spec.0.storage_class_name',
    'spec.0.volume_mode',
  ),
  table(/^terraform_data$/, 'triggers_replace'),
  table(/^null_resource$/, 'triggers'),
  table(/^local_(sensitive_)?file$/, 'content', 'content_base64', 'filename', 'file_permission'),
];

/** Blocks that hold the user's keys: all other objects of the `kubernetes` provider are lists of one block. */
const MAPS = new Set(
  (
    'labels annotations match_labels data binary_data binary_data_wo data_wo node_selector hard parameters requests ' +
    'limits default default_request max min max_limit_request_ratio'
  ).split(' '),
);

/**
 * The values of a change that force a replacement.
 *
 * @param type Terraform type
 * @param before attributes before, in the form of a state
 * @param after attributes after
 */
export function replacePathsOf(type: string, before: Json, after: Json): readonly Path[] {
  const paths = TABLES.filter(({ types }) => types.test(type)).flatMap((each) => each.paths);
  return paths.filter((each) => !sameJson(at(before, ...each), at(after, ...each)));
}

/**
 * Turns a configuration into the form of a state, in which each block of the `kubernetes` provider is a list.
 *
 * @param type Terraform type
 * @param attributes attributes as they are configured
 */
export function inStateForm(type: string, attributes: Json): Json {
  if (!type.startsWith('kubernetes_') || type === 'kubernetes_manifest' || !isObject(attributes)) return attributes;
  return blocksOf(attributes);
}

function blocksOf(value: Json): Json {
  if (isList(value)) return value.map(blocksOf);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.keys(value).map((key) => {
      const item = member(value, key) ?? null;
      if (MAPS.has(key)) return [key, item];
      return [key, isObject(item) ? [blocksOf(item)] : blocksOf(item)];
    }),
  );
}
