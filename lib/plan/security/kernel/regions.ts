import { TooLarge } from './too-large';
import { setOf, type ValueSet } from './value-set';
import { listed } from './words';

const MOST_REGIONS = 1500;

/** How regions lie in each other: of two, one contains the other or they share nothing. */
export interface Nesting {
  /** Whether each part of `inner` is one of `outer`. */
  contains(outer: string, inner: string): boolean;
  /** Whether the parts fill the whole region; they do not overlap. */
  filled(whole: string, parts: readonly string[]): boolean;
}

/**
 * Address ranges or path prefixes as sets: each region stands for what lies in it and in no smaller one, so that
 * unions and differences of regions are those of the sets of their names.
 */
export class Regions {
  private readonly members = new Map<string, readonly string[]>();
  private readonly parents = new Map<string, string>();
  private readonly empty = new Set<string>();

  /**
   * @param names all regions that are compared
   * @param nesting how they lie in each other
   * @throws TooLarge when there are too many
   */
  public constructor(names: Iterable<string>, nesting: Nesting) {
    const all = [...new Set(names)].sort();
    if (all.length > MOST_REGIONS) throw new TooLarge();
    for (const name of all)
      this.members.set(
        name,
        all.filter((inner) => nesting.contains(name, inner)),
      );
    for (const name of all) {
      const outer = all.filter((each) => each !== name && nesting.contains(each, name));
      const [parent] = outer.sort((a, b) => this.within(a).length - this.within(b).length);
      if (parent !== undefined) this.parents.set(name, parent);
    }
    for (const name of all)
      if (
        nesting.filled(
          name,
          all.filter((each) => this.parents.get(each) === name),
        )
      )
        this.empty.add(name);
  }

  /**
   * A region as a set.
   *
   * @param name one of the regions
   */
  public setOf(name: string): ValueSet {
    return setOf(this.within(name).filter((each) => !this.empty.has(each)));
  }

  /**
   * A set of regions in words, e.g. `10.0.0.0/8 but 10.1.0.0/16`.
   *
   * @param given made of results of {@link Regions.setOf}
   */
  public words(given: ValueSet): string {
    const held = new Set(given.values);
    const holds = (name: string | undefined): boolean =>
      name !== undefined && (held.has(name) || this.allWithin(name, held));
    const roots = [...this.members.keys()].filter((name) => holds(name) && !holds(this.parents.get(name)));
    return listed(roots.map((root) => `${root}${this.exceptions(root, held)}`));
  }

  private exceptions(root: string, held: ReadonlySet<string>): string {
    const missing = this.within(root).filter((name) => !this.empty.has(name) && !held.has(name));
    const outermost = missing.filter((name) => !missing.includes(this.parents.get(name) ?? ''));
    return outermost.length === 0 ? '' : ` but ${listed(outermost)}`;
  }

  /** Whether a region that has nothing of its own is there by its parts. */
  private allWithin(name: string, held: ReadonlySet<string>): boolean {
    return this.empty.has(name) && this.within(name).every((each) => this.empty.has(each) || held.has(each));
  }

  private within(name: string): readonly string[] {
    return this.members.get(name) ?? [];
  }
}
