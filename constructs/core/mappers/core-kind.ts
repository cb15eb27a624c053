import type { Construct } from 'constructs';
import type { TerraformResource } from '../cdktf';
import type { KubernetesObject } from '../../../lib/kubernetes/object';
import { block, blocks, same, texts, writeBlock, type Field, type Shape, type UnknownField } from './shape';

/** Makes the provider's form of the objects of one kind. */
export interface CoreKind {
  /** Makes the Terraform resource of an object. */
  create(scope: Construct, id: string, object: KubernetesObject): TerraformResource;
  /** Gives the resource the content of another object with the same name. */
  update(resource: TerraformResource, object: KubernetesObject): void;
  /** Fields of an object that the provider cannot express. */
  unknown(object: KubernetesObject): readonly UnknownField[];
}

/** A constructor of a generated resource class. */
type ResourceClass<Config> = new (scope: Construct, id: string, config: Config) => TerraformResource;

/** What the type of a resource says already. */
const IMPLIED: Field = { write: () => undefined };

/** Settings of a resource that are no part of the object. */
interface Settings<Config> {
  /** What the provider does with the object, or takes for a field that the object leaves out. @default - nothing */
  readonly defaults?: Partial<Config>;
}

/**
 * Declares the mapper of a kind.
 *
 * @param type generated resource class
 * @param shape fields of an object besides `apiVersion` and `kind`
 * @param settings of the resource
 */
export function coreKindOf<Config extends object>(
  type: ResourceClass<Config>,
  shape: Shape,
  settings: Settings<Config> = {},
): CoreKind {
  const whole: Shape = { apiVersion: IMPLIED, kind: IMPLIED, ...shape };
  const map = (object: KubernetesObject, unknown: UnknownField[] = []): Config => {
    return { ...settings.defaults, ...(writeBlock(whole, object, '', unknown) as Config) };
  };
  const targets = Object.entries(shape).map(([name, { to = name }]) => to);
  return {
    create: (scope, id, object) => new type(scope, id, map(object)),
    update: (resource, object) => {
      const written = new Map<string, unknown>(Object.entries(map(object)));
      for (const key of targets)
        if (written.has(key)) set(resource, key, written.get(key));
        else reset(resource, key);
    },
    unknown: (object) => {
      const unknown: UnknownField[] = [];
      map(object, unknown);
      return unknown;
    },
  };
}

/** Sets one attribute as the generated class wants it: blocks by a `put` method, all others by assignment. */
function set(resource: TerraformResource, key: string, value: unknown): void {
  if (!call(resource, 'put', key, [value])) Reflect.set(resource, key, value);
}

/** Takes one attribute away; what the provider cannot be without has no such method, and every object has it. */
function reset(resource: TerraformResource, key: string): void {
  call(resource, 'reset', key, []);
}

function call(resource: TerraformResource, verb: string, key: string, args: readonly unknown[]): boolean {
  const method: unknown = Reflect.get(resource, `${verb}${key[0]?.toUpperCase() ?? ''}${key.slice(1)}`);
  if (typeof method !== 'function') return false;
  Reflect.apply(method, resource, args);
  return true;
}

const META: Shape = { name: same, labels: texts, annotations: texts };

/** Metadata of what lies in no namespace. */
export const CLUSTER_SCOPED: Field = block(META);

/** Metadata of what lies in a namespace. */
export const NAMESPACED: Field = block({ ...META, namespace: same });

/** A selector by labels. */
export const LABEL_SELECTOR: Shape = {
  matchLabels: texts,
  matchExpressions: blocks({ key: same, operator: same, values: same }),
};
