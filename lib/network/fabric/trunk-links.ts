import type { Problem } from '../../errors/problem';
import { portsExceeded, speedMismatch } from '../../errors/fabric';
import { LinkList } from './link-list';
import type { FabricLinks } from './links';
import { commonSpeed, laneOf, portsOf, printSpeeds, speedsOf, type PortRange } from './ports';
import type { SwitchClass } from './spec';
import type { PlannedSwitch, SwitchPlan, TrunkRun } from './switches';

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
  const links = new LinkList(plan.trunks.reduce((sum, turns) => sum + turns.length * turns[0]!.count, 0));
  const [groups, most] = [new Int32Array(plan.switches.length), new Int32Array(plan.switches.length)];
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
  const take = (at: number, cages: number, range: PortRange): void => {
    if (cages <= most[at]!) return;
    groups[at] = range.group;
    most[at] = cages;
  };
  const refuse = (at: number, cages: number, from: 'start' | 'end', range: PortRange, bps: number): void => {
    const [each, [speed = '']] = [plan.switches[at]!, printSpeeds([bps])];
    problems.set(each.model, portsExceeded(fabric, each.name, cages, range.count, speed, remedies[from]));
  };
  /** One cable of a run. */
  const lay = ({ a: first, aIndex: firstOfA, aFrom, b, bIndex: firstOfB, step }: TrunkRun, at: number): void => {
    const a = first + at * step.a;
    const joint = jointOf(a, b);
    if (joint === null) return;
    const { bps, a: upper, b: lower } = joint;
    const aIndex = firstOfA + at * step.aIndex;
    const bIndex = firstOfB + at * step.bIndex;
    const aCages = Math.floor(aIndex / upper.perCage) + 1;
    const bCages = Math.floor(bIndex / lower.perCage) + 1;
    if (aFrom === 'end') take(a, aCages, upper);
    take(b, bCages, lower);
    if (aCages > upper.count) refuse(a, aCages, aFrom, upper, bps);
    if (bCages > lower.count) refuse(b, bCages, 'end', lower, bps);
    if (aCages > upper.count || bCages > lower.count) return;
    const aPort = aFrom === 'end' ? upper.first + upper.count - aCages : upper.first + aCages - 1;
    const bPort = lower.first + lower.count - bCages;
    links.add(a, aPort, laneOf(upper, aIndex), b, bPort, laneOf(lower, bIndex), bps);
  };
  for (const turns of plan.trunks)
    for (let at = 0; at < turns[0]!.count; at++) for (let turn = 0; turn < turns.length; turn++) lay(turns[turn]!, at);
  const uplinks = plan.switches.map((_, at) => ({ group: groups[at]!, cages: most[at]! }));
  return { links: links.done(), uplinks, problems: [...problems.values()] };
}
