import type { KubernetesObject } from '../../kubernetes/object';
import { originIn, type AssemblyStack } from '../assembly';
import { isList, isObject, member, membersOf, textAt, type Json, type JsonObject } from '../json';
import { asJson, splitObjects } from '../objects';
import { readConfiguration, type ConfiguredResource } from '../offline/configuration';
import { sidesOf } from '../offline/sides';
import { objectOf } from '../typed-objects';
import { isMarked, valuesOf } from '../values';

/** A Kubernetes object that a stack puts into its cluster. */
export interface SynthesizedObject {
  /** Path of its construct. */
  readonly path: string;
  /** The object. */
  readonly object: KubernetesObject;
  /** Namespace of its release, for an object that names none. @default - it names one, or has none */
  readonly namespace?: string;
  /** Alias of the provider whose cluster it is put into. @default - the provider that has none */
  readonly alias?: string;
}

/** Attributes of the provider that say how Terraform waits: no part of the object. */
const WAITS = /^(timeouts|wait\w*)$/;

/**
 * The Kubernetes objects of a stack with their constructs: those of typed resources, and those in the values of
 * releases that carry objects. What charts make of values is not known here.
 *
 * @param stack the stack
 * @param document its `cdk.tf.json`
 */
export function objectsOfAssembly(stack: AssemblyStack, document: Json): readonly SynthesizedObject[] {
  return [...readConfiguration(document).resources.values()].flatMap((resource) => {
    const path = (originIn(stack, resource.address)?.path ?? resource.address).replace(/\/Resource$/, '');
    const { alias } = resource;
    return objectsIn(resource).map((each) => ({ path, ...each, ...(alias === undefined ? {} : { alias }) }));
  });
}

function objectsIn({ type, attributes }: ConfiguredResource): readonly Omit<SynthesizedObject, 'path' | 'alias'>[] {
  const { after, unknown } = sidesOf(type, undefined, attributes);
  if (type === 'helm_release') {
    const namespace = textAt(after, 'namespace') ?? 'default';
    const objects = splitObjects(valuesOf(after).merged).objects.filter(isNamed);
    return objects.map((object) =>
      textAt(asJson(object), 'metadata', 'namespace') === undefined ? { object, namespace } : { object },
    );
  }
  // An object that is not known as a whole would be sent without what is not known.
  if (isMarked(unknown)) return [];
  const kept = membersOf(after).filter(([key]) => !WAITS.test(key));
  const object = objectOf(type, Object.fromEntries(kept), true);
  return object === undefined ? [] : [{ object: inApiForm(object) }];
}

/** What the server or the chart names cannot be looked for: `job-?`, `{{ .Release.Name }}-a`. */
function isNamed({ metadata }: KubernetesObject): boolean {
  return /^[\w.:-]+$/.test(metadata.name);
}

/** The provider has texts where the API has numbers: ports of policies. */
function inApiForm(object: KubernetesObject): KubernetesObject {
  return object.kind === 'NetworkPolicy' ? (withPorts(asJson(object)) as unknown as KubernetesObject) : object;
}

function withPorts(value: Json): Json {
  if (isList(value)) return value.map(withPorts);
  if (!isObject(value)) return value;
  const port = member(value, 'port');
  const isNumber = typeof port === 'string' && /^\d+$/.test(port);
  const inner: JsonObject = Object.fromEntries(membersOf(value).map(([key, item]) => [key, withPorts(item)]));
  return isNumber ? { ...inner, port: Number(port) } : inner;
}
