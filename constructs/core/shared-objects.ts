import type { IConstruct } from 'constructs';
import { HELM_RELEASE, type HelmReleaseFact } from '../../lib/charts/facts';
import { objectInOtherStack, objectTwice } from '../../lib/errors/objects';
import type { Problem } from '../../lib/errors/problem';
import type { KubernetesObject } from '../../lib/kubernetes/object';
import { TerraformStack } from './cdktf';
import { clusterOf } from './cluster-of';
import { existingJournal } from './journal';
import { objectSources } from './object-source';
import { placeOf, type Place } from './place';
import { contextOf } from './stack-context';

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

/**
 * Objects and Helm releases that two stacks put into one cluster, where one of them is of no stage: stages have
 * clusters of their own. One finding for each two stacks, at the first construct of the second.
 *
 * @param root an app, or a stack that is judged alone: those before it count all the same
 * @param skipped whether something else is wrong with a construct, of which this is a consequence
 */
export function objectsInOtherStacks(root: IConstruct, skipped: (place: Place) => boolean): readonly SharedObjects[] {
  const judged = new Set(stacksBelow(root));
  const stacks = stacksBelow(root.node.root);
  const last = stacks.findLastIndex((stack) => judged.has(stack));
  const clusters = new Map(stacks.slice(0, last + 1).map((stack) => [stack, clusterOf(stack)] as const));
  return [...judged].flatMap((stack) => {
    const cluster = clusters.get(stack);
    if (cluster === undefined) return [];
    const before = stacks.slice(0, stacks.indexOf(stack));
    const others = before.filter((each) => clusters.get(each) === cluster && (isForeign(each) || isForeign(stack)));
    const own = others.length === 0 ? [] : madeIn(stack).filter(({ place }) => !skipped(place));
    return others.flatMap((other): readonly SharedObjects[] => {
      const theirs = new Set(madeIn(other).map(({ key }) => key));
      const shared = own.filter(({ key }) => theirs.has(key));
      const [first] = shared;
      if (first === undefined) return [];
      const names = [...new Set(shared.map(({ name }) => name))];
      return [{ place: first.place, problem: objectInOtherStack(names, other.node.id) }];
    });
  });
}

function stacksBelow(root: IConstruct): readonly TerraformStack[] {
  return root.node.findAll().filter((each): each is TerraformStack => TerraformStack.isStack(each));
}

function isForeign(stack: TerraformStack): boolean {
  return contextOf(stack)?.rank === undefined;
}

interface Made {
  readonly key: string;
  readonly name: string;
  readonly place: Place;
}

/** The objects of a stack, and its Helm releases: of these a cluster has one of a name in a namespace, too. */
function madeIn(stack: TerraformStack): readonly Made[] {
  const objects = objectSources(stack).flatMap((source) =>
    source.objects.map((object) => ({
      key: JSON.stringify(identityOf(object)),
      name: nameOf(object),
      place: placeOf(source),
    })),
  );
  const releases = stack.node.findAll().flatMap((construct) => {
    const facts = existingJournal(construct)?.facts.filter(({ kind }) => kind.name === HELM_RELEASE.name) ?? [];
    return facts.map(({ produce }) => {
      const { release, namespace } = produce() as HelmReleaseFact;
      const place = placeOf(construct);
      return { key: JSON.stringify([release, namespace]), name: `Helm release ${release} in ${namespace}`, place };
    });
  });
  return [...objects, ...releases];
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
