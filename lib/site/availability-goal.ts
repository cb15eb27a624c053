import { fail } from '../errors/datahall-error';
import { availabilityMissed, invalidChoice, partDiffers, tooManyShared } from '../errors/sizing';
import { Availability } from './availability';
import type { AvailabilityGoalFact, PartTree } from './availability-facts';
import { proveAtLeast, type Proof } from './proof';

/** What something consists of: a part, parts that are all needed, or parts of which some are needed. */
export type AvailabilityParts =
  | {
      /** Name: parts of one name are one part, wherever they stand. */ readonly part: string;
      /** Its availability. */ readonly availability: Availability;
    }
  | { /** AvailabilityParts that are all needed. */ readonly all: readonly AvailabilityParts[] }
  | {
      /** How many are needed. */ readonly atLeast: number;
      /** Redundant parts. */ readonly of: readonly AvailabilityParts[];
    };

/** The exact computation looks at 2^n combinations of shared parts. */
const MAX_SHARED = 16;

/**
 * An availability that is asked for, and the parts that must give it.
 *
 * A part that stands in several places, such as a feed of two power supplies, is one part: the computation looks at all
 * combinations of such parts being up or down (factoring), so that it is never taken as redundant to itself.
 *
 * @example
 * const feed = (name: string) => ({ part: name, availability: Availability.of(0.9995) });
 * const supply = (name: string) => ({ part: name, availability: Availability.of(0.99988) });
 * AvailabilityGoal.of(Availability.of(0.9999), {
 *   atLeast: 1,
 *   of: [{ all: [feed('a'), supply('psu-1')] }, { all: [feed('b'), supply('psu-2')] }],
 * });
 */
export class AvailabilityGoal {
  private constructor(
    /** What is asked for. */
    public readonly target: Availability,
    private readonly tree: PartTree,
  ) {}

  /**
   * Asks for an availability.
   *
   * @param target what is asked for
   * @param parts what must give it
   * @throws DH3261, DH3262 and DH3263
   */
  public static of(target: Availability, parts: AvailabilityParts): AvailabilityGoal {
    const tree = toTree(parts);
    const known = new Map<string, number>();
    for (const { part, unavailability } of leaves(tree)) {
      const before = known.get(part) ?? unavailability;
      if (before !== unavailability) fail(partDiffers(part, String(1 - unavailability), String(1 - before)));
      known.set(part, unavailability);
    }
    const shared = sharedParts(tree);
    if (shared.length > MAX_SHARED) fail(tooManyShared(shared.length, MAX_SHARED));
    return new AvailabilityGoal(target, tree);
  }

  /**
   * The goal as a fact.
   *
   * @param name how to call it
   */
  public toFact(name: string): AvailabilityGoalFact {
    return { name, maxUnavailability: this.target.unavailability, parts: this.tree };
  }
}

function toTree(parts: AvailabilityParts): PartTree {
  if ('part' in parts) return { part: parts.part, unavailability: parts.availability.unavailability };
  const [needed, list] = 'all' in parts ? [parts.all.length, parts.all] : [parts.atLeast, parts.of];
  if (!Number.isSafeInteger(needed) || needed < 1 || needed > list.length) fail(invalidChoice(needed, list.length));
  return { needed, of: list.map(toTree) };
}

/**
 * The availability that parts give together.
 *
 * @param tree the parts
 */
export function availabilityOf(tree: PartTree): Availability {
  return factored(tree, sharedParts(tree), new Map());
}

function factored(tree: PartTree, shared: readonly Leaf[], fixed: ReadonlyMap<string, number>): Availability {
  const [first, ...rest] = shared;
  if (first === undefined) return independent(tree, fixed);
  const [up, down] = [0, 1].map((state) => factored(tree, rest, new Map([...fixed, [first.part, state]])));
  const { unavailability } = first;
  const failed = (down?.unavailability ?? 1) * unavailability;
  return Availability.unavailable(Math.min(1, (up?.unavailability ?? 1) * (1 - unavailability) + failed));
}

function independent(tree: PartTree, fixed: ReadonlyMap<string, number>): Availability {
  if ('part' in tree) return Availability.unavailable(fixed.get(tree.part) ?? tree.unavailability);
  const parts = tree.of.map((each) => independent(each, fixed));
  return tree.needed === parts.length ? Availability.series(parts) : Availability.atLeast(tree.needed, parts);
}

type Leaf = Extract<PartTree, { readonly part: string }>;

function leaves(tree: PartTree): readonly Leaf[] {
  return 'part' in tree ? [tree] : tree.of.flatMap(leaves);
}

function sharedParts(tree: PartTree): readonly Leaf[] {
  const all = leaves(tree);
  const names = all.map(({ part }) => part);
  return all.filter(({ part }, index) => names.indexOf(part) === index && names.lastIndexOf(part) !== index);
}

/**
 * The part whose failures cost the most: the one whose perfection would gain the most.
 *
 * @param tree the parts
 */
export function weakestPart(tree: PartTree): string {
  const all = leaves(tree);
  const gain = (part: string): number => -availabilityOf(perfect(tree, part)).unavailability;
  return all.reduce((worst, { part }) => (gain(part) > gain(worst) ? part : worst), all[0]?.part ?? '');
}

function perfect(tree: PartTree, part: string): PartTree {
  if ('part' in tree) return tree.part === part ? { part, unavailability: 0 } : tree;
  return { needed: tree.needed, of: tree.of.map((each) => perfect(each, part)) };
}

/**
 * Proves or refutes a goal.
 *
 * @param goal the goal
 */
export function availabilityProof(goal: AvailabilityGoalFact): Proof {
  const got = availabilityOf(goal.parts);
  const proof = proveAtLeast(
    availabilityMissed.code,
    `${goal.name} is available as asked for`,
    { value: got.ratio, limit: 1 - goal.maxUnavailability, unit: '' },
    { witness: [weakestPart(goal.parts)] },
  );
  return { ...proof, ok: got.unavailability <= goal.maxUnavailability };
}
