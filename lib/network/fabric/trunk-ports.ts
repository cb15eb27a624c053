import type { LinkColumns } from './links';
import { laneOf, type PortRange } from './ports';
import { indexAt, type Trunk } from './switches';

/** How two classes are joined: at the fastest speed that both offer. */
export interface Joint {
  /** Speed in bits per second. */
  readonly bps: number;
  /** Cages of the upper class that offer it. */
  readonly a: PortRange;
  /** Cages of the lower class. */
  readonly b: PortRange;
}

/** A trunk whose switches have a speed in common. */
export interface JoinedTrunk {
  /** The switches. */
  readonly trunk: Trunk;
  /** Their speed and cages. */
  readonly joint: Joint;
}

/** A cable of a trunk. */
export interface TrunkCable extends JoinedTrunk {
  /** Which of the lower switches, from 0. */
  readonly lower: number;
  /** Which of the upper switches. */
  readonly upper: number;
  /** Which of the cables of the two. */
  readonly turn: number;
}

/**
 * Cages that the trunk ports of an upper switch take, up to that of a cable.
 *
 * @param joined its trunk
 * @param lower which of the lower switches the cable leads to
 * @param turn which of the cables to it
 */
export function upperCages({ trunk, joint }: JoinedTrunk, lower: number, turn: number): number {
  return Math.floor(upperPort(trunk, lower, turn) / joint.a.perCage) + 1;
}

/**
 * Cages that the trunk ports of a lower switch take, up to that of a cable.
 *
 * @param joined its trunk
 * @param upper which of the upper switches the cable leads to
 * @param turn which of the cables to it
 */
export function lowerCages({ trunk, joint }: JoinedTrunk, upper: number, turn: number): number {
  return Math.floor(lowerPort(trunk, upper, turn) / joint.b.perCage) + 1;
}

/**
 * Cages that a trunk takes of the switch that needs the most. All lower switches need as many.
 *
 * @param joined the trunk
 */
export function mostCages(joined: JoinedTrunk): { readonly upper: number; readonly lower: number } {
  const { uppers, places, perPair } = joined.trunk;
  const last = places.reduce((most, place, lower) => (place > places[most]! ? lower : most), 0);
  return { upper: upperCages(joined, last, perPair - 1), lower: lowerCages(joined, uppers.count - 1, perPair - 1) };
}

/**
 * Whether each cable of a trunk has a cage at both ends.
 *
 * @param joined the trunk
 */
export function fits(joined: JoinedTrunk): boolean {
  const { upper, lower } = mostCages(joined);
  return upper <= joined.joint.a.count && lower <= joined.joint.b.count;
}

/**
 * Number of a cable among those of its plan.
 *
 * @param trunk its trunk
 * @param lower which of the lower switches it leads to
 * @param upper which of the upper ones
 * @param turn which of the cables of the two
 */
export function numberOf({ order }: Trunk, lower: number, upper: number, turn: number): number {
  return order.first + lower * order.lower + upper * order.upper + turn;
}

/**
 * Writes a cable.
 *
 * @param columns where to
 * @param at its number there
 * @param offset what is added to the index of a switch
 * @param cable the cable
 */
export function layTrunk({ a, b, bps }: LinkColumns, at: number, offset: number, cable: TrunkCable): void {
  const { trunk, joint, lower, upper, turn } = cable;
  const [above, below] = [upperCages(cable, lower, turn), lowerCages(cable, upper, turn)];
  a.node[at] = offset + indexAt(trunk.uppers, upper);
  a.port[at] = joint.a.first + (trunk.from === 'end' ? joint.a.count - above : above - 1);
  a.lane[at] = laneOf(joint.a, upperPort(trunk, lower, turn));
  b.node[at] = offset + indexAt(trunk.lowers, lower);
  b.port[at] = joint.b.first + joint.b.count - below;
  b.lane[at] = laneOf(joint.b, lowerPort(trunk, upper, turn));
  bps[at] = joint.bps;
}

/**
 * The cables of a trunk.
 *
 * @param joined the trunk
 */
export function* cablesOf({ trunk, joint }: JoinedTrunk): Generator<TrunkCable, void> {
  for (let lower = 0; lower < trunk.lowers.count; lower++)
    for (let upper = 0; upper < trunk.uppers.count; upper++)
      for (let turn = 0; turn < trunk.perPair; turn++) yield { trunk, joint, lower, upper, turn };
}

/** Which trunk port of an upper switch a cable takes, from 0. */
function upperPort({ upperFirst, places, perPair }: Trunk, lower: number, turn: number): number {
  return upperFirst + places[lower]! * perPair + turn;
}

/** Which trunk port of a lower switch a cable takes, from 0. */
function lowerPort({ lowerFirst, perPair }: Trunk, upper: number, turn: number): number {
  return lowerFirst + upper * perPair + turn;
}
