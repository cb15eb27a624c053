import type { NicRole } from '../../catalog/nic';
import type { SwitchModel } from '../../catalog/switch-model';
import type { FabricRequirements } from './requirements';

/** Settings that all topologies share. */
export interface FabricOptions {
  /** Traffic that it carries. @default - all that no other fabric carries, but management */
  readonly carries?: readonly NicRole[];
  /**
   * Racks that one switch, or group of leaves, serves.
   * @default - as many as its ports allow; one where the number of switches is fixed: ring, mesh, fat-tree
   */
  readonly racksPerLeaf?: number;
  /** Rows of racks that switch numbers are kept free for. @default - those that it serves: a new row renumbers */
  readonly rows?: number;
  /** Largest IP packet in bytes. @default 9000 */
  readonly mtu?: number;
  /** Links have addresses of their own, which SONiC and RDMA NICs need. @default true where it carries RDMA */
  readonly numbered?: boolean;
  /**
   * What it must be able to do.
   * @default - it survives the loss of one switch or cable, unless it carries management alone
   */
  readonly requirements?: FabricRequirements;
}

/** Room that a fabric keeps for what comes later. */
export interface FabricRoom {
  /**
   * Cages of each kind that a rack has on each of its leaves: servers that come up to there, of other groups too,
   * renumber no port.
   */
  readonly cagesPerRack: number;
}

/** Where switches without servers stand. */
export interface SpinePlacement {
  /** Row whose racks the spines go round. @default - the first row that the fabric serves */
  readonly switchRow?: string;
}

/** Settings of a leaf-spine fabric. */
export interface LeafSpineOptions extends FabricOptions, SpinePlacement {
  /** Class of the leaves. */
  readonly leaf: SwitchModel;
  /** Class of the spines. */
  readonly spine: SwitchModel;
  /** Number of spines. */
  readonly spines: number;
  /** Leaves that each server is joined to. @default 2 */
  readonly homing?: number;
  /** Cables between each leaf and each spine. @default 1 */
  readonly linksPerPair?: number;
}

/** Settings of a rail-optimised fabric. */
export interface RailOptimisedOptions extends FabricOptions, SpinePlacement {
  /** Class of the leaves. */
  readonly leaf: SwitchModel;
  /** Class of the spines. */
  readonly spine: SwitchModel;
  /** Number of spines. */
  readonly spines: number;
  /** Rails: one leaf for each RDMA NIC of a server. */
  readonly rails: number;
  /** Cables between each leaf and each spine. @default 1 */
  readonly linksPerPair?: number;
}

/** Settings of a star. */
export interface StarOptions extends FabricOptions, SpinePlacement {
  /** Class of the hub. */
  readonly hub: SwitchModel;
  /** Class of the switches around it. */
  readonly leaf: SwitchModel;
}

/** Settings of a fat-tree. */
export interface FatTreeOptions extends FabricOptions, SpinePlacement {
  /** Class of all switches. */
  readonly switch: SwitchModel;
  /** Ports of each switch that are used: half down, half up. Even, at least 4. */
  readonly k: number;
  /** Edge switches of a pod that each server is joined to. @default 1 */
  readonly homing?: number;
}

/** Settings of a ring. */
export interface RingOptions extends FabricOptions {
  /** Class of all switches. */
  readonly switch: SwitchModel;
  /** Number of switches, at least 3. */
  readonly switches: number;
  /** Neighbouring switches that each server is joined to. @default 1 */
  readonly homing?: number;
}

/** Settings of a mesh. */
export interface MeshOptions extends RingOptions {
  /** Pairs of switches that are joined, numbered from 1. @default - each with each */
  readonly pairs?: readonly (readonly [number, number])[];
}

/** A switch of a free graph. */
export interface GraphSwitch {
  /** Its class. */
  readonly model: SwitchModel;
  /** What it does: leaves have servers. @default 'leaf' */
  readonly role?: 'leaf' | 'spine' | 'core';
  /** Name of the rack that it stands in. @default - not known: it is not counted in any, and a finding says so */
  readonly rack?: string;
}

/** Settings of a free graph. */
export interface GraphOptions extends FabricOptions {
  /** Switches by name. */
  readonly switches: Readonly<Record<string, GraphSwitch>>;
  /** Cables between them: two names, and how many. */
  readonly links: readonly (readonly [string, string] | readonly [string, string, number])[];
  /** Switches that the servers of a rack are joined to, by the rack's name. */
  readonly racks: Readonly<Record<string, readonly string[]>>;
}
