import type { Problem } from '../../errors/problem';
import { portsExceeded, speedMismatch } from '../../errors/fabric';
import { LinkList } from './link-list';
import type { FabricLinks } from './links';
import {
  cageFromEnd,
  cageFromStart,
  commonSpeed,
  laneOf,
  portsOf,
  printSpeeds,
  speedsOf,
  type PortRange,
} from './ports';
import type { SwitchClass } from './spec';
import type { PlannedSwitch, SwitchPlan } from './switches';

/** Cables between switches, and what is wrong with them. */
export interface TrunkLinks {
  /** Cables that can be made; their ends are numbered as the switches of the plan. */
  readonly links: FabricLinks;
  /** Cages that trunks take from the end of the ports of each switch, and in which group of cages. */
  readonly uplinks: readonly { readonly group: number; readonly cages: number }[];
  /** What is wrong. */
  readonly problems: readonly Problem[];
}

/** How two classes are joined: at the fastest speed that both offer. */
interface Joint {
  readonly bps: number;
  readonly a: PortRange;
  readonly b: PortRange;
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
  const links = new LinkList();
  const uplinks = plan.switches.map(() => ({ group: 0, cages: 0 }));
  const models = [...new Set(plan.switches.map(({ model }) => model))];
  const modelOf = Int32Array.from(plan.switches, ({ model }) => models.indexOf(model));
  const joints: (Joint | null | undefined)[] = [];
  const jointOf = (a: number, b: number): Joint | null => {
    const pair = modelOf[a]! * models.length + modelOf[b]!;
    const known = joints[pair];
    return known === undefined ? (joints[pair] = join(plan.switches[a]!, plan.switches[b]!)) : known;
  };
  const join = (upper: PlannedSwitch, lower: PlannedSwitch): Joint | null => {
    const [upperClass, lowerClass] = [classes.get(upper.model), classes.get(lower.model)];
    if (upperClass === undefined || lowerClass === undefined) return null;
    const bps = commonSpeed(upperClass, lowerClass) ?? NaN;
    const [a, b] = [portsOf(upperClass, bps), portsOf(lowerClass, bps)];
    if (a !== undefined && b !== undefined) return { bps, a, b };
    const [own, offers] = [printSpeeds(speedsOf(lowerClass)), printSpeeds(speedsOf(upperClass))];
    const what = `the class ${lowerClass.name} of ${lower.name}`;
    problems.set(`${upper.model} ${lower.model}`, speedMismatch(fabric, what, own.join(', '), upperClass.name, offers));
    return null;
  };
  const fits = (at: number, index: number, from: 'start' | 'end', range: PortRange, bps: number): boolean => {
    const cages = Math.floor(index / range.perCage) + 1;
    if (from === 'end' && cages > uplinks[at]!.cages) uplinks[at] = { group: range.group, cages };
    if (cages <= range.count) return true;
    const [each, [speed = '']] = [plan.switches[at]!, printSpeeds([bps])];
    problems.set(each.model, portsExceeded(fabric, each.name, cages, range.count, speed, remedies[from]));
    return false;
  };
  for (const { a, aIndex, aFrom, b, bIndex } of plan.trunks) {
    const joint = jointOf(a, b);
    if (joint === null) continue;
    const { bps } = joint;
    const [aFits, bFits] = [fits(a, aIndex, aFrom, joint.a, bps), fits(b, bIndex, 'end', joint.b, bps)];
    if (!aFits || !bFits) continue;
    const aPort = aFrom === 'end' ? cageFromEnd(joint.a, aIndex) : cageFromStart(joint.a, aIndex);
    links.add(a, aPort, laneOf(joint.a, aIndex), b, cageFromEnd(joint.b, bIndex), laneOf(joint.b, bIndex), bps);
  }
  return { links: links.done(), uplinks, problems: [...problems.values()] };
}
