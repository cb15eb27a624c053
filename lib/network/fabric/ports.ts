import { Bandwidth } from '../../units/bandwidth';
import type { DeviceRole } from './fabric';
import { WHOLE } from './links';
import type { SwitchClass } from './spec';

/** Cages of a switch that offer a speed. */
export interface PortRange {
  /** Index of the group of cages in the class. */
  readonly group: number;
  /** First cage of the group. */
  readonly first: number;
  /** Cages of the group. */
  readonly count: number;
  /** Ports of the speed that one cage gives: 1 when it is not broken out. */
  readonly perCage: number;
}

/**
 * The first group of cages that offers a speed, whole or broken out.
 *
 * @param model class of the switch
 * @param bps speed in bits per second
 */
export function portsOf(model: SwitchClass, bps: number): PortRange | undefined {
  let first = 0;
  for (const [group, { count, bps: whole, breakouts }] of model.ports.entries()) {
    const perCage = whole === bps ? 1 : breakouts.find((each) => each.bps === bps)?.count;
    if (perCage !== undefined) return { group, first, count, perCage };
    first += count;
  }
  return undefined;
}

/**
 * The group that a cage is part of.
 *
 * @param model class of the switch
 * @param cage number of the cage, from 0
 */
export function groupOfCage({ ports }: SwitchClass, cage: number): SwitchClass['ports'][number] | undefined {
  let first = 0;
  for (const group of ports) {
    first += group.count;
    if (cage < first) return group;
  }
  return undefined;
}

/**
 * All speeds that a class offers, the fastest first.
 *
 * @param model class of the switch
 */
export function speedsOf(model: SwitchClass): readonly number[] {
  const all = model.ports.flatMap(({ bps, breakouts }) => [bps, ...breakouts.map((each) => each.bps)]);
  return [...new Set(all)].sort((a, b) => b - a);
}

/**
 * The fastest speed that two classes have in common.
 *
 * @param a one class
 * @param b the other
 */
export function commonSpeed(a: SwitchClass, b: SwitchClass): number | undefined {
  const others = speedsOf(b);
  return speedsOf(a).find((speed) => others.includes(speed));
}

/**
 * The cage of a port that is counted from the first cage of a range.
 *
 * @param range cages
 * @param index which port, from 0
 */
export function cageFromStart({ first, perCage }: PortRange, index: number): number {
  return first + Math.floor(index / perCage);
}

/**
 * The cage of a port that is counted from the last cage of a range: uplinks grow downwards while servers grow upwards.
 *
 * @param range cages
 * @param index which port, from 0
 */
export function cageFromEnd({ first, count, perCage }: PortRange, index: number): number {
  return first + count - 1 - Math.floor(index / perCage);
}

/**
 * The lane group of a port in its cage, from 0.
 *
 * @param range cages
 * @param index which port, from 0
 * @returns {@link WHOLE} where a cage is one port
 */
export function laneOf({ perCage }: PortRange, index: number): number {
  return perCage === 1 ? WHOLE : index % perCage;
}

/**
 * Prints speeds.
 *
 * @param speeds in bits per second
 */
export function printSpeeds(speeds: readonly number[]): readonly string[] {
  return speeds.map((bps) => Bandwidth.bps(bps).toString());
}

/**
 * A port as it is counted on the front of a device.
 *
 * @param role what the device does
 * @param port number of the port, from 0
 * @param lane lane group of a cage that is broken out, from 0; null for a whole one
 */
export function portLabel(role: DeviceRole, port: number, lane: number | null): string {
  const label = `${role === 'server' ? 'NIC port' : 'port'} ${port + 1}`;
  return lane === null ? label : `${label}/${lane + 1}`;
}
