import type { DeviceRole } from './fabric';

/** A switch of a fabric before servers are joined. */
export interface PlannedSwitch {
  /** Name. */
  readonly name: string;
  /** What it does. */
  readonly role: Exclude<DeviceRole, 'server'>;
  /** Stable number among those of its role. */
  readonly id: number;
  /** Class. */
  readonly model: string;
  /** Rack that it stands in; null when nobody said. */
  readonly rack: string | null;
  /** Pod, or group of leaves; null for what belongs to none. */
  readonly pod: number | null;
  /** Rail; null when it serves none. */
  readonly rail: number | null;
}

/** Switches at even distances in their plan. */
export interface Span {
  /** Index of the first one. */
  readonly first: number;
  /** How many. */
  readonly count: number;
  /** From one to the next. */
  readonly step: number;
}

/**
 * Index of a switch of a span.
 *
 * @param span the span
 * @param at which of its switches, from 0
 */
export function indexAt({ first, step }: Span, at: number): number {
  return first + at * step;
}

/**
 * Switches of which each has cables to each of the others, as between two tiers or in a pod of a Clos network: a
 * fat-tree with 1,280 switches and 16,384 cables has 48. All uppers are of one class, and all lowers.
 */
export interface Trunk {
  /** Those at the higher tier. */
  readonly uppers: Span;
  /** The others. */
  readonly lowers: Span;
  /** Cables of each pair. */
  readonly perPair: number;
  /** Trunk ports of an upper switch that come before. Those to one lower switch follow each other. */
  readonly upperFirst: number;
  /** Which of the lower switches comes when at the ports of an upper one, from 0. */
  readonly places: readonly number[];
  /** Where the ports of an upper switch are counted from: the last cage, where it has servers as well. */
  readonly from: 'start' | 'end';
  /** Trunk ports of a lower switch that come before: counted from the last cage, as servers begin at the first. */
  readonly lowerFirst: number;
  /** Number of the first cable of the first pair, and what the next lower and the next upper switch add to it. */
  readonly order: { readonly first: number; readonly lower: number; readonly upper: number };
}

/** The switches of a fabric with their cables, and the leaves of each rack. */
export interface SwitchPlan {
  /** Switches: leaves first, then spines and cores. */
  readonly switches: readonly PlannedSwitch[];
  /** Cables between them. */
  readonly trunks: readonly Trunk[];
  /** Leaves by rack name, as indices of switches, in the order in which NIC ports go round them. */
  readonly racks: ReadonlyMap<string, RackLeaves>;
}

/** Leaves that the servers of a rack are joined to. */
export interface RackLeaves {
  /** Indices of the switches. */
  readonly leaves: readonly number[];
  /** Place of the rack among those of the leaves, from 0. */
  readonly place: number;
}
