import { setOf, type ValueSet } from '../kernel/value-set';
import type { PortRange } from './policy';

/** Port numbers as sets: split where any range begins or ends. */
export class Ports {
  private readonly starts: readonly number[];
  private readonly places: ReadonlyMap<number, number>;

  /** @param ranges those of all rules */
  public constructor(ranges: readonly PortRange[]) {
    const starts = ranges.flatMap(({ first, last }) => [first, last + 1]);
    this.starts = [...new Set([1, ...starts, 65_536])].sort((a, b) => a - b);
    this.places = new Map(this.starts.map((start, index) => [start, index]));
  }

  /** The ports of a range, which is one of those that were given, or all. */
  public setOf(first: number, last: number): ValueSet {
    const inside: string[] = [];
    for (let at = this.places.get(first) ?? 0; at < this.starts.length - 1; at += 1) {
      const start = this.starts[at] ?? 0;
      if (start > last) break;
      if (start >= first) inside.push(String(start));
    }
    return setOf(inside);
  }

  /** Whether a set holds every port. */
  public isAll({ but, values }: ValueSet): boolean {
    return but ? values.length === 0 : values.length === this.starts.length - 1;
  }

  /** A set in words, e.g. `80, 8000-8999`. */
  public words(given: ValueSet): string {
    const parts: [number, number][] = [];
    for (const start of given.values.map(Number).sort((a, b) => a - b)) {
      const end = (this.starts[(this.places.get(start) ?? -1) + 1] ?? start + 1) - 1;
      const last = parts.at(-1);
      if (last !== undefined && last[1] + 1 === start) last[1] = end;
      else parts.push([start, end]);
    }
    return parts.map(([first, last]) => (first === last ? String(first) : `${first}-${last}`)).join(', ');
  }
}
