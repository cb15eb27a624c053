import type { IConstruct } from 'constructs';
import type { Problem } from '../../lib/errors/problem';
import { foreignStage, orderAgainstLayers, waitInCircle } from '../../lib/errors/stacks';
import { Lazy, TerraformResource } from './cdktf';
import { producedOnce } from './completeness';
import { journalOf } from './journal';
import { placeOf, stackOf } from './place';
import { contextOf } from './stack-context';
import { untraced } from './untraced';

const AFTER = Symbol.for('datahall/After');

/**
 * Orders resources after other constructs: `depends_on` in the same stack, the order of stacks across layers.
 * (`node.addDependency` of cdktf emits nothing.) Resources that a needed construct gets later are covered too.
 *
 * @param construct whose resources come later
 * @param needed constructs that come first
 */
export function orderAfter(construct: IConstruct, needed: readonly IConstruct[]): void {
  for (const target of needed) {
    if (isInOrder(construct, target)) targetsOf(construct).push(target);
  }
}

/**
 * Lets a resource wait for everything that its owner was ordered after.
 *
 * @param owner construct that {@link orderAfter} was or will be called for
 * @param resource one of its resources
 * @param siblings others of its resources that come first
 */
export function waitLike(
  owner: IConstruct,
  resource: TerraformResource,
  siblings: readonly TerraformResource[] = [],
): void {
  const produce = producedOnce(owner, () => [...dependencies(owner, resource), ...siblings.map(addressOf)]);
  resource.dependsOn = untraced(() => Lazy.listValue({ produce }, { omitEmpty: true }));
}

/**
 * Whether one construct can be deployed before another one: it is in the same stack, or in an earlier layer.
 *
 * @param first the one that would come first
 * @param then the one that would come after it
 */
export function isDeployedBefore(first: IConstruct, then: IConstruct): boolean {
  const [a, b] = [stackOf(first), stackOf(then)];
  if (a === undefined || b === undefined || a === b) return true;
  const [rank, other] = [contextOf(a)?.rank, contextOf(b)?.rank];
  return rank !== undefined && other !== undefined ? rank < other : !a.dependsOn(b);
}

/**
 * Whether a construct already waits for another one, as far as the program has come: two that wait for each other are
 * never deployed.
 *
 * @param construct the one that may wait
 * @param target the one that it may wait for
 */
export function waitsFor(construct: IConstruct, target: IConstruct): boolean {
  const seen = new Set<IConstruct>();
  const reaches = (from: IConstruct): boolean => {
    if (seen.has(from)) return false;
    seen.add(from);
    const above = from.node.scopes
      .slice(0, -1)
      .flatMap((scope) => ownTargetsOf(scope).filter((each) => !each.node.scopes.includes(scope)));
    const needed = [...above, ...from.node.findAll().flatMap(ownTargetsOf)];
    return needed.some(
      (each) => each.node.scopes.includes(target) || target.node.scopes.includes(each) || reaches(each),
    );
  };
  return reaches(construct);
}

function ownTargetsOf(construct: IConstruct): readonly IConstruct[] {
  return (construct as IConstruct & { [AFTER]?: IConstruct[] })[AFTER] ?? [];
}

/**
 * The constructs of its stack that a construct itself was ordered after. Its own parts and what it is a part of are
 * not among them: nothing waits for itself.
 *
 * @param construct the one that waits
 */
export function waitsOf(construct: IConstruct): readonly IConstruct[] {
  const stack = stackOf(construct);
  return ownTargetsOf(construct).filter(
    (target) =>
      stackOf(target) === stack && !target.node.scopes.includes(construct) && !construct.node.scopes.includes(target),
  );
}

/**
 * Checks that a construct is of the same stage. Stacks of somebody else's app are no stages and may share.
 *
 * @param construct the one that uses
 * @param used the one that is used
 * @returns DH4004, or nothing
 */
export function checkSameStage(construct: IConstruct, used: IConstruct): Problem | undefined {
  const [mine, theirs] = [construct, used].map((each) => {
    const stack = stackOf(each);
    return stack === undefined ? undefined : contextOf(stack)?.rank;
  });
  const [here, there] = [placeOf(construct).stage, placeOf(used).stage];
  return here === there || (mine === undefined && theirs === undefined) ? undefined : foreignStage(here, there);
}

function targetsOf(construct: IConstruct): IConstruct[] {
  const holder = construct as IConstruct & { [AFTER]?: IConstruct[] };
  const existing = holder[AFTER];
  if (existing !== undefined) return existing;
  const list: IConstruct[] = [];
  Object.defineProperty(holder, AFTER, { value: list });
  return list;
}

function dependencies(owner: IConstruct, resource: TerraformResource): string[] {
  const stack = stackOf(owner);
  // What a composite waits for, each of its parts waits for, unless it is one of these parts itself.
  const around = owner.node.scopes.filter((scope) => scope !== stack && scope !== owner.node.root);
  const names = around
    .flatMap((scope) => targetsOf(scope).filter((target) => !target.node.scopes.includes(scope)))
    .filter((target) => stackOf(target) === stack && !around.includes(target))
    .flatMap((target) => target.node.findAll())
    .filter((each): each is TerraformResource => TerraformResource.isTerraformResource(each) && each !== resource)
    .map(addressOf);
  return [...new Set(names)].sort();
}

function addressOf(resource: TerraformResource): string {
  return `${resource.terraformResourceType}.${resource.friendlyUniqueId}`;
}

function isInOrder(construct: IConstruct, target: IConstruct): boolean {
  const [from, to] = [stackOf(construct), stackOf(target)];
  if (from === undefined || to === undefined || from === to) return true;
  const [mine, theirs] = [contextOf(from), contextOf(to)];
  const foreign = checkSameStage(construct, target);
  if (foreign !== undefined) {
    journalOf(construct).problems.push(foreign);
    return false;
  }
  if (mine?.rank !== undefined && theirs?.rank !== undefined && theirs.rank > mine.rank) {
    journalOf(construct).problems.push(orderAgainstLayers(placeOf(target).path, to.node.id));
    return false;
  }
  if (to.dependsOn(from)) {
    const [here, there] = [construct.node.path, target.node.path] as const;
    journalOf(construct).problems.push(
      waitInCircle([
        [here, there],
        [to.node.path, from.node.path],
      ]),
    );
    return false;
  }
  from.addDependency(to);
  return true;
}
