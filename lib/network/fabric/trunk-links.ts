import type { Problem } from '../../errors/problem';
import { portsExceeded, speedMismatch } from '../../errors/fabric';
import type { LinkBlock, PlannedLinks } from './links';
import { commonSpeed, portsOf, printSpeeds, speedsOf, type PortRange } from './ports';
import type { SwitchClass } from './spec';
import { indexAt, type Span, type SwitchPlan, type Trunk } from './switches';
import { cablesOf, fits, layTrunk, lowerCages, mostCages, numberOf, upperCages } from './trunk-ports';
import type { Joint, JoinedTrunk, TrunkCable } from './trunk-ports';

/** Cables between switches, and what is wrong with them. */
export interface TrunkLinks {
  /**
   * Cables that can be made.
   *
   * @param first number of the first one among those of the fabric
   * @param offset what is added to the index of a switch
   */
  readonly at: (first: number, offset: number) => PlannedLinks;
  /** Cages that trunks take from the end of the ports of each switch, and in which group of cages. */
  readonly uplinks: readonly { readonly group: number; readonly cages: number }[];
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
  const joined = plan.trunks.flatMap((trunk): readonly JoinedTrunk[] => {
    const joint = jointOf(fabric, plan, trunk, classes, problems);
    return joint === undefined ? [] : [{ trunk, joint }];
  });
  const isWhole = joined.length === plan.trunks.length && joined.every(fits);
  const made = isWhole ? [] : joined.flatMap((each) => [...cablesOf(each)]).sort((a, b) => rank(a) - rank(b));
  const cables = made.filter((cable) => isMade(fabric, plan, cable, problems));
  return {
    at: (first, offset) => (isWhole ? whole(joined, first, offset) : single(cables, first, offset)),
    uplinks: uplinksOf(plan.switches.length, joined),
    problems: [...problems.values()],
  };
}

function jointOf(
  fabric: string,
  { switches }: SwitchPlan,
  { uppers, lowers }: Trunk,
  classes: ReadonlyMap<string, SwitchClass>,
  problems: Map<string, Problem>,
): Joint | undefined {
  const [upper, lower] = [switches[uppers.first], switches[lowers.first]];
  const [upperClass, lowerClass] = [classes.get(upper?.model ?? ''), classes.get(lower?.model ?? '')];
  if (upperClass === undefined || lowerClass === undefined) return undefined;
  const bps = commonSpeed(upperClass, lowerClass) ?? NaN;
  const [a, b] = [portsOf(upperClass, bps), portsOf(lowerClass, bps)];
  if (a !== undefined && b !== undefined) return { bps, a, b };
  const [own, offers] = [printSpeeds(speedsOf(lowerClass)), printSpeeds(speedsOf(upperClass))];
  const key = `${upperClass.name} ${lowerClass.name}`;
  const what = `the class ${lowerClass.name} of ${lower?.name ?? ''}`;
  if (!problems.has(key)) problems.set(key, speedMismatch(fabric, what, own.join(', '), upperClass.name, offers));
  return undefined;
}

function uplinksOf(switches: number, joined: readonly JoinedTrunk[]): TrunkLinks['uplinks'] {
  const uplinks = Array.from({ length: switches }, () => ({ group: 0, cages: 0 }));
  const take = (span: Span, cages: number, { group }: PortRange): void => {
    for (const at of indices(span, 0)) if (cages > uplinks[at]!.cages) uplinks[at] = { group, cages };
  };
  for (const each of joined) {
    const { trunk, joint } = each;
    const { upper, lower } = mostCages(each);
    if (trunk.from === 'end') take(trunk.uppers, upper, joint.a);
    take(trunk.lowers, lower, joint.b);
  }
  return uplinks;
}

function rank({ trunk, lower, upper, turn }: TrunkCable): number {
  return numberOf(trunk, lower, upper, turn);
}

/** Whether both ends have a cage for a cable. Of several without, the last one of a class is named. */
function isMade(fabric: string, { switches }: SwitchPlan, cable: TrunkCable, problems: Map<string, Problem>): boolean {
  const { trunk, joint, lower, upper, turn } = cable;
  const refuse = (at: number, cages: number, from: 'start' | 'end', { count }: PortRange): boolean => {
    if (cages <= count) return false;
    const [each, [speed = '']] = [switches[at]!, printSpeeds([joint.bps])];
    problems.set(each.model, portsExceeded(fabric, each.name, cages, count, speed, remedies[from]));
    return true;
  };
  const above = refuse(indexAt(trunk.uppers, upper), upperCages(cable, lower, turn), trunk.from, joint.a);
  const below = refuse(indexAt(trunk.lowers, lower), lowerCages(cable, upper, turn), 'end', joint.b);
  return !above && !below;
}

/** Trunks of which each cable is made: the number of each follows from its place in the trunk. */
function whole(joined: readonly JoinedTrunk[], first: number, offset: number): PlannedLinks {
  const count = ({ uppers, lowers, perPair }: Trunk): number => uppers.count * lowers.count * perPair;
  return {
    length: joined.reduce((sum, { trunk }) => sum + count(trunk), 0),
    lay: (columns) => {
      for (const each of joined)
        for (const cable of cablesOf(each)) layTrunk(columns, first + rank(cable), offset, cable);
    },
    blocks: () =>
      joined.map(({ trunk: { uppers, lowers } }): LinkBlock => {
        return { uppers: indices(uppers, offset), lowers: indices(lowers, offset) };
      }),
  };
}

/** Single cables, where some are missing. */
function single(cables: readonly TrunkCable[], first: number, offset: number): PlannedLinks {
  return {
    length: cables.length,
    lay: (columns) => cables.forEach((cable, at) => layTrunk(columns, first + at, offset, cable)),
    blocks: () => null,
  };
}

function indices(span: Span, offset: number): readonly number[] {
  return Array.from({ length: span.count }, (_, at) => offset + indexAt(span, at));
}
