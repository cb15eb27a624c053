import type { Connector } from '../../catalog/connector';
import type { NicRole } from '../../catalog/nic';
import type { GivenCable } from './given-cable';
import type { RdmaSettings } from './rdma';
import type { RequirementSpec } from './requirements';

/** A class of switches as facts say it: plain JSON. */
export interface SwitchClass {
  /** Name of the class. */
  readonly name: string;
  /** What its ports speak. */
  readonly protocol: 'ethernet' | 'infiniband';
  /** Cages, numbered through the groups. */
  readonly ports: readonly {
    readonly count: number;
    readonly bps: number;
    readonly lanes: number;
    readonly breakouts: readonly { readonly count: number; readonly bps: number }[];
    /** Form of the cage. */
    readonly connector: Connector;
    /** Ports that share one cage of this form. */
    readonly portsPerCage: number;
    /** Watts that a port gives to what is plugged in; null when it is not known. */
    readonly portWatts: number | null;
  }[];
  /** Height in rack units. */
  readonly rackUnits: number;
  /** Largest power in watts; null when it is not known. */
  readonly maxPowerWatts: number | null;
  /** Whether the largest power counts the modules in the ports. */
  readonly opticsIncluded: boolean;
  /** Power supplies; null when they are not known. */
  readonly powerSupplies: { readonly count: number; readonly required: number } | null;
  /** Where the figures come from. */
  readonly source: string;
}

/** Two tiers, or one rail a NIC: groups of leaves that serve the same racks, each leaf joined to every spine. */
export interface ClosSpec {
  /** `star` is one hub as the only spine. */
  readonly kind: 'leaf-spine' | 'rail-optimised' | 'star';
  /** Class of the leaves. */
  readonly leaf: string;
  /** Class of the spines. */
  readonly spine: string;
  /** Number of spines. */
  readonly spines: number;
  /** Cables between a leaf and a spine. */
  readonly linksPerPair: number;
}

/** Three tiers of equal switches with k ports each, in k pods. */
export interface FatTreeSpec {
  /** The discriminator. */
  readonly kind: 'fat-tree';
  /** Class of all switches. */
  readonly switch: string;
  /** Ports of a switch that are used; even. */
  readonly k: number;
}

/** Equal switches that are joined directly. */
export interface PeerSpec {
  /** `ring`: each with the next. `mesh`: pairs. */
  readonly kind: 'ring' | 'mesh';
  /** Class of all switches. */
  readonly switch: string;
  /** Number of switches. */
  readonly switches: number;
  /** Pairs of switches, numbered from 1; null for a ring and for a full mesh. */
  readonly pairs: readonly (readonly [number, number])[] | null;
}

/** Switches and cables as the user drew them. */
export interface GraphSpec {
  /** The discriminator. */
  readonly kind: 'graph';
  /** Switches by name. */
  readonly switches: Readonly<Record<string, { readonly model: string; readonly role: 'leaf' | 'spine' | 'core' }>>;
  /** Cables between switches, by name, and how many. */
  readonly links: readonly (readonly [string, string, number])[];
  /** Switches that the servers of a rack are joined to, by the rack's name. */
  readonly racks: Readonly<Record<string, readonly string[]>>;
}

/** How switches are joined. */
export type Shape = ClosSpec | FatTreeSpec | PeerSpec | GraphSpec;

/** What all topologies have in common. */
export interface FabricSettings {
  /** Traffic that the fabric carries; null for all that no other fabric carries, but management. */
  readonly carries: readonly NicRole[] | null;
  /** Leaves that a server is joined to. */
  readonly homing: number;
  /** Racks that one group of leaves serves; null for as many as its ports allow. */
  readonly racksPerLeaf: number | null;
  /** Cages that a rack has on each of its leaves. @default - those that the places of its groups need */
  readonly cagesPerRack?: number;
  /** Rows that switch numbers are kept free for; null for those that it serves now. */
  readonly rows: number | null;
  /** Row that spines and cores stand in; null for the first that the fabric serves. */
  readonly switchRow: string | null;
  /** Largest IP packet in bytes. */
  readonly mtu: number;
  /** Whether links have addresses of their own; otherwise they use IPv6 link-local ones. */
  readonly numbered: boolean;
  /** What RDMA over it needs of those who send. @default - nothing was said */
  readonly rdma?: RdmaSettings;
  /** Racks of switches by name, as the user said. @default - the library places all */
  readonly switchRacks?: Readonly<Record<string, string>>;
  /** Cables whose ports the user said. @default - the library gives all their ports */
  readonly cables?: readonly GivenCable[];
  /** What it must be able to do; null when nothing was said. */
  readonly requirements: RequirementSpec | null;
}

/** A topology as facts say it: plain JSON. */
export interface TopologySpec extends FabricSettings {
  /** How switches are joined. */
  readonly shape: Shape;
}
