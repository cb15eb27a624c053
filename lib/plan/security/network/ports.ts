import { setOf, type ValueSet } from '../kernel/value-set';
import type { PortRange } from './policy';

/** Port numbers as sets: split where any range begins or ends. */
export class Ports {
  private readonly starts: readonly number[];

  /** @param ranges those of all rules */
  public constructor(ranges: readonly PortRange[]) {
    const starts = ranges.flatMap(({ first, last }) => [first, last + 1]);
    this.starts = [...new Set([1, ...starts, 65_536])].sort((a, b) => a - b);
  }

  /** All ports. */
  public get all(): ValueSet {
    return this.setOf(1, 65_535);
  }

  /** The ports of a range. */
  public setOf(first: number, last: number): ValueSet {
    const inside = this.starts.slice(0, -1).filter((start) => first <= start && start <= last);
    return setOf(inside.map(String));
  }

  /** A set in words, e.g. `80, 8000-8999`. */
  public words(given: ValueSet): string {
    const parts: [number, number][] = [];
    for (const start of given.values.map(Number).sort((a, b) => a - b)) {
      const end = (this.starts[this.starts.indexOf(start) + 1] ?? start + 1) - 1;
      const last = parts.at(-1);
      if (last !== undefined && last[1] + 1 === start) last[1] = end;
      else parts.push([start, end]);
    }
    return parts.map(([first, last]) => (first === last ? String(first) : `${first}-${last}`)).join(', ');
  }
}
