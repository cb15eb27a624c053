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

/** Which of a switch's trunk ports: counted from its first cage, or from its last. */
export interface TrunkEnd {
  /** Index of the switch in its plan. */
  readonly at: number;
  /** Which trunk port, from 0. */
  readonly index: number;
  /** Leaves count trunks from the last cage, because servers begin at the first. */
  readonly from: 'start' | 'end';
}

/** A cable between two switches. */
export interface Trunk {
  /** The end at the higher tier. */
  readonly a: TrunkEnd;
  /** The other end. */
  readonly b: TrunkEnd;
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
