import type { IConstruct } from 'constructs';
import { objectTwice } from '../../lib/errors/objects';
import type { Problem } from '../../lib/errors/problem';
import type { KubernetesObject } from '../../lib/kubernetes/object';
import { objectSources } from './object-source';
import { placeOf, type Place } from './place';

/** A construct that makes objects which another one of its stage makes too. */
export interface SharedObjects {
  /** The second of the two. */
  readonly place: Place;
  /** What is wrong. */
  readonly problem: Problem;
}

/**
 * Objects that two constructs of a stage make: Helm and Terraform let one of them have it, at apply.
 *
 * @param root an app or a stack
 * @param skipped whether something else is wrong with a construct, of which this is a consequence
 */
export function sharedObjects(root: IConstruct, skipped: (place: Place) => boolean): readonly SharedObjects[] {
  const owners = new Map<string, string>();
  return objectSources(root).flatMap((source) => {
    const place = placeOf(source);
    if (skipped(place)) return [];
    const shared = new Map<string, string[]>();
    for (const object of source.objects) {
      const key = JSON.stringify([place.stage, ...identityOf(object)]);
      const owner = owners.get(key);
      if (owner === undefined) owners.set(key, place.path);
      else shared.set(owner, [...(shared.get(owner) ?? []), nameOf(object)]);
    }
    return [...shared].map(([owner, objects]) => ({ place, problem: objectTwice(objects, owner) }));
  });
}

/** Versions of a group are views of one object. */
function identityOf({ apiVersion, kind, metadata }: KubernetesObject): readonly string[] {
  const group = apiVersion.includes('/') ? (apiVersion.split('/')[0] ?? '') : '';
  return [group, kind, metadata.namespace ?? '', metadata.name];
}

function nameOf({ kind, metadata }: KubernetesObject): string {
  const { namespace, name } = metadata;
  return namespace === undefined ? `${kind} ${name}` : `${kind} ${name} in ${namespace}`;
}
