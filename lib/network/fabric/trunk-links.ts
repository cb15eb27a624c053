import type { Problem } from '../../errors/problem';
import { portsExceeded, speedMismatch } from '../../errors/fabric';
import { commonSpeed, portFromEnd, portFromStart, portsOf, printSpeeds, speedsOf, type Port } from './ports';
import type { SwitchClass } from './spec';
import type { PlannedSwitch, SwitchPlan, TrunkEnd } from './switches';

/** A cable between two switches with its ports. */
export interface TrunkLink {
  /** Index of the switch at the higher tier. */
  readonly a: number;
  /** Its port. */
  readonly aPort: Port;
  /** Index of the other switch. */
  readonly b: number;
  /** Its port. */
  readonly bPort: Port;
  /** Speed in bits per second. */
  readonly bps: number;
}

/** Cables between switches, and what is wrong with them. */
export interface TrunkLinks {
  /** Cables that can be made. */
  readonly links: readonly TrunkLink[];
  /** Cages that trunks take from the end of the ports of each switch, and in which group of cages. */
  readonly uplinks: ReadonlyMap<number, { readonly group: number; readonly cages: number }>;
  /** What is wrong. */
  readonly problems: readonly Problem[];
}

/** What makes fewer cables at a switch: those to switches above it, or beside it, and those to switches below. */
const remedies = {
  end: 'lower the number of switches that it is joined to, or the cables to each',
  start: 'raise racksPerLeaf, which takes fewer leaves, lower linksPerPair',
} as const;

/**
 * Gives trunks their ports: each runs at the fastest speed that both ends offer.
 *
 * @param fabric name of the fabric, for messages
 * @param plan switches and trunks
 * @param classes classes by name
 */
export function trunkLinks(fabric: string, plan: SwitchPlan, classes: ReadonlyMap<string, SwitchClass>): TrunkLinks {
  const problems = new Map<string, Problem>();
  const uplinks = new Map<number, { group: number; cages: number }>();
  const links: TrunkLink[] = [];
  const speeds = new Map<SwitchClass, Map<SwitchClass, number | undefined>>();
  const speedOf = (a: SwitchClass, b: SwitchClass): number | undefined => {
    const known = speeds.get(a) ?? new Map<SwitchClass, number | undefined>();
    speeds.set(a, known);
    if (!known.has(b)) known.set(b, commonSpeed(a, b));
    return known.get(b);
  };
  const port = (each: PlannedSwitch, model: SwitchClass, end: TrunkEnd, bps: number): Port | undefined => {
    const range = portsOf(model, bps);
    if (range === undefined) return undefined;
    const cages = Math.floor(end.index / range.perCage) + 1;
    const kept = uplinks.get(end.at);
    if (end.from === 'end' && cages > (kept?.cages ?? 0)) uplinks.set(end.at, { group: range.group, cages });
    if (cages <= range.count)
      return end.from === 'end' ? portFromEnd(range, end.index) : portFromStart(range, end.index);
    const [speed = ''] = printSpeeds([bps]);
    problems.set(each.model, portsExceeded(fabric, each.name, cages, range.count, speed, remedies[end.from]));
    return undefined;
  };
  for (const { a, b } of plan.trunks) {
    const [upper, lower] = [plan.switches[a.at], plan.switches[b.at]];
    const [upperClass, lowerClass] = [classes.get(upper?.model ?? ''), classes.get(lower?.model ?? '')];
    if (upper === undefined || lower === undefined || upperClass === undefined || lowerClass === undefined) continue;
    const bps = speedOf(upperClass, lowerClass);
    if (bps === undefined) {
      const [own, offers] = [printSpeeds(speedsOf(lowerClass)), printSpeeds(speedsOf(upperClass))];
      const what = `the class ${lowerClass.name} of ${lower.name}`;
      problems.set(
        `${upper.model} ${lower.model}`,
        speedMismatch(fabric, what, own.join(', '), upperClass.name, offers),
      );
      continue;
    }
    const [aPort, bPort] = [port(upper, upperClass, a, bps), port(lower, lowerClass, b, bps)];
    if (aPort !== undefined && bPort !== undefined) links.push({ a: a.at, aPort, b: b.at, bPort, bps });
  }
  return { links, uplinks, problems: [...problems.values()] };
}
