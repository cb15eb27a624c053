import type { Construct } from 'constructs';
import type { TerraformResource } from '../cdktf';
import type { KubernetesObject, ObjectMeta } from '../../../lib/kubernetes/object';

/** Makes the provider's form of the objects of one kind. */
export interface CoreKind {
  /** Makes the Terraform resource of an object. */
  create(scope: Construct, id: string, object: KubernetesObject): TerraformResource;
  /** Gives the resource the content of another object with the same name. */
  update(resource: TerraformResource, object: KubernetesObject): void;
}

/** A constructor of a generated resource class. */
type ResourceClass<Config> = new (scope: Construct, id: string, config: Config) => TerraformResource;

/**
 * Declares the mapper of a kind.
 *
 * @param type generated resource class
 * @param map makes its configuration from the object
 */
export function coreKindOf<Config extends object>(
  type: ResourceClass<Config>,
  map: (object: KubernetesObject) => Config,
): CoreKind {
  return {
    create: (scope, id, object) => new type(scope, id, map(object)),
    update: (resource, object) => {
      for (const [key, value] of Object.entries(map(object))) set(resource, key, value);
    },
  };
}

/** Sets one attribute as the generated class wants it: blocks by a `put` method, all others by assignment. */
function set(resource: TerraformResource, key: string, value: unknown): void {
  const put: unknown = Reflect.get(resource, `put${key[0]?.toUpperCase() ?? ''}${key.slice(1)}`);
  if (typeof put === 'function') Reflect.apply(put, resource, [value]);
  else Reflect.set(resource, key, value);
}

/**
 * The metadata block that all typed resources share.
 *
 * @param meta metadata of the object
 */
export function mapMetadata(meta: ObjectMeta): {
  name: string;
  namespace?: string;
  labels?: Record<string, string>;
  annotations?: Record<string, string>;
} {
  return {
    name: meta.name,
    ...(meta.namespace === undefined ? {} : { namespace: meta.namespace }),
    ...(meta.labels === undefined ? {} : { labels: { ...meta.labels } }),
    ...(meta.annotations === undefined ? {} : { annotations: { ...meta.annotations } }),
  };
}
