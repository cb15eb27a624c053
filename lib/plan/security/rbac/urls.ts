import { Regions } from '../kernel/regions';
import type { ValueSet } from '../kernel/value-set';

/** Paths that are no resources, as sets; all patterns that are compared must be known. */
export class Urls {
  private readonly regions: Regions;

  /** @param patterns those of all rules */
  public constructor(patterns: Iterable<string>) {
    this.regions = new Regions([...patterns].map(shortest), {
      contains: (outer, inner) => (outer.endsWith('*') ? inner.startsWith(outer.slice(0, -1)) : outer === inner),
      // There is always a longer path.
      filled: () => false,
    });
  }

  /** The paths of a pattern. */
  public setOf(pattern: string): ValueSet {
    return this.regions.setOf(shortest(pattern));
  }

  /** A set in words. */
  public words(paths: ValueSet): string {
    return this.regions.words(paths);
  }
}

/** Several stars at the end are one. */
function shortest(pattern: string): string {
  let end = pattern.length;
  while (pattern.endsWith('**', end)) end -= 1;
  return pattern.slice(0, end);
}
