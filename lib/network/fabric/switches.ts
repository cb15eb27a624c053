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

/** Cables of one switch to others that follow each other, or to one other: a large fabric has one for 20 cables. */
export interface TrunkRun {
  /** How many cables. */
  readonly count: number;
  /** Index in its plan of the switch at the higher tier, of the first cable. */
  readonly a: number;
  /** Which of its trunk ports, from 0. */
  readonly aIndex: number;
  /** Where its ports are counted from: the last cage, where it has servers as well. */
  readonly aFrom: 'start' | 'end';
  /** Index of the other switch. */
  readonly b: number;
  /** Which of its trunk ports, from 0: counted from the last cage, because servers begin at the first. */
  readonly bIndex: number;
  /** What each further cable adds to these. */
  readonly step: { readonly a: number; readonly aIndex: number; readonly bIndex: number };
}

/** The switches of a fabric with their cables, and the leaves of each rack. */
export interface SwitchPlan {
  /** Switches: leaves first, then spines and cores. */
  readonly switches: readonly PlannedSwitch[];
  /** Cables between them. Runs of a list are as long as each other, and are laid in turns. */
  readonly trunks: readonly (readonly TrunkRun[])[];
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
